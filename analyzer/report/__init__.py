"""What a person sees: the terminal, the page, the tables."""

"""What an item gives away about a person, and the words that gave it away. Found on the machine."""

"""What the program costs, measured: see README.md beside this file."""

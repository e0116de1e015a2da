"""Invented archives, as small as they can be and as odd as real ones are."""

"""How much a record of a person can say."""

LONGEST_TEXT = 1_000
"""Longest name, place or other text, in characters. Comparing costs the square of it."""
OLDEST = 130
"""Years that nobody has lived longer than."""

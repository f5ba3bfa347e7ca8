"""Choices: which of the rival readings of a figure is right, by weights learned from annotated releases."""

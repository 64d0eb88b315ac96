"""Backfile: newspaper pages in, an offline archive with search out."""

__version__ = "0.1.0"

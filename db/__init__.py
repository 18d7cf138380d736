"""The casefile: one SQLite file, changed only by acts."""

SUFFIX = ".handover"
"""The ending of its name."""

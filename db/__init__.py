"""The casefile: one SQLite file, changed only by acts."""

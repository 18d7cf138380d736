"""The list of sources: its rows, kept up to date act by act, its filter, and how each is painted."""

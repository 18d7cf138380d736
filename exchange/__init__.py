"""Files in and out: the text of sources, and tables."""

"""Merging another casefile in and handing on a copy: what is told of it in words, and the dialogs that ask."""

"""The application: its window, and its command line."""

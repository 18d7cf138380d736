"""What only SQLite can do for a casefile: its file, its pragmas, its faults, its full-text index and its backup."""

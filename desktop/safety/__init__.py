"""What keeps a casefile safe in the window: backups, who else has it, what became of its file, and the check of all of it."""

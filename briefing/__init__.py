"""A briefing as plain data, and that data as PDF."""

"""A briefing as plain data, and that data as PDF; importing this folder alone loads no PDF library."""

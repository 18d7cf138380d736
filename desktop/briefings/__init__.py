"""The Briefings room: what to print at the left, the printed page itself at the right, what was issued below."""

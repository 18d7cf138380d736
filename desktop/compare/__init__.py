"""The Compare room: stated beside reported beside observed, one row a line, and behind each row who says what."""

"""The text of a source on the page: its lines, the marks in it, and the keys that go from one to the next."""

"""The Sources room: what was read, its words, and the figures that point at them."""

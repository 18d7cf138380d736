"""The Register room: agreements with their events as a tree, the chosen one's form, and its figures with their words."""

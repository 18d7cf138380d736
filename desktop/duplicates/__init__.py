"""Records that may be there twice: looked for on demand, noticed on entry, and joined or kept apart side by side."""

"""A source on its way into the casefile: pasted, dropped or typed, and kept by the researcher's own act."""

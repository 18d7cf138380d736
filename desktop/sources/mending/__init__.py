"""The text of a kept source mended, and what becomes of the quotes that stand in it."""

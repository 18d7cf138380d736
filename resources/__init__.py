"""Typefaces, icons, translations, the sample and the method's text, read through importlib.resources."""

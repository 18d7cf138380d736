"""From the text of a source to suggested figures; one file of rules a language."""

"""From the words of a source to a figure: what is suggested, what is read from words, and the form that keeps it."""

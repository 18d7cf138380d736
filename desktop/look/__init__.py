"""How the screens look: tokens, type, icons, marks, cells and the few controls that every room shares.

Colour on data means role; everything else is ink on paper. Serif is the source's voice, sans is ours.
"""

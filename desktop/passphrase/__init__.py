"""Passphrases of encrypted casefiles: asked for, chosen, changed and taken away."""

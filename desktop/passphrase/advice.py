"""What makes a passphrase easy to guess: said, never demanded.

Rules about digits and signs make passphrases that people write down; length and chance make ones that hold.
"""

from __future__ import annotations

LONG_ENOUGH = 16
FEWEST_DIFFERENT = 8


def is_weak(passphrase: str) -> bool:
    """Whether somebody with a copy of the casefile and a few computers could guess it."""
    few = len({letter.casefold() for letter in passphrase}) < FEWEST_DIFFERENT
    return len(passphrase) < LONG_ENOUGH or few or passphrase.isdecimal()

"""What the colours of a page mean: an sRGB profile, made here from the numbers of IEC 61966-2-1 so that its bytes never change.

A document for archives says in which space its colours are given. The profile is of ICC version 2.1: three primaries adapted
to the white D50, and one curve of 1,024 steps for all three channels.
"""

from __future__ import annotations

import struct
from functools import cache

PRIMARIES = {
    b"wtpt": (0.9642, 1.0, 0.8249),
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
STEPS = 1024
NAME = b"sRGB"
RIGHTS = b"No copyright; use freely."


@cache
def srgb_profile() -> bytes:
    """The profile's bytes."""
    blocks: dict[bytes, bytes] = {b"desc": _description(), b"cprt": b"text" + bytes(4) + RIGHTS + b"\0"}
    blocks |= {tag: b"XYZ " + bytes(4) + _xyz(*values) for tag, values in PRIMARIES.items()}
    curve = b"curv" + struct.pack(">II", 0, STEPS) + struct.pack(f">{STEPS}H", *map(_curve, range(STEPS)))
    blocks |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    table, held, placed = b"", b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(blocks)
    for tag, block in blocks.items():
        if block not in placed:
            placed[block] = start + len(held)
            held += block + bytes(-len(block) % 4)
        table += struct.pack(">4sII", tag, placed[block], len(block))
    body = struct.pack(">I", len(blocks)) + table + held
    return _header(128 + len(body)) + body


def _header(size: int) -> bytes:
    day = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    return (head + day + b"acsp" + bytes(28) + _xyz(0.9642, 1.0, 0.8249)).ljust(128, b"\0")


def _xyz(*values: float) -> bytes:
    return struct.pack(">3i", *(round(value * 65536) for value in values))


def _curve(step: int) -> int:
    """The light of one step: a short straight part, then the power of 2.4."""
    value = step / (STEPS - 1)
    light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
    return round(light * 65535)


def _description() -> bytes:
    name = NAME + b"\0"
    return b"desc" + bytes(4) + struct.pack(">I", len(name)) + name + bytes(4 + 4 + 2 + 1 + 67)

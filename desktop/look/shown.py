"""Words of a source, a name or a title as the screen may show them.

They can hold characters that turn a line of numbers round or that Qt takes as commands of its own. Each is shown as one
stand-in, so nothing is obeyed, nothing is hidden, and every offset stays true.
"""

from __future__ import annotations

STAND_IN = "\ufffd"
LONGEST_TIP = 2000
_MARKUP = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\n"): "<br>"}
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_QT_COMMANDS = "\ufdd0\ufdd1\ufffc"
_CONTROLS = "".join(chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t\r\f\x85")
_STAND_INS = {ord(one): STAND_IN for one in BIDI_CONTROLS + _QT_COMMANDS + _CONTROLS}
_STAND_INS.update(dict.fromkeys(range(0xD800, 0xE000), STAND_IN))
_STAND_INS.update({ord("\f"): "\n", ord("\r"): "\n", 0x85: "\n", ord("\u2029"): "\n"})


def visible(text: str) -> str:
    """The text, character for character, with nothing in it that the screen would obey."""
    return text.replace("\r\n", "\u200b\n").translate(_STAND_INS)


def visible_line(text: str) -> str:
    """The text on one line, for labels and list rows."""
    return " ".join(visible(text).split())


def tip(text: str) -> str:
    """The text as a tool tip that no one can mistake for markup: Qt guesses, so it is escaped and marked as rich."""
    return f"<span>{visible(text[:LONGEST_TIP]).translate(_MARKUP)}</span>" if text else ""


_HELD = 0xF0000
"""Where a character that an editor would obey is held while it is edited: a plane that no source uses."""
_HOLD = {ord(one): chr(_HELD + ord(one)) for one in BIDI_CONTROLS + _QT_COMMANDS + "\r\f\x85\u2029" + _CONTROLS}
_RELEASE = {_HELD + code: chr(code) for code in _HOLD}


def editable(text: str) -> str:
    """The text as an editor may hold it: what it would obey is a box that can be seen, copied and deleted."""
    return text.translate(_HOLD)


def edited(text: str) -> str:
    """What ``editable`` was made of, after the editing; paragraph marks of Qt are line breaks again."""
    return text.replace("\u2029", "\n").translate(_RELEASE)

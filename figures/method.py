"""The version of the method, by itself: it stands at the foot of the window before anything is compared."""

from __future__ import annotations

METHOD_VERSION = 1

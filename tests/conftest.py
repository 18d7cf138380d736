"""Property tests draw the same examples on every machine, so that a failure is one for everybody."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("same everywhere", derandomize=True, deadline=None, database=None)
settings.load_profile("same everywhere")

"""Holds the bill of materials against CycloneDX's own schema; prints what is wrong, and fails then."""

from __future__ import annotations

import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

if __name__ == "__main__":
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(sys.argv[1]).read_text(encoding="utf-8"))
    if wrong is not None:
        sys.exit(f"{sys.argv[1]}: {wrong}")

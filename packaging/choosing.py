"""What the frozen application is made of: which modules and libraries are left out, and the list of what is shipped.

Qt comes with far more than a window needs. What is kept is named here, so that a new release of Qt adds nothing unseen.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata as distributions
from importlib.util import find_spec
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
CASEFILE_TYPE = "application/vnd.handover.casefile+sqlite3"

NOT_SHIPPED = [
    "IPython",
    "PIL._avif",
    "PIL._imagingtk",
    "PySide6.QtNetwork",
    "PySide6.QtQml",
    "PySide6.QtQuick",
    "_pytest",
    "attr",
    "defusedxml",
    "hypothesis",
    "idna",
    "jsonschema",
    "mypy",
    "numpy",
    "pip",
    "pkg_resources",
    "pytest",
    "readline",
    "setuptools",
    "tkinter",
]
"""Modules that a library would use if it could, and that Handover never reaches."""

WITH_FILES = (
    "certifi",
    "courlan",
    "dateparser",
    "dateparser_data",
    "docx",
    "edtf",
    "htmldate",
    "justext",
    "openpyxl",
    "tld",
    "trafilatura",
    "tzdata",
)
"""Libraries that read files of their own, which no search for imports finds.

The typefaces of reportlab are left out: briefings use ours, and not all of those may be passed on freely.
"""

QT_PLUGINS = frozenset(
    {
        "iconengines/qsvgicon",
        "imageformats/qgif",
        "imageformats/qico",
        "imageformats/qjpeg",
        "imageformats/qsvg",
        "imageformats/qwebp",
        "platforminputcontexts/composeplatforminputcontextplugin",
        "platforminputcontexts/ibusplatforminputcontextplugin",
        "platforms/qcocoa",
        "platforms/qoffscreen",
        "platforms/qwayland",
        "platforms/qwayland-generic",
        "platforms/qwindows",
        "platforms/qxcb",
        "platformthemes/qxdgdesktopportal",
        "styles/qmacstyle",
        "styles/qmodernwindowsstyle",
        "wayland-decoration-client/bradient",
        "wayland-shell-integration/xdg-shell",
    }
)
"""The plugins of Qt that are kept, by folder and name."""

QT_LIBRARIES = frozenset(
    {"Core", "DBus", "Gui", "Network", "OpenGL", "Pdf", "PdfWidgets", "Svg", "WaylandClient", "Widgets", "XcbQpa"}
    | {"WlShellIntegration"}
)
"""The libraries of Qt that are kept; Network is there because Pdf is linked with it, and nothing of it is ever called."""

SYSTEM_LIBRARIES = frozenset(
    {"bz2", "crypto", "ffi", "lzma", "python3", "sqlite3", "ssl", "z"}
    | {"xcb-cursor", "xcb-icccm", "xcb-image", "xcb-keysyms", "xcb-render-util", "xcb-util"}
)
"""The libraries of the building system that are shipped.

SQLite because it keeps the casefile, zlib because a briefing must have the same bytes everywhere, Python's own, and six
small ones of X that many systems lack. All others belong to the system and are declared as what the package depends on.
"""

WITH_SYMBOLS = frozenset({"sqlcipher3"})
"""Libraries that are published with their debugging symbols, which are three fifths of their size."""

QT_TRANSLATIONS = frozenset({"qtbase_uk", "qtbase_en"})

Entry = tuple[str, str, str]


def kept(entries: Iterable[Entry]) -> list[Entry]:
    """The entries of PyInstaller's list that are shipped, in a fixed order."""
    wanted = sorted(entry for entry in entries if _is_kept(PurePosixPath(entry[0].replace("\\", "/")), entry[1]))
    return _reached(wanted) if sys.platform.startswith("linux") else wanted


def _is_kept(place: PurePosixPath, source: str) -> bool:
    parts, name = place.parts, place.name.split(".")[0]
    if "translations" in parts and "PySide6" in parts:
        return place.stem in QT_TRANSLATIONS
    if "plugins" in parts and "PySide6" in parts:
        return f"{parts[-2]}/{name.removeprefix('lib')}" in QT_PLUGINS
    if name.startswith("libQt6") or (name.startswith("Qt6") and place.suffix == ".dll"):
        return name.removeprefix("lib").removeprefix("Qt6") in QT_LIBRARIES
    if "Qt" in parts and parts[-1].startswith("Qt") and "lib" in parts and place.suffix == "":
        return parts[-1].removeprefix("Qt") in QT_LIBRARIES
    if sys.platform.startswith("linux") and Path(source).is_absolute() and not _is_ours(Path(source)) and ".so" in place.name:
        return len(parts) > 1 or name.removeprefix("lib") in SYSTEM_LIBRARIES
    return True


def _is_ours(path: Path) -> bool:
    """Whether the file belongs to the environment that is frozen, not to the system."""
    return path.is_relative_to(sys.prefix)


def _reached(entries: list[Entry]) -> list[Entry]:
    """Without the libraries that only something left out had asked for."""
    places = {PurePosixPath(name).name: (name, source) for name, source, kind in entries if kind == "BINARY"}
    waiting = [source for name, source, kind in entries if kind in ("BINARY", "EXTENSION") and not _is_library(name)]
    needed: set[str] = set()
    while waiting:
        for name in _needed_by(waiting.pop()):
            if name in places and name not in needed:
                needed.add(name)
                waiting.append(places[name][1])
    return [entry for entry in entries if not _is_library(entry[0]) or PurePosixPath(entry[0]).name in needed]


def _is_library(name: str) -> bool:
    """Whether a file is there only because another is linked with it; Python's own library is loaded by the program itself."""
    place = PurePosixPath(name)
    where = str(place.parent)
    linked = where == "." or where.endswith((".libs", "Qt/lib"))
    return linked and place.name.startswith("lib") and ".so" in place.name and not place.name.startswith("libpython")


def _needed_by(source: str) -> list[str]:
    """The names of the libraries that a file is linked with."""
    answer = subprocess.run(["objdump", "-p", source], capture_output=True, text=True, check=False).stdout
    return [line.split()[1] for line in answer.splitlines() if line.strip().startswith("NEEDED")]


def without_symbols(entries: Iterable[Entry], folder: Path) -> list[Entry]:
    """The same files; of those that were published with what only a debugger reads, copies without it, in ``folder``."""
    return [(name, _stripped(source, folder) if _has_symbols(name) else source, kind) for name, source, kind in entries]


def _has_symbols(name: str) -> bool:
    return sys.platform.startswith("linux") and PurePosixPath(name).parts[0] in WITH_SYMBOLS


def _stripped(source: str, folder: Path) -> str:
    made = folder / Path(source).name
    subprocess.run(["strip", "--strip-unneeded", "-o", str(made), source], check=True)
    return str(made)


def is_module(name: str) -> bool:
    """Whether the name is a module, not something inside one."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def version() -> str:
    """The version, from its one place."""
    facts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return str(facts["project"]["version"])


def release_notes() -> str:
    """The section of the changelog for this version."""
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {re.escape(version())}\b[^\n]*\n(.*?)(?=^## |\Z)", changes, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"CHANGELOG.md has no section “{version()}”")
    return found[1].strip() + "\n"


def metadata() -> Iterator[tuple[str, str]]:
    """The metadata file of our own distribution, where the program reads its version."""
    for path in distributions.distribution("handover").files or ():
        if path.name == "METADATA":
            yield str(path.locate()), path.parent.name


def write_list(out: Path, entries: Iterable[Entry]) -> None:
    """Keep which file of the shipped folder comes from which distribution, or from which file of the system."""
    owners = dict(_owners())
    found: dict[str, set[str]] = {}
    system: dict[str, str] = {}
    for name, source, _ in entries:
        path = Path(source).resolve() if source else None
        if path is None or (path.is_relative_to(ROOT) and not _is_ours(path)):
            continue
        owner = owners.get(path)
        if owner is not None:
            found.setdefault(owner, set()).add(name)
        elif path.suffix not in (".py", ".pyc"):
            system[name] = str(path)
    shipped = {
        "distributions": {name: sorted(held) for name, held in sorted(found.items())},
        "system": dict(sorted(system.items())),
    }
    out.write_text(json.dumps(shipped, indent=1), encoding="utf-8")


def _owners() -> Iterator[tuple[Path, str]]:
    """Each installed file with the name of its distribution."""
    for distribution in distributions.distributions():
        for path in distribution.files or ():
            yield Path(str(path.locate())).resolve(), str(distribution.metadata["Name"])


def write_windows_version(out: Path) -> None:
    """What Windows shows as the properties of the program."""
    numbers = ", ".join([*version().split("."), "0", "0"][:4])
    words = {
        "FileDescription": "Handover",
        "FileVersion": version(),
        "InternalName": "handover",
        "LegalCopyright": "Apache License 2.0",
        "OriginalFilename": "handover.exe",
        "ProductName": "Handover",
        "ProductVersion": version(),
    }
    rows = ", ".join(f"StringStruct({key!r}, {value!r})" for key, value in words.items())
    out.write_text(
        f"VSVersionInfo(ffi=FixedFileInfo(filevers=({numbers}), prodvers=({numbers})), "
        f"kids=[StringFileInfo([StringTable('040904B0', [{rows}])]), VarFileInfo([VarStruct('Translation', [1033, 1200])])])\n",
        encoding="utf-8",
    )


def bundle_facts() -> dict[str, object]:
    """What macOS must know of the bundle: the kind of file that it opens."""
    kind = "org.handover.casefile"
    return {
        "CFBundleDisplayName": "Handover",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Handover casefile",
                "CFBundleTypeRole": "Editor",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [kind],
            }
        ],
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "UTExportedTypeDeclarations": [
            {
                "UTTypeConformsTo": ["public.data"],
                "UTTypeDescription": "Handover casefile",
                "UTTypeIdentifier": kind,
                "UTTypeTagSpecification": {"public.filename-extension": ["handover"], "public.mime-type": CASEFILE_TYPE},
            }
        ],
    }


if __name__ == "__main__":
    sys.stdout.write(release_notes() if "--notes" in sys.argv else version() + "\n")

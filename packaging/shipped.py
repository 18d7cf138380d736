"""What is shipped, and under which licences: one list, from what was frozen, told three ways.

``choosing`` writes which file came from which distribution or from which file of the building system. From that come the folder
of licences, Debian's copyright file, and the bill of materials in CycloneDX. Only what no metadata says is written by hand.

    python packaging/shipped.py LIST OUT
"""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

import choosing

ROOT = choosing.ROOT
LICENCE_NAMES = ("licen", "copying", "notice", "authors")
SPDX = {
    "apache": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd-3-clause, apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "dual license": "Apache-2.0 OR BSD-3-Clause",
    "lgpl-3.0-only or gpl-2.0-only or gpl-3.0-only": "LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only",
    "mit license": "MIT",
    "mit": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "mplv1.1/gplv2/lgplv2.1": "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",
}
"""What older metadata say in words, as an SPDX expression."""

UNSAID = {"sqlcipher3": "Zlib"}
"""What no metadata say; read from the texts themselves."""

QT_NOTICE = """\
Handover uses Qt and PySide6 (version {version}) under the GNU Lesser General Public License, version 3.

They are shipped as separate, unchanged shared libraries in _internal/PySide6 and _internal/shiboken6. You may replace
them there with your own builds of the same version; Handover then uses those. Nothing in its licence forbids you to
take the program apart in order to find out whether such a change works.

The complete corresponding source of Qt and PySide6 of this version is published by The Qt Company at download.qt.io, under
official_releases/qt and official_releases/QtForPython. Qt itself contains parts by others; its documentation lists them under
"Licenses Used in Qt". The texts of the LGPL, and of the GPL that it refers to, are in the folders of pyside6 beside this file.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing by others that is shipped."""

    name: str
    version: str
    licence: str
    purl: str
    home: str = ""
    texts: tuple[Path, ...] = field(default=())


def parts(listed: dict[str, dict[str, object]]) -> list[Part]:
    """Everything by others in the frozen folder, by name."""
    found = [*_distributions(listed["distributions"]), *_system(listed["system"]), *_ours()]
    if "sqlcipher3" in listed["distributions"]:
        found += _inside_sqlcipher()
    return sorted(found, key=lambda part: part.name.casefold())


def _distributions(names: dict[str, object]) -> Iterator[Part]:
    """The distributions of Python; each by what its own metadata say."""
    for name in names:
        if name in ("handover", "pyinstaller"):
            continue
        found = metadata.distribution(name)
        texts = [
            Path(str(f.locate())) for f in found.files or () if ".dist-info" in str(f) and _names_a_licence(f.name, str(f))
        ]
        if name.lower().startswith(("pyside6", "shiboken6")):
            texts = sorted((ROOT / "packaging" / "licences").glob("*.txt"))
        yield Part(
            name,
            found.version,
            _licence(found),
            f"pkg:pypi/{name.lower().replace('_', '-')}@{found.version}",
            str(found.metadata.get("Home-page") or ""),
            tuple(sorted(texts)),
        )
    bootloader = metadata.distribution("pyinstaller")
    yield Part(
        "PyInstaller bootloader",
        bootloader.version,
        "GPL-2.0-or-later WITH Bootloader-exception",
        f"pkg:pypi/pyinstaller@{bootloader.version}",
        texts=tuple(Path(str(f.locate())) for f in bootloader.files or () if f.name == "COPYING.txt"),
    )


def _names_a_licence(name: str, place: str) -> bool:
    return name.lower().startswith(LICENCE_NAMES) or "/licenses/" in place


def _licence(found: metadata.Distribution) -> str:
    said = found.metadata.get("License-Expression") or found.metadata.get("License") or ""
    short = said.strip().splitlines()[0] if said.strip() else ""
    if found.metadata.get("License-Expression"):
        return short
    if short.lower() in SPDX:
        return SPDX[short.lower()]
    for classifier in found.metadata.get_all("Classifier") or ():
        if classifier.startswith("License :: OSI Approved :: "):
            words = classifier.rsplit(" :: ", 1)[1]
            return SPDX.get(words.lower(), words)
    return short.split(",")[0] or UNSAID.get(str(found.metadata["Name"]), "see its text")


def _system(files: dict[str, object]) -> Iterator[Part]:
    """Python, and the libraries of the building system, by the package that they belong to where that can be asked."""
    here = Path(sys.base_prefix)
    texts = tuple(
        t for t in (here / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "LICENSE.txt",) if t.exists()
    )
    version = platform.python_version()
    yield Part("CPython", version, "PSF-2.0", f"pkg:generic/cpython@{version}", texts=texts)
    if not shutil.which("dpkg-query"):
        return
    seen = set()
    for source in files.values():
        answer = _ask("dpkg-query", "-S", str(source)) or _ask("dpkg-query", "-S", str(source).removeprefix("/usr"))
        package = answer.split(":")[0]
        if package and package not in seen:
            seen.add(package)
            version = _ask("dpkg-query", "-W", "-f", "${Version}", package).split("\n")[0]
            text = Path("/usr/share/doc") / package / "copyright"
            yield Part(
                package, version, "see its text", f"pkg:deb/debian/{package}@{version}", texts=(text,) if text.exists() else ()
            )


def _inside_sqlcipher() -> Iterator[Part]:
    """What the library that encrypts casefiles holds within it, by the versions that it says itself."""
    from sqlcipher3 import dbapi2

    database = dbapi2.connect(":memory:")
    database.execute("PRAGMA key = 'asked for its version'").fetchall()
    cipher, crypto = (
        next(re.finditer(r"\d[\d.]*", str(database.execute(f"PRAGMA {name}").fetchone()[0])))[0]
        for name in ("cipher_version", "cipher_provider_version")
    )
    database.close()
    text = ROOT / "packaging" / "licences" / "sqlcipher" / "LICENSE-SQLCipher.txt"
    yield Part("SQLCipher", cipher, "BSD-3-Clause", f"pkg:github/sqlcipher/sqlcipher@v{cipher}", texts=(text,))
    sqlite = dbapi2.sqlite_version
    yield Part("SQLite in SQLCipher", sqlite, "LicenseRef-public-domain", f"pkg:generic/sqlite@{sqlite}")
    apache = (ROOT / "LICENSE",)
    yield Part("OpenSSL in SQLCipher", crypto, "Apache-2.0", f"pkg:generic/openssl@{crypto}", texts=apache)


def _ask(*words: str) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=False).stdout.strip()


def _ours() -> Iterator[Part]:
    """What stands in resources/ and was made by others."""
    fonts, icons = ROOT / "resources" / "fonts", ROOT / "resources" / "icons"
    yield Part("IBM Plex", "", "OFL-1.1", "pkg:github/IBM/plex", texts=(fonts / "LICENSE-IBM-Plex.txt",))
    yield Part("Lucide", "", "ISC", "pkg:github/lucide-icons/lucide", texts=(icons / "LICENSE-Lucide.txt",))


def write_licences(out: Path, shipped: list[Part]) -> None:
    """A folder a part with its texts, and one list of them all."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    rows = []
    for part in shipped:
        for text in part.texts:
            below = str(text).split(".dist-info/")[-1] if ".dist-info/" in str(text) else text.name
            place = out / _plain_name(part.name) / below.removeprefix("licenses/")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(text, place)
        rows.append(f"{part.name} {part.version}".strip() + f": {part.licence}")
    (out / "shipped.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    notice = QT_NOTICE.format(version=metadata.version("PySide6-Essentials"))
    (out / "Qt-notice.txt").write_text(notice, encoding="utf-8")


def _plain_name(name: str) -> str:
    return name.lower().replace(" ", "-")


def copyright_file(shipped: list[Part], year: int) -> str:
    """Debian's copyright file: our own licence first, then every part with its own and where its text lies."""
    said = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        "Upstream-Name: Handover",
        "Comment: Made with its libraries inside, so that a colleague needs nothing else. Each part keeps its own",
        " licence; the texts are in /usr/share/doc/handover/licences, a folder a part, and shipped.txt there lists them all.",
        "",
        "Files: *",
        f"Copyright: {year} The Handover developers",
        "License: Apache-2.0",
        " On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.",
    ]
    for part in shipped:
        said += [
            "",
            f"Files: usr/lib/handover/_internal/*{part.name.replace(' ', '-')}*",
            f"Copyright: {_holders(part)}",
        ]
        said += [f"License: {part.licence}", f" {part.name} {part.version}".rstrip() + "."]
        if part.texts:
            said.append(f" Its text is in /usr/share/doc/handover/licences/{_plain_name(part.name)}.")
        if "GPL-3.0" in part.licence:
            said.append(" On Debian systems the LGPL and the GPL are in /usr/share/common-licenses/LGPL-3 and GPL-3.")
    return "\n".join(said) + "\n"


def _holders(part: Part) -> str:
    """Who holds the rights, in the words of the first text that says so."""
    for text in part.texts:
        for line in text.read_text(encoding="utf-8", errors="replace").splitlines():
            said = re.search(r"(?:Copyright|©)\s*(?:\(c\)|©|:)?\s*((?:19|20)\d\d.*)", line, re.IGNORECASE)
            if said is not None:
                return said[1].strip(" .*#")
    return f"the authors of {part.name}"


def bill_of_materials(shipped: list[Part], version: str, made: datetime) -> dict[str, object]:
    """The same list in CycloneDX 1.6; the same parts on the same day give the same document."""
    own = {"type": "application", "bom-ref": f"handover@{version}", "name": "handover", "version": version}
    own |= {"licenses": [{"license": {"id": "Apache-2.0"}}]}
    components = []
    for part in shipped:
        component: dict[str, object] = {"type": "library", "bom-ref": part.purl, "name": part.name, "purl": part.purl}
        component |= {"version": part.version} if part.version else {}
        component["licenses"] = [{"license": {"name": part.licence}}]
        components.append(component)
    identity = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps([own, components], sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{identity}",
        "version": 1,
        "metadata": {"timestamp": made.strftime("%Y-%m-%dT%H:%M:%SZ"), "component": own},
        "components": components,
        "dependencies": [{"ref": own["bom-ref"], "dependsOn": [c["bom-ref"] for c in components]}],
    }


def main(listed: Path, out: Path) -> None:
    """Write licences/, copyright and handover.cdx.json into ``out``."""
    shipped = parts(json.loads(listed.read_text(encoding="utf-8")))
    out.mkdir(parents=True, exist_ok=True)
    write_licences(out / "licences", shipped)
    made = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), tz=UTC)
    (out / "copyright").write_text(copyright_file(shipped, made.year), encoding="utf-8")
    bill = bill_of_materials(shipped, choosing.version(), made)
    (out / "handover.cdx.json").write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

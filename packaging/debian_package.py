"""The .deb and the portable .tar.gz from the frozen folder: the same bytes each time the same commit is packed.

Times come from SOURCE_DATE_EPOCH, owners are root, names are sorted. What the package depends on is not written by
hand: Debian's own tool reads it from the libraries that the files are linked with.

    python packaging/debian_package.py BUILD OUT
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import textwrap
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path

import choosing
import manual

ROOT = choosing.ROOT
LINUX = ROOT / "packaging" / "linux"
MADE = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), tz=UTC)
MAINTAINER = "The Handover developers <maintainers@handover.example>"

CONTROL = """\
Package: handover
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: xdg-desktop-portal, shared-mime-info, hicolor-icon-theme
Section: science
Priority: optional
Description: records what was promised at handovers and what arrived
 Prisoners are to be exchanged, children returned, the dead brought home.
 Somebody says how many; somebody else says how many came. Handover records
 both, figure by figure, each with the words of its source, tells what was
 promised from what arrived, and writes briefings in which every number has
 a note.
 .
 Everything stays in one file on this computer; the program never opens a
 connection.
"""


def lay_out(root: Path, made: Path) -> None:
    """Put every file where it is to be installed, below ``root``."""
    share = root / "usr" / "share"
    program = root / "usr" / "lib" / "handover"
    shutil.copytree(made / "application" / "handover", program, symlinks=True)
    command = root / "usr" / "bin" / "handover"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/handover/handover")
    shutil.copytree(made / "icons" / "hicolor", share / "icons" / "hicolor")
    _put(share / "applications" / "handover.desktop", (LINUX / "handover.desktop").read_bytes())
    _put(share / "mime" / "packages" / "handover.xml", (LINUX / "handover.mime.xml").read_bytes())
    _put(share / "metainfo" / "local.handover.Handover.metainfo.xml", metainfo().encode())
    _put(share / "man" / "man1" / "handover.1.gz", _packed(manual.man_page(choosing.version(), MADE.date()).encode()))
    _put(share / "lintian" / "overrides" / "handover", (LINUX / "lintian-overrides").read_bytes())
    manual.write_completions(root)
    documents = share / "doc" / "handover"
    _put(documents / "copyright", (made / "shipped" / "copyright").read_bytes())
    _put(documents / "handover.cdx.json", (made / "shipped" / "handover.cdx.json").read_bytes())
    _put(documents / "changelog.gz", _packed(changelog().encode()))
    _put(documents / "NEWS.md.gz", _packed((ROOT / "CHANGELOG.md").read_bytes()))
    shutil.copytree(made / "shipped" / "licences", documents / "licences")
    (documents / "guide").symlink_to("../../../lib/handover/_internal/docs")
    _set_modes(root)


def metainfo() -> str:
    """AppStream's description, with this version and the first sentence of its changes."""
    text = (LINUX / "handover.metainfo.xml.in").read_text(encoding="utf-8")
    summary = choosing.release_notes().split("\n")[0].replace("&", "&amp;").replace("<", "&lt;")
    for name, value in (("VERSION", choosing.version()), ("DAY", f"{MADE:%Y-%m-%d}"), ("SUMMARY", summary)):
        text = text.replace(f"@{name}@", value)
    return text


def changelog() -> str:
    """This version's changes in the form that Debian's tools read."""
    rows = [line.strip().removeprefix("- ").replace("**", "") for line in choosing.release_notes().splitlines() if line.strip()]
    said = [textwrap.fill(row, 78, initial_indent="  * ", subsequent_indent="    ") for row in rows]
    head = f"handover ({choosing.version()}) unstable; urgency=medium"
    return "\n".join([head, "", *said, "", f" -- {MAINTAINER}  {format_datetime(MADE)}", ""])


def _put(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _set_modes(root: Path) -> None:
    """One time, and two modes: programs and folders may be run and entered, the rest only read."""
    for path in sorted(root.rglob("*"), reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or path == root / "usr" / "lib" / "handover" / "handover"
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (MADE.timestamp(), MADE.timestamp()), follow_symlinks=False)
    root.chmod(0o755)


def depends(root: Path) -> str:
    """The packages that the shipped files are linked with, as Debian's own tool finds them."""
    program = root / "usr" / "lib" / "handover"
    linked = [p for p in sorted(program.rglob("*")) if p.is_file() and not p.is_symlink() and p.read_bytes()[:4] == b"\x7fELF"]
    own = sorted({str(p.parent) for p in linked})
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "debian").mkdir()
        (Path(folder) / "debian" / "control").write_text("Source: handover\n\nPackage: handover\nArchitecture: any\n")
        words = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *(f"-l{place}" for place in own)]
        answer = subprocess.run([*words, *map(str, linked)], cwd=folder, capture_output=True, text=True, check=False)
    if answer.returncode:
        raise OSError(answer.stderr.strip())
    wanted = answer.stdout.strip().removeprefix("shlibs:Depends=").split(", ")
    brought = _brought(root)
    return ", ".join(want for want in wanted if want.split(" ")[0] not in brought)


def _brought(root: Path) -> set[str]:
    """The packages of Debian whose libraries are shipped, so that the system's need not be there."""
    bill = json.loads((root / "usr" / "share" / "doc" / "handover" / "handover.cdx.json").read_text(encoding="utf-8"))
    return {str(part["name"]) for part in bill["components"] if part["purl"].startswith("pkg:deb/")}


def make_deb(root: Path, out: Path) -> Path:
    """The package; its name holds version and architecture."""
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    size = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir()) // 1024
    facts = {"version": choosing.version(), "architecture": architecture, "maintainer": MAINTAINER, "size": size}
    control = root / "DEBIAN"
    control.mkdir()
    sums = [
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(root)}"
        for path in sorted((root / "usr").rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]
    (control / "control").write_text(CONTROL.format(depends=depends(root), **facts), encoding="utf-8")
    (control / "md5sums").write_text("\n".join(sums) + "\n", encoding="utf-8")
    _set_modes(root)
    deb = out / f"handover_{choosing.version()}_{architecture}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(deb)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(control)
    return deb


def make_tar(root: Path, out: Path) -> Path:
    """The same files for any other Linux, to be unpacked anywhere: the program, its guide, its licences."""
    name = f"handover-{choosing.version()}-linux-{os.uname().machine}"
    place = out / f"{name}.tar.gz"
    program, share = root / "usr" / "lib" / "handover", root / "usr" / "share"
    with (
        place.open("wb") as file,
        gzip.GzipFile(filename="", mode="wb", fileobj=file, compresslevel=6, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as tar,
    ):
        for source, below in ((program, name), (share, f"{name}/share")):
            for path in sorted(source.rglob("*")):
                if path.name != "guide":
                    _add(tar, path, f"{below}/{path.relative_to(source)}")
    return place


def _add(tar: tarfile.TarFile, path: Path, name: str) -> None:
    """One file or folder, owned by root."""
    held = tar.gettarinfo(path, name)
    held.uid = held.gid = 0
    held.uname = held.gname = "root"
    if held.isfile():
        with path.open("rb") as data:
            tar.addfile(held, data)
    else:
        tar.addfile(held)


def main(build: Path, out: Path) -> None:
    """Write the package, the archive and their checksums."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        root.mkdir()
        lay_out(root, build)
        for made in (make_deb(root, out), make_tar(root, out)):
            print(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

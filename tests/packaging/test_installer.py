"""What is installed is the same program: tried where nothing else is, in a bare Debian without Python and without a network."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LARGEST_PACKAGE = 90_000_000
LARGEST_INSTALLED = 260_000_000
PATIENCE = 60.0
TOOLS = ("debootstrap", "dpkg-deb", "dpkg-shlibdeps", "objdump", "strip", "unshare")
PICTURE = ROOT / "out" / "installed.png"
Until = Callable[[Callable[[], object], str], object]
CASEFILE = "home/researcher/cases.handover"
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Bare:
    """A Debian of its own, in a folder."""

    root: Path

    def run(self, *words: str, network: bool = False, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command inside; without a network unless one is asked for."""
        return subprocess.run(self.line(*words, network=network), capture_output=True, text=True, check=check, timeout=600)

    def line(self, *words: str, network: bool = False, **environment: str) -> list[str]:
        """How a command is started inside, with nothing of the environment outside."""
        known = {"HOME": "/home/researcher", "LC_ALL": "C.UTF-8", "PATH": "/usr/sbin:/usr/bin:/sbin:/bin"} | environment
        apart = [] if network else ["unshare", "--net"]
        return [*apart, "chroot", str(self.root), "env", "-i", *(f"{name}={value}" for name, value in known.items()), *words]

    def digest(self, place: str) -> str:
        """The SHA-256 of a file inside."""
        return hashlib.sha256((self.root / place).read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def made() -> Path:
    """The folder with the installers, made from the last commit."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("Only the administrator can make a bare Debian to install in.")
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"The package is made and tried in a bare Debian, and this is not installed: {', '.join(missing)}.")
    if subprocess.run(["unshare", "--net", "--mount", "true"], capture_output=True, check=False).returncode:
        pytest.skip("This system lets nobody set a network apart, so the package cannot be tried without one.")
    done = subprocess.run(
        ["packaging/installer.sh"], cwd=ROOT, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "dist"


@pytest.fixture(scope="module")
def package(made: Path) -> Path:
    (found,) = made.glob("handover_*.deb")
    return found


def mirror() -> str:
    """Where this system itself gets Debian's packages."""
    line = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Codename: bookworm", "Created-By: Packages"]
    known = subprocess.run(line, capture_output=True, text=True, check=True).stdout.split()
    return next((place for place in known if "security" not in place), "")


@pytest.fixture(scope="module")
def bare(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    root = tmp_path_factory.mktemp("debian")
    subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(root), mirror()], check=True, capture_output=True)
    (root / "home" / "researcher").mkdir()
    shutil.copy(package, root / "home" / "researcher")
    yield Bare(root)
    shutil.rmtree(root)


def source_program(*words: str, folder: Path) -> None:
    """The same commit as source, in the environment that it was frozen from."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "build" / "source"), "PYTHONUTF8": "1"}
    python = ROOT / "build" / "environment" / "bin" / "python"
    subprocess.run([str(python), "-m", "desktop", *words], cwd=folder, env=environment, check=True, capture_output=True)


def test_the_package_and_what_it_installs_are_not_too_large(package: Path) -> None:
    assert package.stat().st_size <= LARGEST_PACKAGE
    size = subprocess.check_output(["dpkg-deb", "-f", str(package), "Installed-Size"], text=True)
    assert int(size) * 1024 <= LARGEST_INSTALLED


def test_the_frozen_program_answers_as_the_source_does(made: Path) -> None:
    python = ROOT / "build" / "environment" / "bin" / "python"
    frozen = ROOT / "build" / "application" / "handover" / "handover"
    done = subprocess.run(
        [str(python), str(ROOT / "build" / "source" / "packaging" / "trial.py"), str(frozen)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT / "build" / "source")},
    )
    assert done.returncode == 0, done.stderr


def test_nothing_is_shipped_that_the_lock_does_not_name(made: Path) -> None:
    (bill,) = made.glob("*.cdx.json")
    shipped = set(re.findall(r"pkg:pypi/([^@]+)@", bill.read_text(encoding="utf-8"))) - {"pyinstaller"}
    lock = (ROOT / "build" / "source" / "requirements.lock").read_text(encoding="utf-8")
    assert shipped <= set(re.findall(r"^([a-z0-9-]+)(?:\[[^\]]*\])?==", lock, re.MULTILINE))


def test_every_tool_that_knows_such_files_finds_them_sound(made: Path) -> None:
    needed = ("desktop-file-validate", "appstreamcli", "lintian", "makensis", "man")
    missing = [tool for tool in needed if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"What was made is held against tools that are not installed: {', '.join(missing)}.")
    done = subprocess.run(["packaging/installer.sh", "check"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def next_version(package: Path, into: Path, folder: Path) -> Path:
    """The same package under the number that comes after it."""
    unpacked = folder / "next"
    subprocess.run(["dpkg-deb", "-R", str(package), str(unpacked)], check=True)
    control = unpacked / "DEBIAN" / "control"
    control.write_text(re.sub(r"(?m)^(Version: .*)$", r"\1+next", control.read_text(encoding="utf-8")), encoding="utf-8")
    newer = into / "handover_next.deb"
    subprocess.run(
        ["dpkg-deb", "-Znone", "--root-owner-group", "-b", str(unpacked), str(newer)], check=True, capture_output=True
    )
    shutil.rmtree(unpacked)
    return newer


@pytest.fixture
def screen(bare: Bare, display: str) -> Iterator[str]:
    """An X server outside, whose door stands inside as well; its name."""
    door = bare.root / "tmp" / ".X11-unix"
    door.mkdir(exist_ok=True)
    subprocess.run(["mount", "--bind", str(Path(tempfile.gettempdir()) / ".X11-unix"), str(door)], check=True)
    yield display
    subprocess.run(["umount", str(door)], check=True)


def open_and_close(bare: Bare, screen: str, until: Until) -> None:
    """Open the installed window on the casefile, walk through the rooms, take a picture, and leave by the keyboard."""

    def told(*words: str) -> str:
        outside = {**os.environ, "DISPLAY": screen}
        return subprocess.run(words, env=outside, capture_output=True, text=True, check=False).stdout.strip()

    line = bare.line("handover", f"/{CASEFILE}", DISPLAY=screen, QT_QPA_PLATFORM="xcb")
    program = subprocess.Popen(line, stderr=subprocess.PIPE, text=True)
    try:
        window = str(until(lambda: told("xdotool", "search", "--onlyvisible", "--name", "cases"), "the window")).split()[0]
        told("xdotool", "windowfocus", "--sync", window)
        for room in ("ctrl+4", "ctrl+1", "ctrl+3"):
            told("xdotool", "key", room)
            time.sleep(3)
        if shutil.which("import"):
            PICTURE.parent.mkdir(parents=True, exist_ok=True)
            told("import", "-window", window, str(PICTURE))
        told("xdotool", "key", "ctrl+q")
        _, said = program.communicate(timeout=PATIENCE)
        assert program.returncode == 0, said
        assert said == "", "the window has nothing to complain of"
    finally:
        program.kill()


def test_a_colleague_installs_uses_and_removes_it_without_python_or_network(
    bare: Bare, package: Path, screen: str, until: Until, tmp_path: Path
) -> None:
    briefing = CASEFILE.replace(".handover", ".pdf")
    bare.run("apt-get", "install", "-y", "--no-install-recommends", f"/home/researcher/{package.name}", network=True)
    assert bare.run("sh", "-c", "command -v python3", check=False).stdout == ""
    assert bare.run("cat", "/proc/self/net/route", check=False).stdout.count("\n") <= 1

    bare.run("handover", "sample", f"/{CASEFILE}")
    before = bare.run("handover", "info", f"/{CASEFILE}").stdout
    open_and_close(bare, screen, until)
    assert bare.run("handover", "info", f"/{CASEFILE}").stdout == before
    assert bare.run("handover", "verify", f"/{CASEFILE}").returncode == 0

    bare.run("handover", "brief", f"/{CASEFILE}", "-o", f"/{briefing}", "--label", "Internal")
    shutil.copy(bare.root / CASEFILE, tmp_path)
    source_program("brief", "cases.handover", "-o", "source.pdf", "--label", "Internal", folder=tmp_path)
    assert bare.digest(briefing) == hashlib.sha256((tmp_path / "source.pdf").read_bytes()).hexdigest()

    settings = bare.root / "home" / "researcher" / ".config" / "handover" / "handover.ini"
    chosen = settings.read_bytes()
    kept = bare.digest(CASEFILE)
    newer = next_version(package, bare.root / "home" / "researcher", tmp_path)
    bare.run("apt-get", "install", "-y", "--no-install-recommends", f"/home/researcher/{newer.name}")
    assert bare.run("dpkg-query", "-W", "-f", "${Version}", "handover").stdout.endswith("+next")
    assert (bare.digest(CASEFILE), settings.read_bytes()) == (kept, chosen), "an upgrade touches no casefile and no setting"
    assert bare.run("handover", "info", f"/{CASEFILE}").stdout == before

    bare.run("apt-get", "purge", "-y", "handover")
    assert not (bare.root / "usr" / "lib" / "handover").exists()
    assert bare.digest(CASEFILE) == kept
    assert settings.read_bytes() == chosen

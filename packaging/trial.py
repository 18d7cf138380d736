"""Holds a frozen program against the source tree: the same commands must give the same answers and the same bytes.

Run with the environment of the source tree: ``python packaging/trial.py PROGRAM``, where the program may be several words.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = """\
<html lang="en"><head><title>Exchange</title><meta name="date" content="2025-06-09"></head><body><article><h1>An exchange</h1>
<p>Ukraine handed over 27 bodies of fallen soldiers to Russia on Monday, an official in Kyiv said. It received 1,212 bodies in
return, the coordination headquarters reported, out of more than 6,000 that had been agreed in Istanbul a week before.</p>
<p>Another 120 prisoners of war are expected to be exchanged on Thursday, the spokesman added at the end of the talks.</p>
</article></body></html>
"""
PATIENCE = 120
OF_CASEFILES = "Їжак і п’ять випадкових слів"
"""The passphrase of the encrypted casefiles in tests/casefiles."""


class Different(AssertionError):
    """The two programs answered differently; the message names the command."""


def answer(program: list[str], *words: str | Path, folder: Path) -> bytes:
    """What a command prints, where it succeeds."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
    line = [*program, *map(str, words)]
    done = subprocess.run(line, cwd=folder, env=environment, capture_output=True, timeout=PATIENCE, check=False)
    if done.returncode:
        raise Different(f"{' '.join(line)}: exit {done.returncode}\n{done.stderr.decode(errors='replace')}")
    return done.stdout


def documents(folder: Path) -> list[Path]:
    """A page, a Word file and a PDF with figures in them."""
    import docx
    from reportlab.pdfgen.canvas import Canvas

    page, word, sheet = folder / "page.html", folder / "word.docx", folder / "sheet.pdf"
    page.write_text(PAGE, encoding="utf-8")
    document = docx.Document()
    document.add_paragraph("Росія передала Україні 1212 тіл загиблих, повідомив Координаційний штаб 11 червня 2025 року.")
    document.save(str(word))
    canvas = Canvas(str(sheet))
    canvas.drawString(72, 720, "Armenia received the bodies of 121 soldiers from Azerbaijan on 12 November 2020.")
    canvas.save()
    return [page, word, sheet]


def trials(folder: Path) -> dict[str, tuple[str | Path, ...]]:
    """The commands that are tried, by what they show; the sample has been made by then."""
    found: dict[str, tuple[str | Path, ...]] = {
        "the version": ("--version",),
        "the sample": ("info", "sample.handover", "--format", "json"),
        "a comparison": ("compare", "sample.handover", "--format", "json"),
        "a check": ("verify", "sample.handover"),
        "help": ("--help",),
    }
    for document in documents(folder):
        found[f"reading {document.name}"] = ("read", document.name, "--format", "json")
    (folder / "casefiles.txt").write_text(f"{OF_CASEFILES}\n", encoding="utf-8")
    for casefile in sorted((ROOT / "tests" / "casefiles").glob("*.handover")):
        given = ("--passphrase-file", "casefiles.txt") if casefile.stem.endswith("-encrypted") else ()
        found[f"the casefile of format {casefile.stem}"] = ("info", casefile.name, "--format", "json", *given)
    return found


def hold(frozen: list[str], source: list[str], folder: Path) -> list[str]:
    """Try everything with both programs; returns what was the same, and raises ``Different`` at the first that is not."""
    answer(source, "sample", "of-source.handover", folder=folder)
    answer(frozen, "sample", "sample.handover", folder=folder)
    for casefile in (ROOT / "tests" / "casefiles").glob("*.handover"):
        shutil.copy(casefile, folder)
    same = []
    for name, words in trials(folder).items():
        if answer(frozen, *words, folder=folder) != answer(source, *words, folder=folder):
            raise Different(f"{name}: the two programs answer differently")
        same.append(name)
    for language in ("en", "uk"):
        for program, out in ((frozen, "frozen.pdf"), (source, "source.pdf")):
            answer(program, "brief", "sample.handover", "-o", out, "--language", language, "--label", "Trial", folder=folder)
        sums = {hashlib.sha256((folder / out).read_bytes()).hexdigest() for out in ("frozen.pdf", "source.pdf")}
        if len(sums) > 1:
            raise Different(f"the briefing in “{language}” has other bytes")
        same.append(f"the briefing in “{language}”, {sums.pop()}")
    same.append(sealed(frozen, source, folder))
    for ending in ("csv", "xlsx", "json"):
        answer(frozen, "export", "sample.handover", f"all.{ending}", folder=folder)
        answer(frozen, "new", f"{ending}.handover", folder=folder)
        answer(frozen, "import", f"{ending}.handover", f"all.{ending}", folder=folder)
        same.append(f"export and import of .{ending}")
    return same


def sealed(frozen: list[str], source: list[str], folder: Path) -> str:
    """The sample, encrypted by the one program and read by the other, says what it says in plain."""
    (folder / "passphrase.txt").write_text("п'ять слів обрав випадок\n", encoding="utf-8")
    given = ("--passphrase-file", "passphrase.txt")
    plain = answer(source, "info", "sample.handover", folder=folder)
    for one, other, name in ((frozen, source, "a.handover"), (source, frozen, "b.handover")):
        shutil.copy(folder / "sample.handover", folder / name)
        answer(one, "encrypt", name, *given, folder=folder)
        if answer(other, "info", name, *given, folder=folder) != plain:
            raise Different(f"{name}: an encrypted casefile says something else")
    return "an encrypted casefile, each program's read by the other"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        program = [str(Path(word).resolve()) if Path(word).exists() else word for word in sys.argv[1:]]
        for line in hold(program, [sys.executable, "-m", "desktop"], Path(place)):
            print(f"the same: {line}")

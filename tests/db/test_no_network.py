"""No connection is ever opened: asked of every command, with every call listened to and where there is no network at all.

A library that reads web pages asks on being imported whether the machine knows IPv6, by a socket bound to itself and closed
at once; it reaches nobody, and is the one thing let through.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
EVERY_COMMAND = """
import sys
from pathlib import Path

opened = []

def watch(event, args):
    asks_for_ipv6 = event == "socket.bind" and args[1] == ("::1", 0)
    if event.startswith(("socket.connect", "socket.bind", "socket.send", "socket.get", "urllib.")) and not asks_for_ipv6:
        opened.append((event, args))

sys.addaudithook(watch)

from click.testing import CliRunner
from desktop.command_line import main

place = Path(sys.argv[1])
sample, page = place / "sample.handover", place / "page.html"
page.write_text("<html><body><p>Ukraine received 1,212 bodies.</p><img src='https://example.org/a.png'>"
                "<script src='https://example.org/a.js'></script></body></html>")
for words in (
    ["sample", sample],
    ["info", sample],
    ["compare", sample],
    ["brief", sample, "-o", place / "briefing.pdf"],
    ["export", sample, place / "all.json"],
    ["export", sample, place / "figures.xlsx"],
    ["read", page],
    ["add-source", sample, page],
    ["verify", sample],
    ["backup", sample],
):
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == 0, (words, done.output, done.exception)
assert not opened, opened
"""


def test_no_command_opens_a_connection_or_misses_one(tmp_path: Path) -> None:
    alone = ["unshare", "-rn"]
    if shutil.which("unshare") is None or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode != 0:
        alone = []
    every = [*alone, sys.executable, "-c", EVERY_COMMAND, str(tmp_path)]
    done = subprocess.run(every, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

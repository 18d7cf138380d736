"""The man page and the completions of the shells, made from the commands themselves, so that neither can say what is not so."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import click
from click.shell_completion import get_completion_class

COMPLETIONS = {
    "bash": "usr/share/bash-completion/completions/handover",
    "zsh": "usr/share/zsh/vendor-completions/_handover",
    "fish": "usr/share/fish/vendor_completions.d/handover.fish",
}
"""Where Debian's shells look for completions, by the shell's name as click knows it."""

FILES = """\
.SH FILES
.TP
.I *.handover
A casefile: one SQLite file. Copy it with
.BR "handover backup" ,
or while nothing has it open.
.TP
.I ~/.config/handover/handover.ini
What the program remembers beside any casefile: your name, colours, recent files. Removing the package leaves both alone.
.SH EXIT STATUS
0 when the command has done what it says;
1 when it could not, with one sentence on standard error, or when a check found faults;
2 when it was used wrongly.
.SH NOTES
The program opens no network connection.
"""


def man_page(version: str, day: dt.date) -> str:
    """The manual page of the program in the language of man, for section 1."""
    from desktop.command_line import main

    context = click.Context(main, info_name="handover")
    said = [f'.TH HANDOVER 1 "{day:%d %B %Y}" "Handover {version}" "User commands"']
    summary, _, more = (main.help or "").partition("\n\n")
    said += [".SH NAME", "handover \\- record what was promised at handovers and what arrived, every number sourced"]
    said += [".SH SYNOPSIS", ".B handover", ".RI [ FILE.handover ]", ".br", ".B handover", ".I COMMAND", ".RI [ ARGUMENTS ]"]
    said += [".SH DESCRIPTION", _plain(summary), ".PP", _plain(more), ".SH COMMANDS"]
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        if command is not None and not command.hidden:
            said += _command(name, command, context)
    return "\n".join(said) + "\n" + FILES


def _command(name: str, command: click.Command, parent: click.Context) -> list[str]:
    """One command: how it is written, what it does, and its options."""
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(piece for piece in command.collect_usage_pieces(context))
    said = [".SS", f'.BI "handover {name} " "{_plain(usage)}"', ".PP", _plain(command.help or "")]
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None and record[1]:
            said += [".TP", f".B {_plain(record[0])}", _plain(record[1])]
    return said


def _plain(text: str) -> str:
    """Text that troff takes as it is: hyphens kept as typed, nothing at the start of a line that reads as a request."""
    words = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{words}" if words.startswith((".", "'")) else words


def completion(shell: str) -> str:
    """What the shell must load so that it completes commands, options and files."""
    from desktop.command_line import main

    kind = get_completion_class(shell)
    if kind is None:
        raise LookupError(f"no such shell: {shell}")
    template = kind(main, {}, "handover", "_HANDOVER_COMPLETE")
    return str(template.source_template % template.source_vars())


def write_completions(root: Path) -> None:
    """Put the completions of every shell below ``root``."""
    for shell, place in COMPLETIONS.items():
        out = root / place
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(completion(shell) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.stdout.write(man_page("0", dt.date.today()))

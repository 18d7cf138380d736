"""What commands have in common: how a file or a day is given, how the world's no is said, and how an answer is printed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from db.casefile import Casefile
    from figures.record import Agreement

FILE = click.Path(dir_okay=False, path_type=Path)
AS_JSON = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to answer.")
AGREEMENT = click.option("--agreement", "titles", multiple=True, metavar="TITLE", help="Only this agreement and its events.")


class Refused(click.ClickException):
    """The world said no; printed as one plain sentence, exit 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        """Say the sentence on standard error, and nothing else."""
        click.echo(self.format_message(), err=True, file=file)


class Day(click.ParamType[dt.date]):
    """A day; of a partial date its last day."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day that the text means, as EDTF."""
        from figures.date import NotADate, last_day

        if isinstance(value, dt.date):
            return value
        try:
            day = last_day(str(value))
        except NotADate as wrong:
            self.fail(str(wrong), param, ctx)
        if day is None:
            self.fail(f"“{value}” names no last day.", param, ctx)
        return day


AS_OF = click.option("--as-of", type=Day(), help="Only what was known by the end of this day; else the casefile's latest.")


def reading(file: Path) -> Casefile:
    """The casefile, only to be read."""
    from db.casefile import Casefile

    return Casefile.open(file, read_only=True)


def agreements_called(casefile: Casefile, titles: tuple[str, ...]) -> list[Agreement]:
    """The agreements of these titles, in any case."""
    every = casefile.agreements()
    found = [a for a in every if a.title.casefold() in {title.casefold() for title in titles}]
    for title in titles:
        if title.casefold() not in {a.title.casefold() for a in found}:
            known = ", ".join(f"“{a.title}”" for a in every) or "none"
            raise Refused(f"No agreement is called “{title}”; this casefile has: {known}.")
    return found


def check_not_itself(out: Path, casefile: Casefile) -> None:
    """Refuse to write over the casefile that is read."""
    if out.exists() and out.samefile(casefile.path):
        raise Refused(f"{out} is the casefile itself; choose another name for what is written.")


def print_json(document: Mapping[str, Any]) -> None:
    """Print a document, with every letter as itself."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2).encode())

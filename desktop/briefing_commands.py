"""The commands that write a briefing, and check one or its casefile: brief, verify."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.command import AGREEMENT, AS_OF, FILE, Day, agreements_called, check_not_itself, reading
from desktop.protection_commands import Asking

if TYPE_CHECKING:
    from briefing.options import IssuedBefore
    from db.casefile import Casefile


@click.command(cls=Asking)
@click.argument("file", type=FILE)
@click.option("-o", "--output", "out", type=FILE, required=True, metavar="OUT.pdf", help="The PDF to write.")
@AGREEMENT
@click.option("--from", "first_day", type=Day(), help="Only events from this day on.")
@click.option("--to", "last_day", type=Day(), help="Only events up to this day.")
@AS_OF
@click.option("--since", metavar="ID|B.pdf", help="Tell what has changed since this issued briefing, its number or its PDF.")
@click.option("--title", default="", help="The briefing's title.")
@click.option("--author", default="", help="Who answers for it.")
@click.option("--label", default="", help="Such as Internal or Public.")
@click.option("--language", type=click.Choice(["en", "uk"]), default="en", help="The briefing's own language.")
@click.option("--paper", type=click.Choice(["A4", "Letter"], case_sensitive=False), default="A4", help="The size of its pages.")
def brief(file: Path, out: Path, titles: tuple[str, ...], since: str | None, **chosen: Any) -> None:
    """Write the briefing: stated against observed, every number with its note."""
    from figures.uncollected import uncollected

    with uncollected():
        _brief(file, out, titles, since, chosen)


def _brief(file: Path, out: Path, titles: tuple[str, ...], since: str | None, chosen: Mapping[str, Any]) -> None:
    from briefing.options import BriefingOptions
    from briefing.pdf import make
    from desktop.briefing_file import files_of
    from desktop.file_out import write_beside
    from figures.comparison import compare as compare_casebook

    with reading(file) as casefile:
        check_not_itself(out, casefile)
        agreements = tuple(a.id for a in agreements_called(casefile, titles))
        before = None if since is None else _issued_before(casefile, since)
        casebook, fingerprint = casefile.casebook(), casefile.fingerprint()
    options = BriefingOptions(agreements=agreements, since=before, **chosen)
    comparison = compare_casebook(casebook, options.as_of)
    made = make(casebook, comparison, options, fingerprint, files_of)
    write_beside(out, made.pdf)
    click.echo(f"Wrote {out}: {made.pages} pages, {made.notes} notes.")


def _issued_before(casefile: Casefile, which: str) -> IssuedBefore:
    from desktop.briefings.earlier import issued_before

    return issued_before(casefile, which)


@click.command(cls=Asking)
@click.argument("file", type=FILE)
@click.option("--briefing", type=FILE, metavar="B.pdf", help="Check this briefing against its data and the casefile instead.")
@click.pass_context
def verify(ctx: click.Context, file: Path, briefing: Path | None) -> None:
    """Check a casefile whole: its pages, records, journal, texts and stored copies; or a briefing made from it."""
    if briefing is not None:
        ctx.exit(_verify_briefing(file, briefing))
    from desktop.whole_check import check_file

    faults = check_file(file)
    for fault in faults:
        click.echo(" ".join(filter(None, (fault.text, fault.remedy))), err=True)
    if faults:
        ctx.exit(1)
    click.echo(f"{file} is sound.")


def _verify_briefing(file: Path, briefing: Path) -> int:
    from desktop.briefing_check import check_briefing

    pdf = briefing.read_bytes()
    with reading(file) as casefile:
        check = check_briefing(casefile, pdf)
    for fault in check.faults:
        click.echo(fault, err=True)
    for note in check.notes:
        click.echo(note)
    if check.faults:
        return 1
    click.echo(f"{briefing} is sound.")
    return 0

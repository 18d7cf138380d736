"""The command line: everything that needs no window, for scripts and for checking what the window says.

Exit 0: done. Exit 1: the world said no, in one plain sentence on standard error, or a check found faults. Exit 2: wrong usage.
Nothing here imports Qt before a window is asked for, and each command imports only what it uses, so that it answers at once.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.merge_commands import duplicates, merge, share
from desktop.protection_commands import Asking, decrypt, encrypt, new_passphrase, passphrase
from desktop.source_commands import add_source, read

if TYPE_CHECKING:
    from briefing.options import IssuedBefore
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


class Commands(click.Group):
    """The commands; a first word that is no command but a file opens the window on it."""

    command_class = Asking

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant by the arguments."""
        first = args[0]
        if self.get_command(ctx, first) is None and (Path(first).suffix == ".handover" or Path(first).is_file()):
            return "open", open_window, args
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; the world's faults, known by name, become one sentence."""
        try:
            return super().invoke(ctx)
        except _faults_of_the_world() as wrong:
            raise Refused(str(wrong)) from None
        except OSError as wrong:
            if wrong.errno == errno.EPIPE or wrong.filename is None:
                raise
            raise Refused(f"{wrong.filename}: {(wrong.strerror or 'cannot be used').lower()}.") from None


def _faults_of_the_world() -> tuple[type[Exception], ...]:
    """What a command says in one sentence; looked up only once something went wrong, so that no command waits for it."""
    from briefing.options import NoBriefing, WrongOptions
    from db.error import CasefileError
    from exchange.casebook_json import NoCasebook
    from exchange.document import UnreadableDocument
    from exchange.table import NoTable

    return CasefileError, NoBriefing, NoCasebook, NoTable, UnreadableDocument, WrongOptions


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="handover", prog_name="handover", message="%(prog)s %(version)s")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Records what was promised when prisoners, children and the dead were to change hands, and what arrived.

    Alone, or with a casefile, it opens the window.
    """
    if ctx.invoked_subcommand is None:
        ctx.exit(_run_window(None))


@click.command()
@click.argument("file", type=FILE)
@click.pass_context
def open_window(ctx: click.Context, file: Path) -> None:
    """Open the window on a casefile."""
    ctx.exit(_run_window(file))


def _run_window(file: Path | None) -> int:
    from desktop import application

    return application.run(file)


main.add_command(read)
main.add_command(add_source)
main.add_command(encrypt)
main.add_command(decrypt)
main.add_command(passphrase)
main.add_command(merge)
main.add_command(share)
main.add_command(duplicates)


@main.command()
@click.argument("file", type=FILE)
@click.option("--encrypted", is_flag=True, help="Encrypt it from the beginning, with a passphrase that is asked for.")
@click.pass_context
def new(ctx: click.Context, file: Path, encrypted: bool) -> None:
    """Make an empty casefile; nothing is ever overwritten."""
    from db.casefile import Casefile

    Casefile.create(file, passphrase=new_passphrase(ctx) if encrypted else None).close()
    click.echo(f"Made {file}.")


@main.command()
@click.argument("file", type=FILE)
def sample(file: Path) -> None:
    """Make the sample casefile, with real figures and our own wording of the sources."""
    from desktop.sample import make_sample

    with make_sample(file) as casefile:
        tally = casefile.tally()
    click.echo(f"Made {file}: {tally.agreements} agreements, {tally.events} events, {tally.figures} figures.")


@main.command()
@click.argument("file", type=FILE)
@AS_JSON
def info(file: Path, form: str) -> None:
    """Say what a casefile holds, its format and its fingerprint."""
    import dataclasses

    with _reading(file) as casefile:
        held: dict[str, Any] = dataclasses.asdict(casefile.tally())
        held |= {"format_revision": casefile.format_revision, "fingerprint": casefile.fingerprint()}
    if form == "json":
        _print_json(held)
    else:
        for name, value in held.items():
            click.echo(f"{name.replace('_', ' ')}: {value}")


@main.command(name="import")
@click.argument("file", type=FILE)
@click.argument("table", type=FILE)
@click.option("--mapping", type=FILE, help="A TOML file that names the table's headings and values in our words.")
@click.option("--dry-run", is_flag=True, help="Say what would be kept, and keep nothing.")
@click.option("--skip-bad", is_flag=True, help="Keep the rows that have no fault.")
@click.option(
    "--refused", "refused", type=FILE, metavar="OUT.csv", help="Write the refused rows here, to be mended and imported."
)
@AS_JSON
@click.pass_context
def import_(
    ctx: click.Context,
    file: Path,
    table: Path,
    mapping: Path | None,
    dry_run: bool,
    skip_bad: bool,
    refused: Path | None,
    form: str,
) -> None:
    """Keep a CSV, XLSX or ODS table of figures, one row a figure: all of it or nothing. A .json is a whole casefile.
    A .ris or a .csl.json holds sources.

    A table with headings of its own needs a mapping file, a text in TOML. Its tables are [columns] (their heading = ours),
    [constants], [values.COLUMN] (their value = ours, or several cells: "RU->UA" = { from = "Russia", to = "Ukraine" }),
    [split], [built] (ours = "{theirs}, {theirs}"), [number] (low, best, high, bound), [dates] (COLUMN = "day first")
    and [digits] (COLUMN = { thousands = ".", decimal = "," }). docs/mapping.md tells the format; docs/examples/mapping.toml
    is one.
    """
    from db.casefile import Casefile
    from desktop.command_text import import_json, import_text
    from desktop.file_out import write_beside
    from desktop.table_export import import_whole
    from desktop.table_import import ImportReport, import_table
    from desktop.table_references import import_references, is_references
    from exchange.table_file import read_table, read_translation
    from exchange.table_out import refused_rows

    translation = read_translation(mapping) if mapping else None
    with Casefile.open(file) as casefile:
        if is_references(table):
            report = import_references(casefile, table, dry_run=dry_run)
        elif table.suffix.lower() == ".json":
            number = import_whole(casefile, table, dry_run=dry_run)
            report = ImportReport(read=number, kept=number, duplicates=0, faults=(), read_as="a whole casefile")
        else:
            rows = read_table(table, translation)
            report = import_table(casefile, rows, label=f"Import {table.name}", skip_bad=skip_bad, dry_run=dry_run)
            if refused and report.faults:
                _not_itself(refused, casefile)
                write_beside(refused, refused_rows(rows, report.faults))
    if form == "json":
        _print_json(import_json(report, dry_run=dry_run))
    else:
        click.echo(import_text(report, dry_run=dry_run))
    ctx.exit(1 if report.faults else 0)


@main.command()
@click.argument("file", type=FILE)
@click.argument("out", type=FILE)
@click.option("--copies-beside", is_flag=True, help="Put the stored copies of a JSON into a folder beside it, not into it.")
def export(file: Path, out: Path, copies_beside: bool) -> None:
    """Write a casefile out, by the ending of OUT.

    Figures: .csv, .xlsx. Lines and verdicts: .lines.csv, .lines.xlsx. Everything: .json. Sources, for Zotero and other
    reference programs: .ris, .bib, .csl.json.
    """
    from desktop.table_export import counted_in, export_casefile

    with _reading(file) as casefile:
        _not_itself(out, casefile)
        number = export_casefile(casefile, out, copies_beside=copies_beside)
    click.echo(f"Wrote {number} {counted_in(out)} to {out}.")


@main.command()
@click.argument("file", type=FILE)
@AGREEMENT
@AS_OF
@AS_JSON
def compare(file: Path, titles: tuple[str, ...], as_of: dt.date | None, form: str) -> None:
    """Hold what was stated against what was observed, line by line, with a verdict and its reason."""
    from desktop.command_text import comparison_text
    from exchange.comparison_json import comparison_json
    from figures.comparison import compare as compare_casebook

    with _reading(file) as casefile:
        agreements = frozenset(a.id for a in _agreements(casefile, titles)) if titles else None
        casebook = casefile.casebook()
    document = comparison_json(casebook, compare_casebook(casebook, as_of), agreements=agreements)
    if form == "json":
        _print_json(document)
    else:
        click.echo(comparison_text(document))


@main.command()
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

    with _reading(file) as casefile:
        _not_itself(out, casefile)
        agreements = tuple(a.id for a in _agreements(casefile, titles))
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


@main.command()
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
    with _reading(file) as casefile:
        check = check_briefing(casefile, pdf)
    for fault in check.faults:
        click.echo(fault, err=True)
    for note in check.notes:
        click.echo(note)
    if check.faults:
        return 1
    click.echo(f"{briefing} is sound.")
    return 0


@main.command()
@click.argument("file", type=FILE)
@click.argument("out", type=FILE, required=False)
def backup(file: Path, out: Path | None) -> None:
    """Copy a casefile as it is now, even while it is open elsewhere, and check the copy; without OUT, among its backups."""
    from db.backup import keep

    with _reading(file) as casefile:
        made = casefile.backup(out) if out else keep(casefile).path
    click.echo(f"Made {made}.")


@main.command()
@click.argument("backup_file", metavar="BACKUP", type=FILE)
@click.argument("file", type=FILE)
def restore(backup_file: Path, file: Path) -> None:
    """Make FILE what the backup is; what is there now is kept first, as a backup of its own."""
    from db.bringing_back import restore as bring_back

    restored = bring_back(backup_file, file)
    click.echo(f"Made {restored.path}.")
    if restored.kept:
        click.echo(f"What was there before is kept in {restored.kept}.")


def _reading(file: Path) -> Casefile:
    from db.casefile import Casefile

    return Casefile.open(file, read_only=True)


def _agreements(casefile: Casefile, titles: tuple[str, ...]) -> list[Agreement]:
    """The agreements of these titles, in any case."""
    every = casefile.agreements()
    found = [a for a in every if a.title.casefold() in {title.casefold() for title in titles}]
    for title in titles:
        if title.casefold() not in {a.title.casefold() for a in found}:
            known = ", ".join(f"“{a.title}”" for a in every) or "none"
            raise Refused(f"No agreement is called “{title}”; this casefile has: {known}.")
    return found


def _not_itself(out: Path, casefile: Casefile) -> None:
    if out.exists() and out.samefile(casefile.path):
        raise Refused(f"{out} is the casefile itself; choose another name for what is written.")


def _print_json(document: Mapping[str, Any]) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2).encode())

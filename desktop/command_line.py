"""The command line: everything that needs no window, for scripts and for checking what the window says.

Exit 0: done. Exit 1: the world said no, in one plain sentence on standard error, or a check found faults. Exit 2: wrong usage.
Nothing here imports Qt before a window is asked for, and each command imports only what it uses, so that it answers at once.
"""

from __future__ import annotations

import datetime as dt
import errno
from pathlib import Path
from typing import Any

import click

from db import SUFFIX
from desktop.briefing_commands import brief, verify
from desktop.command import AGREEMENT, AS_JSON, AS_OF, FILE, Refused, agreements_called, check_not_itself, print_json, reading
from desktop.merge_commands import duplicates, merge, share
from desktop.protection_commands import Asking, decrypt, encrypt, new_passphrase, passphrase
from desktop.source_commands import add_source, read


class Commands(click.Group):
    """The commands; a first word that is no command but a file opens the window on it."""

    command_class = Asking

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant by the arguments."""
        first = args[0]
        if self.get_command(ctx, first) is None and (Path(first).suffix == SUFFIX or Path(first).is_file()):
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
main.add_command(brief)
main.add_command(verify)


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

    with reading(file) as casefile:
        held: dict[str, Any] = dataclasses.asdict(casefile.tally())
        held |= {"format_revision": casefile.format_revision, "fingerprint": casefile.fingerprint()}
    if form == "json":
        print_json(held)
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
                check_not_itself(refused, casefile)
                write_beside(refused, refused_rows(rows, report.faults))
    if form == "json":
        print_json(import_json(report, dry_run=dry_run))
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

    with reading(file) as casefile:
        check_not_itself(out, casefile)
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

    with reading(file) as casefile:
        agreements = frozenset(a.id for a in agreements_called(casefile, titles)) if titles else None
        casebook = casefile.casebook()
    document = comparison_json(casebook, compare_casebook(casebook, as_of), agreements=agreements)
    if form == "json":
        print_json(document)
    else:
        click.echo(comparison_text(document))


@main.command()
@click.argument("file", type=FILE)
@click.argument("out", type=FILE, required=False)
def backup(file: Path, out: Path | None) -> None:
    """Copy a casefile as it is now, even while it is open elsewhere, and check the copy; without OUT, among its backups."""
    from db.backup import keep

    with reading(file) as casefile:
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

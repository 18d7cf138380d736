"""The commands for two casefiles or two records that are to be one: merge, share, duplicates."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from desktop.command import AS_JSON, FILE, print_json
from desktop.protection_commands import Asking, new_passphrase

if TYPE_CHECKING:
    from db.merge_result import Decisions, Merged
    from db.sharing import Shared
    from figures.record import Casebook

PARTS = ("confidential", "drafts", "history", "copies", "briefings")


@click.command(cls=Asking)
@click.argument("file", type=FILE)
@click.argument("other", type=FILE)
@click.option("--dry-run", is_flag=True, help="Say what would be brought in, and change nothing.")
@click.option(
    "--conflicts",
    "rest",
    type=click.Choice(["list", "mine", "theirs"]),
    default="list",
    help="What becomes of conflicts: listed and left as they are in FILE, or all of FILE's, or all of OTHER's.",
)
@click.option("--decisions", type=FILE, metavar="D.json", help="A report of a dry run in which decisions were filled in.")
@AS_JSON
@click.pass_context
def merge(ctx: click.Context, file: Path, other: Path, dry_run: bool, rest: str, decisions: Path | None, form: str) -> None:
    """Bring another researcher's casefile OTHER into FILE, in one act that can be undone, after a backup.

    What both have changed, or one has removed and the other changed or needs, is a conflict: it stays as it is in FILE, is
    listed, and the exit is 1. The rest comes in. Merged again, nothing changes.

    To decide: write the JSON report of a dry run to a file, put "mine", "theirs" or, where both_possible is true, "both" in
    the place of null at a conflict's "decision" or at those of its fields, and give the file with --decisions. --conflicts
    decides what the file leaves open.
    """
    from db.casefile import Casefile
    from desktop.merging.report import NoDecisions, merge_json, merge_text, read_decisions

    try:
        given = read_decisions(decisions) if decisions else {}
    except NoDecisions as wrong:
        raise click.BadParameter(str(wrong), param_hint="--decisions") from None
    with Casefile.open(file) as casefile:
        told = _merged(casefile, other, given, rest, dry_run=dry_run)
        fingerprint = casefile.fingerprint()
    if form == "json":
        print_json({**merge_json(told, dry_run=dry_run), "fingerprint": fingerprint})
    else:
        click.echo(merge_text(told, dry_run=dry_run))
    ctx.exit(1 if told.conflicts else 0)


def _merged(casefile: Any, other: Path, given: Decisions, rest: str, *, dry_run: bool) -> Merged:
    """Merge; with a rule for the rest, what that brings up is decided by it too until nothing is open."""
    from db.merge import Take
    from db.merge import merge as merge_casefiles

    decisions = dict(given)
    if rest != "list":
        take = Take.OURS if rest == "mine" else Take.THEIRS
        while fresh := {
            conflict.key: take
            for conflict in merge_casefiles(casefile, other, decisions=decisions, dry_run=True).conflicts
            if decisions.get(conflict.key) is not take
        }:
            decisions |= fresh
    return merge_casefiles(casefile, other, decisions=decisions, dry_run=dry_run)


@click.command(cls=Asking)
@click.argument("file", type=FILE)
@click.argument("copy", type=FILE)
@click.option("--keep", "kept", type=click.Choice(PARTS), multiple=True, help="Leave this in; may be given more than once.")
@click.option("--encrypted", is_flag=True, help="Encrypt the copy with a passphrase of its own, which is asked for.")
@click.option("--dry-run", is_flag=True, help="Say what would be left out, and write nothing.")
@AS_JSON
@click.pass_context
def share(ctx: click.Context, file: Path, copy: Path, kept: tuple[str, ...], encrypted: bool, dry_run: bool, form: str) -> None:
    """Write a COPY of FILE to hand on, without what may not be passed on; it can be merged back.

    Left out are confidential sources with all that rests on them, half-filled forms, the history with the names in it,
    stored copies and issued briefings; --keep leaves one of them in. An encrypted casefile gives an encrypted copy, which
    opens with the same passphrase unless --encrypted gives it one of its own. The copy is checked and counted before it is
    said to be made.
    """
    from db.casefile import Casefile
    from db.sharing import LeaveOut, foreseen
    from db.sharing import share as share_casefile

    try:
        leave_out = LeaveOut(**{part: part not in kept for part in PARTS})
    except ValueError as wrong:
        raise click.BadParameter(str(wrong), param_hint="--keep") from None
    if encrypted and not leave_out.history:
        raise click.BadParameter("a copy with its history has the passphrase of its casefile", param_hint="--encrypted")
    with Casefile.open(file, read_only=True) as casefile:
        if dry_run:
            shared = foreseen(casefile, leave_out)
        else:
            words = new_passphrase(ctx) if encrypted else None
            shared = share_casefile(casefile, copy, leave_out, passphrase=words)
    if form == "json":
        print_json(_share_json(shared, leave_out.names, dry_run=dry_run))
    else:
        click.echo(_share_text(shared, copy, dry_run=dry_run))


def _share_json(shared: Shared, names: tuple[str, ...], *, dry_run: bool) -> dict[str, Any]:
    return {
        "copy": None if shared.path is None else str(shared.path),
        "without": list(names),
        "holds": dataclasses.asdict(shared.holds),
        "left_out": {**{kind.value: number for kind, number in shared.left_out.items()}, "copy": shared.copies,
                     "briefing": shared.briefings, "draft": shared.drafts},
        "dry_run": dry_run,
    }  # fmt: skip


def _share_text(shared: Shared, copy: Path, *, dry_run: bool) -> str:
    holds = ", ".join(f"{number} {name}" for name, number in dataclasses.asdict(shared.holds).items())
    counts = {**{kind.value: number for kind, number in shared.left_out.items()}, "stored copy": shared.copies,
              "briefing": shared.briefings, "half-filled form": shared.drafts}  # fmt: skip
    without = ", ".join(f"{name} {number}" for name, number in counts.items() if number) or "nothing"
    return f"{f'Would make {copy}' if dry_run else f'Made {copy}'}: {holds}.\nLeft out: {without}."


@click.command(cls=Asking)
@click.argument("file", type=FILE)
@AS_JSON
@click.pass_context
def duplicates(ctx: click.Context, file: Path, form: str) -> None:
    """List records that may be there twice, each pair with why; nothing is joined. The exit is 1 where there are any."""
    from db.casefile import Casefile
    from desktop.duplicates.finding import find_duplicates

    with Casefile.open(file, read_only=True) as casefile:
        found, book = find_duplicates(casefile), casefile.casebook()
    names = [(_name(book, p.kind, p.one), _name(book, p.kind, p.other)) for p in found]
    if form == "json":
        listed = [{**dataclasses.asdict(pair), "names": both} for pair, both in zip(found, names, strict=True)]
        print_json({"duplicates": listed})
    else:
        told = [f"{p.kind} {p.one} and {p.other}: “{a}”, “{b}”. {p.why}" for p, (a, b) in zip(found, names, strict=True)]
        click.echo("\n".join(told) or "Nothing seems to be there twice.")
    ctx.exit(1 if found else 0)


def _name(book: Casebook, kind: str, id: int) -> str:
    record = getattr(book, kind)[id]
    return str(getattr(record, "words", "") or getattr(record, "title", "") or record.name)

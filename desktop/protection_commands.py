"""The commands that encrypt a casefile, and how every command comes by the passphrase of an encrypted one.

A passphrase is asked for on the terminal, unseen, or read from a file that the user names. It is never an argument or a
variable of the environment: other programs can see those, and the shell would keep them.
"""

from __future__ import annotations

import shlex
import warnings
from getpass import GetPassWarning, getpass
from pathlib import Path
from typing import IO, Any

import click

from db.error import CasefileError, PassphraseNeeded, WrongPassphrase
from desktop.command import FILE
from desktop.passphrase.advice import is_weak

_TRIES = 3
_TYPED = "desktop.passphrases"


class NoPassphrase(CasefileError):
    """A passphrase is needed, and there is nobody to ask and no line left that says it."""


class Passphrases:
    """Where the passphrases of one command come from: a line each of a file, in the order in which they are asked for, or the
    terminal.
    """

    def __init__(self, given: IO[str] | None) -> None:
        self.lines = None if given is None else given.read().removeprefix("\ufeff").splitlines()

    @property
    def on_terminal(self) -> bool:
        """Whether somebody types them, and may err."""
        return self.lines is None

    def ask(self, prompt: str) -> str:
        """The next one; ``NoPassphrase`` where there is none and nobody to ask."""
        if self.lines is not None:
            if not self.lines:
                raise NoPassphrase(f"The file of passphrases has no line left for this one: {prompt}.")
            return self.lines.pop(0)
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)
            try:
                return getpass(f"{prompt}: ")
            except GetPassWarning:
                said = f"There is no terminal to ask on for this: {prompt}. Give it with --passphrase-file."
                raise NoPassphrase(said) from None

    def ask_new(self) -> str:
        """A new one: typed twice and, where it is easy to guess, thought over."""
        from db.keyring import check_new

        while True:
            new = self.ask("New passphrase")
            check_new(new)
            if is_weak(new):
                click.echo("This passphrase is easy to guess. Five words that chance has chosen are not.", err=True)
            if not self.on_terminal:
                return new
            if is_weak(new) and not click.confirm("Use it all the same?", err=True):
                continue
            if self.ask("The same again") == new:
                return new
            click.echo("The two are not the same. Type both anew.", err=True)

    def unlock(self, path: Path) -> None:
        """Ask until the casefile opens; somebody who types may err twice."""
        from db import keyring

        prompt = f"Passphrase of “{path.name}”, which may be encrypted"
        for left in reversed(range(_TRIES if self.on_terminal else 1)):
            try:
                keyring.unlock(path, self.ask(prompt))
            except WrongPassphrase as wrong:
                if not left:
                    raise
                click.echo(str(wrong), err=True)
            else:
                return


class Asking(click.Command):
    """A command on casefiles: where one of them is encrypted, its passphrase is asked for, and the command begun anew."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(
            click.Option(
                ["--passphrase-file"],
                type=click.File("r", encoding="utf-8", errors="surrogateescape"),
                metavar="FILE",
                help="Read passphrases from this file, a line each, instead of asking; - is standard input.",
            )
        )

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command. Casefiles are opened before anything is changed, so that it can be begun again."""
        typed = Passphrases(ctx.params.pop("passphrase_file", None))
        ctx.meta[_TYPED] = typed
        while True:
            try:
                return super().invoke(ctx)
            except PassphraseNeeded as needed:
                typed.unlock(needed.path)


def new_passphrase(ctx: click.Context) -> str:
    """The passphrase that the user wants from now on."""
    typed: Passphrases = ctx.meta[_TYPED]
    return typed.ask_new()


@click.command(cls=Asking)
@click.argument("file", type=FILE)
@click.option(
    "--remove-plain", is_flag=True, help="Also delete the file that is not encrypted, and encrypt the backups made before."
)
@click.pass_context
def encrypt(ctx: click.Context, file: Path, remove_plain: bool) -> None:
    """Encrypt a casefile with a passphrase, without which nobody can ever read it again.

    The file that is not encrypted stays beside it under another name, until it is removed with --remove-plain, at once or
    later. A deleted file can be recovered from many disks; only on an encrypted disk is it gone.
    """
    from db import protection
    from db.keyring import Guard, guard

    if remove_plain and guard(file) is not Guard.PLAIN:
        protection.leave_no_plain(file)
        click.echo(f"Of {file} no copy that Handover knows of is left that is not encrypted.")
        return
    protection.check_plain(file)
    done = protection.encrypt(file, new_passphrase(ctx), keep_original=not remove_plain)
    click.echo(f"Encrypted {file}. All that it says was compared and is the same.")
    if done.plain:
        click.echo("Not encrypted, so that whoever finds them can read them:")
        for path in done.plain:
            click.echo(f"  {path}")
        click.echo(f"Remove them with: handover encrypt --remove-plain {shlex.quote(str(file))}")


@click.command(cls=Asking)
@click.argument("file", type=FILE)
def decrypt(file: Path) -> None:
    """Take the encryption away from a casefile; its backups stay encrypted as they are."""
    from db import protection

    protection.decrypt(file)
    click.echo(f"{file} is not encrypted any more. Its earlier backups still are, with the passphrase that it had.")


@click.command(cls=Asking)
@click.argument("file", type=FILE)
@click.pass_context
def passphrase(ctx: click.Context, file: Path) -> None:
    """Give an encrypted casefile another passphrase; backups made before keep the old one."""
    from db import protection

    protection.check_encrypted(file)
    protection.change(file, new_passphrase(ctx))
    click.echo(f"{file} has a new passphrase. Backups made before open with the old one.")

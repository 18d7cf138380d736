"""What follows from a figure as it stands in the form: vantage with its reason, role, grade. Shown at once, never typed."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.forms.figure_control import FigureControls, credibility_word
from desktop.look.cell import Grade
from desktop.look.control import restyle
from desktop.word import capital
from figures.category import PERSON
from figures.count import Count
from figures.record import Casebook, FigureDraft
from figures.vantage import derive, role_of
from figures.vocabulary import Accumulation, Role, Stage, Unit, Vantage


def _tr(text: str) -> str:
    return QCoreApplication.translate("FigureForm", text)


def show_derived(controls: FigureControls, casebook: Casebook, *, overruled: bool) -> None:
    """Show everything that follows from what is typed and chosen so far."""
    _show_grade(controls, casebook)
    vantage, reason, role = read_roles(controls, casebook, overruled=overruled)
    controls.vantage_word.setText("" if vantage is None else capital(vantage))
    controls.vantage_reason.setText(reason)
    _show_role(controls, role)


def read_roles(c: FigureControls, casebook: Casebook, *, overruled: bool) -> tuple[Vantage | None, str, Role]:
    """Vantage, its reason and the role that follows; no vantage while it is open what the figure is about."""
    stage = c.stage.value
    if overruled:
        vantage, reason = Vantage(c.vantage.value), _tr("set by hand")
    elif c.about.value is None and c.claimant.value is not None:
        return None, _tr("Follows from the claimant once it is known what the figure is about."), Role.NONE
    else:
        vantage, reason = derive(casebook, _sketch(c))
    if stage is None:
        return vantage, reason, Role.NONE
    return vantage, reason, role_of(Stage(stage), vantage, Accumulation(c.accumulation.value), casebook.observing)


def _sketch(c: FigureControls) -> FigureDraft:
    """As much of a figure as its vantage depends on; the rest is filled in with what has no bearing on it."""
    kind, key = c.about.value or ("agreement", 0)
    sender, receiver = c.sender.value, c.receiver.value
    directed: bool = sender is not None and receiver is not None and sender != receiver
    about: dict[str, Any] = {"event" if kind == "event" else "agreement": int(key)}
    return FigureDraft(
        **about,
        words="1",
        count=Count.exactly(1),
        unit=Unit.PERSON,
        category=PERSON,
        sender=sender if directed else None,
        receiver=receiver if directed else None,
        stage=Stage.DEMANDED,
        claimant=c.claimant.value,
        accumulation=Accumulation.CUMULATIVE,
        source=0,
    )


def _show_grade(c: FigureControls, casebook: Casebook) -> None:
    source = casebook.source.get(c.source.value) if c.source.value is not None else None
    publisher = casebook.publisher.get(source.publisher) if source is not None and source.publisher is not None else None
    number = int(c.credibility.value)
    reliability = publisher.reliability if publisher is not None else "F"
    c.credibility_word.setText(f"{number}  {credibility_word(number)}")
    c.publisher_word.setText(_tr("with publisher {letter}").format(letter=reliability) if publisher is not None else "")
    c.grade.show_cell(Grade(f"{reliability}{number}"))
    c.said_on.setPlaceholderText(source.published if source is not None and source.published else "2025-06-09")
    total = Accumulation(c.accumulation.value) is not Accumulation.INCREMENT
    c.as_of.setPlaceholderText(_tr("day said") if total else _tr("not needed"))


def _show_role(c: FigureControls, role: Role) -> None:
    reasons = {
        Role.STATED: _tr("a promise"),
        Role.REPORTED: _tr("nobody who could count says so"),
        Role.OBSERVED: _tr("said by one who could count"),
        Role.PRESENTED: _tr("brought, not received; it stands alone"),
        Role.AFTERMATH: _tr("what came after; it stands alone"),
    }
    c.role_line.setVisible(c.stage.value is not None)
    c.role_mark.setVisible(role is not Role.NONE)
    c.role_mark.show_role(role)
    c.role_text.setText(reasons.get(role, _tr("Listed, and counted in no role.")))
    c.role_word.setText(capital(role) if role is not Role.NONE else "")
    restyle(c.role_word, "tone", role.value)

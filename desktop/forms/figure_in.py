"""The figure that stands in the controls of its form; the first field that is not right yet is named, with what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop.forms.about import short
from desktop.forms.figure_control import FigureControls
from desktop.forms.picker import Picker
from figures.record import Anchor, Figure, FigureDraft, Unfit
from figures.vocabulary import Accumulation, Stage, Unit, Vantage


def figure_in(
    c: FigureControls, typed: Callable[[str], str], *, anchor: Anchor | None, overruled: bool, base: Figure | None
) -> FigureDraft:
    """The figure as typed and chosen; what the form does not show stays as it is in ``base``, the figure that is changed."""
    wording = c.number.wording()
    sender, receiver = _chosen("direction", c.sender), _chosen("direction", c.receiver)
    if wording.per_side and (sender is None or receiver is None):
        raise Unfit("direction", _tr("This number counts each of two directions: say from whom and to whom."))
    about, about_key = _about(c)
    stage = c.stage.value
    if stage is None:
        raise Unfit("stage", _tr("Choose the stage: what the source says was done with this number."))
    unit, category = c.unit.value, c.category.value
    if unit is None or category is None:
        raise Unfit("unit", _tr("Choose what is counted: the unit and the category."))
    relative_to = _chosen("relative_to", c.relative_to)
    if wording.portion is not None and relative_to is None:
        raise Unfit("relative_to", _tr("Choose the figure that this is a share of."))
    return FigureDraft(
        agreement=about_key if about == "agreement" else None,
        event=about_key if about == "event" else None,
        words=typed("words"),
        count=wording.count,
        bound=wording.bound,
        unit=Unit(unit),
        category=str(category),
        sender=sender,
        receiver=receiver,
        stage=Stage(stage),
        claimant=_chosen("claimant", c.claimant),
        vantage=Vantage(c.vantage.value) if overruled else None,
        vantage_reason=typed("reason") if overruled else "",
        accumulation=Accumulation(c.accumulation.value),
        said_on=typed("said_on"),
        as_of=typed("as_of"),
        source=_source(c),
        quote=typed("quote"),
        anchor=anchor,
        where=typed("where"),
        credibility=int(str(c.credibility.value)),
        part_of=_chosen("part_of", c.part_of),
        relative_to=relative_to,
        portion=wording.portion,
        corrects=_chosen("corrects", c.corrects),
        note=typed("note"),
        **_unshown(base),
    )


def _about(c: FigureControls) -> tuple[str, int]:
    about = c.about.value
    if about is None:
        typed = c.about.unknown
        message = _tr("“{text}” is no agreement or event. Choose one, or make it in the Register first.")
        raise Unfit("about", message.format(text=short(typed, 60)) if typed else _tr("Choose the agreement or event."))
    kind, key = about
    return str(kind), int(key)


def _source(c: FigureControls) -> int:
    source = _chosen("source", c.source)
    if source is None:
        raise Unfit("source", _tr("Choose the source that prints this number."))
    return source


def _chosen(field: str, picker: Picker) -> int | None:
    value = picker.value
    if value is None and picker.unknown:
        message = _tr("“{text}” is not in the casefile. Choose from the list, or add it.")
        raise Unfit(field, message.format(text=short(picker.unknown, 60)))
    return None if value is None else int(value)


def _unshown(base: Figure | None) -> dict[str, Any]:
    """What the form does not show and must not lose."""
    if base is None:
        return {}
    return {name: getattr(base, name) for name in ("retracted", "retracted_on", "retracted_reason", "ref")}


def _tr(text: str) -> str:
    return QCoreApplication.translate("FigureForm", text)

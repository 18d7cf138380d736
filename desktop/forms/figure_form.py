"""The figure form: one number as one claimant gave it in one source.

The words are typed, the count is read; vantage and role are derived and shown with their reasons; nothing is kept here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.forms.about import figure_options
from desktop.forms.carried import Carried
from desktop.forms.figure_control import FigureControls, lay_out
from desktop.forms.figure_derived import show_derived
from desktop.forms.figure_in import figure_in
from desktop.forms.figure_value import values_carried, values_kept
from desktop.forms.form import Form
from desktop.forms.newcomer import AddRecord, NewParty, attach_newcomer, party_options
from desktop.forms.prefill import Prefill
from desktop.forms.supply import offer_abouts, offer_sources
from desktop.look.key import on_key
from desktop.look.theme import Theme
from figures.category import DECEASED, PERSON
from figures.record import Anchor, Casebook, Figure, FigureDraft, Unfit, check_unit, default_accumulation
from figures.vocabulary import Accumulation, Stage, Unit
from figures.wording import Wording


class FigureForm(Form):
    """One figure.

    Signals: ``submitted(tuple of FigureDraft)``, two where the twin is wanted; ``carried_changed(int)`` with how many fields
    are carried forward; ``words_asked_for()`` for *Show in text*.
    """

    carried_changed = Signal(int)
    words_asked_for = Signal()

    def __init__(self, theme: Theme, add_record: AddRecord) -> None:
        super().__init__(theme)
        self._casebook = Casebook()
        self._anchor: Anchor | None = None
        self._base: Figure | None = None
        self._kind_chosen = False
        self._overruled = False
        self.c = FigureControls(theme)
        self.fields = lay_out(self.c, self)
        self._carried = Carried(self)
        self._newcomers = [NewParty(theme, add_record) for _ in range(3)]
        self._connect()
        self._show_more(False)
        self._show_overrule(False)
        self.begin(Prefill())

    def controls(self) -> Mapping[str, QWidget]:
        """Everything that is typed or chosen; what only buttons hold is added in ``state``."""
        c = self.c
        return {
            "words": c.number.entry, "unit": c.unit, "category": c.category, "sender": c.sender, "receiver": c.receiver,
            "twin": c.twin, "about": c.about, "stage": c.stage, "claimant": c.claimant, "vantage": c.vantage,
            "reason": c.reason, "said_on": c.said_on, "as_of": c.as_of, "source": c.source, "quote": c.quote,
            "where": c.where, "note": c.note, "part_of": c.part_of, "relative_to": c.relative_to, "corrects": c.corrects,
        }  # fmt: skip

    def offer(self, casebook: Casebook) -> None:
        """Offer the records of the casefile; what stands in the form stays there."""
        self._casebook = casebook
        c = self.c
        before, self._filling = self._filling, True
        tree = casebook.categories
        nodes = [(node.id, "\u2003" * (len(tree.line_of(node.id)) - 1) + node.label) for node in tree.nodes.values()]
        c.category.offer([(None, self.tr("category")), *nodes])
        parties = party_options(casebook)
        for picker in (c.sender, c.receiver, c.claimant):
            picker.offer(parties)
        for box in self._newcomers:
            box.offer(casebook)
        offer_sources(c.source, casebook)
        offer_abouts(c.about, casebook)
        self._offer_figures()
        self._filling = before
        self._derive()
        self.check()

    def begin(self, prefill: Prefill, carried: Prefill | None = None) -> None:
        """A new figure: what ``prefill`` knows, and from the last figure what is ``carried`` where the prefill has nothing."""
        self._base = None
        self._anchor = prefill.anchor
        self._overruled = False
        self._kind_chosen = prefill.accumulation is not None
        self.c.number.language = prefill.language
        self.c.number.hold(None)
        values, names = values_carried(prefill, carried)
        self._carried.take(names)
        self._fill_all(values, prefill.accumulation or Accumulation.INCREMENT, prefill.credibility or 6)

    def show_draft(self, draft: FigureDraft) -> None:
        """A figure as it was kept, to be changed."""
        self._base = draft if isinstance(draft, Figure) else None
        self._anchor = draft.anchor
        self._overruled = draft.vantage is not None
        self._kind_chosen = True
        self._carried.take(())
        self.c.number.hold(Wording(draft.words, draft.count, draft.bound, portion=draft.portion))
        self._fill_all(values_kept(draft), draft.accumulation, draft.credibility)

    def state(self) -> dict[str, Any]:
        """Everything typed, with what buttons hold."""
        anchor = self._anchor
        return super().state() | {
            "accumulation": self.c.accumulation.value,
            "credibility": self.c.credibility.value,
            "overruled": self._overruled,
            "kind_chosen": self._kind_chosen,
            "language": self.c.number.language,
            "carried": self._carried.names,
            "anchor": None if anchor is None else [anchor.start, anchor.end, anchor.before, anchor.after],
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """A half-filled form as it was left."""
        anchor = state.get("anchor")
        self._anchor = None if anchor is None else Anchor(*anchor)
        self._overruled = bool(state.get("overruled"))
        self._kind_chosen = bool(state.get("kind_chosen"))
        self._carried.take(state.get("carried", ()))
        self.c.number.language = str(state.get("language", "en"))
        self._fill_all(
            dict(state), Accumulation(state.get("accumulation", "increment")), int(state.get("credibility", 6)), settle=False
        )
        self._touched.add("words")
        self.check()

    def draft(self) -> FigureDraft:
        """The figure; ``Unfit`` names the field that is not right yet."""
        draft = figure_in(self.c, self.typed, anchor=self._anchor, overruled=self._overruled, base=self._base)
        check_unit(self._casebook.categories, draft.category, draft.unit, draft.stage)
        return draft

    def drafts(self) -> tuple[FigureDraft, ...]:
        """The figure, and its twin in the other direction where that is wanted."""
        draft = self.draft()
        if not self.c.twin.isChecked() or draft.sender is None or self._base is not None:
            return (draft,)
        return (draft, replace(draft, sender=draft.receiver, receiver=draft.sender))

    def submit(self) -> None:
        """Give the figures to whoever keeps them, or say what is wrong and go there."""
        self._asked = True
        if self.check():
            self.submitted.emit(self.drafts())
            return
        for field in self.fields.values():
            if field.problem:
                field.take_focus()
                return

    def swap(self) -> None:
        """Turn the direction round."""
        sender, receiver = self.c.sender.kept(), self.c.receiver.kept()
        self.c.sender.take(receiver)
        self.c.receiver.take(sender)
        self._carried.drop("direction")
        self.touch("direction")

    def clear_carried(self) -> None:
        """Empty every field that was carried forward."""
        self._carried.clear()
        self.touch("words")

    @property
    def anchored(self) -> bool:
        """Whether the quote was chosen in the source's text."""
        return self._anchor is not None

    def touch(self, name: str) -> None:
        """The user changed a field: what follows from it is shown anew before the form is checked."""
        if self.filling:
            return
        if name == "about":
            self._offer_figures()
        if name in ("about", "stage") and not self._kind_chosen:
            self._choose_kind()
        if name == "unit":
            self._fit_unit()
        if name == "source":
            self._follow_source()
        if name == "words":
            self._wish_twin()
        self._derive()
        super().touch(name)

    def _connect(self) -> None:
        c = self.c
        holders = {
            "words": (c.number.entry,), "unit": (c.unit, c.category), "direction": (c.sender, c.receiver, c.twin),
            "about": (c.about,), "stage": (c.stage,), "claimant": (c.claimant,), "vantage": (c.vantage, c.reason),
            "said_on": (c.said_on, c.as_of), "source": (c.source,), "quote": (c.quote,), "where": (c.where,),
            "note": (c.note,), "part_of": (c.part_of,), "relative_to": (c.relative_to,), "corrects": (c.corrects,),
        }  # fmt: skip
        for name, controls in holders.items():
            for control in controls:
                self.watch(name, control)
        for picker, name, box in zip((c.sender, c.receiver, c.claimant), _PARTY_FIELDS, self._newcomers, strict=True):
            attach_newcomer(self.fields[name], picker, box, partial(self.touch, name))
        c.swap.clicked.connect(self.swap)
        self._carried.changed.connect(self.carried_changed)
        c.overrule.clicked.connect(self._overrule_clicked)
        c.accumulation.picked.connect(self._kind_picked)
        c.credibility.picked.connect(self._credibility_picked)
        c.more.clicked.connect(self._more_clicked)
        c.quote_block.show_in_text.clicked.connect(self.words_asked_for)
        on_key(self, "Ctrl+D", self.swap)

    def _fill_all(self, values: dict[str, Any], kind: Accumulation, credibility: int, *, settle: bool = True) -> None:
        c = self.c
        self.fill({"about": values.get("about")})
        self._offer_figures()
        self.fill(values)
        c.accumulation.set_value(kind)
        c.credibility.set_value(credibility)
        if not self._kind_chosen:
            self._choose_kind()
        c.twin.setEnabled(self._base is None)
        for box in self._newcomers:
            box.hide()
        c.quote_block.setVisible(self.anchored)
        self.fields["quote"].setVisible(not self.anchored)
        self.fields["source"].setVisible(not self.anchored)
        c.quote_block.words.setText(self.typed("quote"))
        c.quote_block.place.setText(self._place())
        self._show_more(any(getattr(c, name).value is not None for name in ("part_of", "relative_to", "corrects")))
        self._show_overrule(self._overruled)
        self._follow_source()
        if settle:
            self._wish_twin()
        self._carried.show()
        self._derive()
        if settle:
            self.settle()

    def _place(self) -> str:
        anchor = self._anchor
        if anchor is None:
            return ""
        characters = self.tr("characters {start}–{end}").format(start=anchor.start, end=anchor.end)
        return f"{self.c.where.text()}, {characters}" if self.c.where.text() else characters[:1].upper() + characters[1:]

    def _offer_figures(self) -> None:
        about = self.c.about.value or (None, None)
        agreement = about[1] if about[0] == "agreement" else None
        event = about[1] if about[0] == "event" else None
        base = self._base.id if self._base is not None else None
        options = figure_options(self._casebook, agreement, event, base) if about[0] is not None else []
        for picker in (self.c.part_of, self.c.relative_to, self.c.corrects):
            picker.offer(options)

    def _choose_kind(self) -> None:
        stage, about = self.c.stage.value, self.c.about.value
        if stage is not None and about is not None:
            self.c.accumulation.set_value(default_accumulation(Stage(stage), on_event=about[0] == "event"))

    def _follow_source(self) -> None:
        """The words are read in the language of their source: 1.212 is another number in German than in English."""
        source = self._casebook.source.get(self.c.source.value) if self.c.source.value is not None else None
        if source is not None:
            self.c.number.language = source.language or "en"
        self.c.number.show_reading()

    def _fit_unit(self) -> None:
        """The living are counted in persons only, so the unit follows a category of theirs; the dead have no such default."""
        category = self.c.category.value
        tree = self._casebook.categories
        if category is None or category not in tree:
            return
        if tree.root(str(category)) == PERSON:
            self.fill({"unit": Unit.PERSON})
        elif tree.root(str(category)) == DECEASED and self.c.unit.value is None:
            self.fill({"unit": Unit.BODY})

    def _wish_twin(self) -> None:
        try:
            per_side = self.c.number.wording().per_side
        except Unfit:
            per_side = False
        self.fill({"twin": per_side and self._base is None})

    def _kind_picked(self, _kind: object) -> None:
        self._kind_chosen = True
        self.touch("accumulation")

    def _credibility_picked(self, _number: object) -> None:
        self.touch("credibility")

    def _more_clicked(self) -> None:
        self._show_more(self.fields["part_of"].isHidden())

    def _show_more(self, shown: bool) -> None:
        for name in ("part_of", "relative_to", "corrects"):
            self.fields[name].setVisible(shown)
        self.theme.dress(self.c.more, "chevron-down" if shown else "chevron-right")

    def _overrule_clicked(self) -> None:
        self._show_overrule(not self._overruled)
        self._overruled = not self._overruled
        self.touch("vantage")
        if self._overruled:
            self.c.vantage.setFocus()

    def _show_overrule(self, shown: bool) -> None:
        self.c.vantage.setVisible(shown)
        self.c.reason.setVisible(shown)
        self.c.overrule.setText(self.tr("Derive it again") if shown else self.tr("Overrule"))

    def _derive(self) -> None:
        show_derived(self.c, self._casebook, overruled=self._overruled)


_PARTY_FIELDS = ("direction", "direction", "claimant")

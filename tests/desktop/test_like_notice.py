"""While one types, a quiet line says that the record seems to be there already; it can be opened, and nothing is stopped."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from db.casefile import RecordKind
from desktop.forms.figure_panel import FigurePanel
from desktop.forms.prefill import Prefill
from desktop.look.theme import Theme
from desktop.register.directory import Directory
from desktop.register.record_panel import RecordPanel
from desktop.session import Session
from desktop.sources.adding.source_side import SourceSide
from figures.count import Count
from figures.record import EventDraft, FigureDraft
from figures.vocabulary import Accumulation, EventKind, Stage, Unit


def told(qtbot: Any, notice: Any) -> tuple[str, RecordKind, int]:
    """What the notice says, and where it leads."""
    qtbot.waitUntil(lambda: notice.found is not None)
    assert not notice.isHidden()
    with qtbot.waitSignal(notice.asked_for) as asked:
        notice.open.click()
    return notice.text.text(), *asked.args


def test_a_source_of_the_same_address_is_told(qtbot: Any, session: Session, seed: Any, theme: Theme) -> None:
    source = session.casebook.source[seed.source]
    session.run("Address", lambda act: act.change(source.id, replace(source, address="https://a.example/1")) or True)
    side = SourceSide(session, theme)
    qtbot.addWidget(side)
    side.begin(None)
    side.source_form.title.setText("Another title")
    side.source_form.address.setText("http://www.a.example/1/?utm_source=x")
    assert told(qtbot, side.alike) == ("“Five convoys” has the same address.", RecordKind.SOURCE, seed.source)
    assert side.keep.isEnabled()
    side.source_form.address.setText("https://a.example/2")
    qtbot.waitUntil(lambda: side.alike.isHidden())


def test_a_record_is_not_told_of_itself(qtbot: Any, session: Session, seed: Any, theme: Theme) -> None:
    side = SourceSide(session, theme)
    qtbot.addWidget(side)
    side.edit(session.casebook.source[seed.source])
    side.source_form.note.setText("checked")
    with qtbot.waitSignal(side.alike._background.answered):
        pass
    assert side.alike.found is None


def test_an_event_of_the_same_kind_name_and_day_is_told(qtbot: Any, session: Session, seed: Any, theme: Theme) -> None:
    panel = RecordPanel(session, theme)
    qtbot.addWidget(panel)
    panel.begin_event(seed.agreement)
    panel.event_form.show_draft(EventDraft(title="x", kind=EventKind.RETURN_OF_REMAINS, agreement=seed.agreement))
    panel.event_form.title.setText("First  CONVOY")
    panel.event_form.date.setText("2025-06-12")
    assert told(qtbot, panel.alike)[1:] == (RecordKind.EVENT, seed.event)


def test_a_party_in_another_script_is_told_and_opened(qtbot: Any, session: Session, seed: Any, theme: Theme) -> None:
    directory = Directory(session, theme, None)  # type: ignore[arg-type]
    directory._new_clicked()
    notice = directory.party_form.fields["name"].beneath.itemAt(0).widget()
    directory.party_form.name.setText("Тюркіє")
    assert told(qtbot, notice)[1:] == (RecordKind.PARTY, seed.turkiye)
    assert directory.title.text() == "Türkiye"
    directory.close()


def test_a_figure_that_stands_there_already_is_told(qtbot: Any, session: Session, seed: Any, theme: Theme) -> None:
    draft = FigureDraft(
        event=seed.event,
        words="1,212",
        count=Count.exactly(1212),
        unit=Unit.BODY,
        category="deceased",
        sender=seed.russia,
        receiver=seed.ukraine,
        stage=Stage.TRANSFERRED,
        claimant=seed.headquarters,
        accumulation=Accumulation.INCREMENT,
        source=seed.source,
    )
    made = session.run("Add", lambda act: act.add(draft))
    panel = FigurePanel(session, theme, "register")
    qtbot.addWidget(panel)
    panel.begin(
        Prefill(
            event=seed.event,
            source=seed.source,
            sender=seed.russia,
            receiver=seed.ukraine,
            claimant=seed.headquarters,
            category="deceased",
            unit=Unit.BODY,
            stage=Stage.TRANSFERRED,
        )
    )
    panel.form.c.number.entry.setText("1212")
    assert told(qtbot, panel.alike)[1:] == (RecordKind.FIGURE, made)
    panel.form.c.number.entry.setText("1213")
    qtbot.waitUntil(lambda: panel.alike.isHidden())

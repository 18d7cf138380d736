"""Quotes follow their words through a change of the text, or are said to be adrift; they are never moved by a guess."""

from __future__ import annotations

from desktop.sources.mending.mended import mend, moved_drafts
from figures.anchor import anchor
from figures.count import Count
from figures.record import Figure
from figures.vocabulary import Accumulation, Stage, Unit

TEXT = "Kyiv said 1,212 bodies came. Moscow said 1,212 bodies were ready. 27 went the other way."


def quoted(text: str, words: str, id: int = 1, *, nth: int = 0) -> Figure:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Figure(
        id=id,
        uid=f"u{id}",
        event=1,
        words=words,
        count=Count.exactly(1212),
        unit=Unit.BODY,
        category="deceased",
        stage=Stage.TRANSFERRED,
        accumulation=Accumulation.INCREMENT,
        source=1,
        quote=words,
        anchor=anchor(text, start, start + len(words)),
    )


def test_words_before_the_change_stay() -> None:
    figure = quoted(TEXT, "1,212 bodies")
    assert mend([figure], TEXT, TEXT + " Nobody counted.").stayed == (figure,)


def test_words_after_the_change_are_found_again_at_their_own_place() -> None:
    figure = quoted(TEXT, "1,212 bodies", nth=1)
    after = "KYIV. " + TEXT
    ((_, draft),) = moved_drafts(mend([figure], TEXT, after))
    assert draft.anchor is not None
    assert draft.anchor.start == after.index("1,212", 30)
    assert after[draft.anchor.start : draft.anchor.end] == draft.quote


def test_words_that_are_gone_are_adrift() -> None:
    figure = quoted(TEXT, "27 went")
    mended = mend([figure], TEXT, TEXT.replace("27 went", "28 went"))
    assert mended.adrift == (figure,)
    assert not mended.moved


def test_words_that_stand_in_two_places_are_not_guessed_at() -> None:
    figure = quoted(TEXT, "1,212 bodies")
    after = "It was 1,212 bodies, or was it 1,212 bodies? 27 went the other way!"
    assert mend([figure], TEXT, after).adrift == (figure,)


def test_words_in_two_places_are_told_apart_by_what_stands_around_them() -> None:
    figure = quoted(TEXT, "1,212 bodies", nth=1)
    after = TEXT.replace("27", "28").replace("Kyiv said", "Kyiv has said")
    ((_, anchor),) = mend([figure], TEXT, after).moved
    assert after[: anchor.start].endswith("Moscow said ")


def test_an_emptied_text_sets_every_quote_adrift() -> None:
    figures = [quoted(TEXT, "1,212 bodies"), quoted(TEXT, "27 went", 2)]
    assert mend(figures, TEXT, "").adrift == tuple(figures)

"""Who said which number, as agencies, ministries and ombudsmen are quoted in three languages; and who did not say it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from figures.reading import suggest
from figures.reading.english_speech import SPEECH as ENGLISH
from figures.reading.russian_speech import SPEECH as RUSSIAN
from figures.reading.ukrainian_speech import SPEECH as UKRAINIAN

CLAIMS = [
    tuple(line.split(" | ", 1))
    for line in (Path(__file__).parent / "reading" / "claims.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
WORDS = sorted(
    {
        word.strip().rstrip("*")
        for table in (ENGLISH, RUSSIAN, UKRAINIAN)
        for words in table.values()
        for word in words.split(",")
    }
)
SIGNS = [
    ",",
    ".",
    ":",
    ";",
    "—",
    "«",
    "»",
    "“",
    "”",
    "(",
    ")",
    "\n",
    "157",
    "prisoners",
    "пленных",
    "released",
    "передали",
    "Київ",
    "which",
    "которые",
]


@pytest.mark.parametrize(("claimant", "text"), [claim for claim in CLAIMS if claim[0] != "-"])
def test_the_last_number_is_the_word_of_whoever_said_it(claimant: str, text: str) -> None:
    assert claimant.lower() in suggest(text)[-1].claimant.lower()


@pytest.mark.parametrize("text", [text for claimant, text in CLAIMS if claimant == "-"])
def test_nobody_is_named_where_the_text_attributes_nothing(text: str) -> None:
    assert suggest(text)[-1].claimant == ""


@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS).map(str.capitalize), st.sampled_from(SIGNS)), max_size=30)
)
def test_a_claimant_stands_in_the_text_whatever_the_words_of_saying_are(words: list[str]) -> None:
    text = " ".join(words)
    assert all(suggestion.claimant in " ".join(text.split()) for suggestion in suggest(text))


def test_a_release_of_one_office_is_its_word_throughout() -> None:
    text = "Ministry of Defence\n\nToday 40 Ukrainian prisoners came home.\n\nAnother 20 prisoners will be freed on Friday."
    assert {suggestion.claimant for suggestion in suggest(text)} == {"Ministry of Defence"}
    text = "Geneva (ICRC) – On Friday 125 prisoners were flown home.\n\nThe parties freed 60 detainees on Saturday."
    assert {suggestion.claimant for suggestion in suggest(text)} == {"ICRC"}


def test_an_agency_in_the_dateline_is_nobody_s_word() -> None:
    assert suggest("June 14 (UPI) -- Russia released 40 Ukrainian prisoners on Saturday.")[0].claimant == ""


def test_a_source_line_holds_until_the_background() -> None:
    text = (
        "Джерело: Координаційний штаб\n\nДодому їдуть 40 полонених.\n\nПередісторія:\n\nУ травні Росія повернула 303 полонених."
    )
    one, two = suggest(text)
    assert (one.claimant, two.claimant) == ("Координаційний штаб", "")


def test_a_claimant_from_another_sentence_is_marked_as_inferred() -> None:
    one, two = suggest(
        "The ministry said on Monday that 40 prisoners had come home. Eleven of the freed prisoners were wounded."
    )
    assert (one.claimant, two.claimant) == ("ministry", "ministry")
    assert "claimant" not in one.inferred
    assert "claimant" in two.inferred


def test_an_offer_is_the_word_of_whoever_makes_it() -> None:
    assert suggest("Kyiv has asked Moscow for 200 prisoners.")[0].claimant == "Kyiv"
    assert suggest("Стороны договорились обменять по 1200 пленных.")[0].claimant == ""


def test_the_words_that_say_it_are_told() -> None:
    (one,) = suggest(
        "Kyrylo Budanov, the head of the office, met families. He said that 90 Ukrainian prisoners had been freed."
    )
    assert ("claimant", "He said") in [(reason.field, reason.words) for reason in one.reasons]

"""Suggested figures from texts in three languages: what is found, what is left alone, and what must hold of any text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from figures.category import CategoryTree
from figures.reading import Suggestion, detect, suggest
from figures.reading.sides import Sides
from figures.vocabulary import PROMISE_STAGES, Accumulation, Bound, Role, Stage
from figures.wording import read

TEXTS = {"en": "english", "uk": "ukrainian", "ru": "russian"}
TREE = CategoryTree()
NUMBERLESS = (Bound.ALL, Bound.NOT_GIVEN, Bound.UNKNOWN)


@dataclass(frozen=True)
class Expected:
    words: str
    low: int
    high: int | None
    category: str
    sender: str
    receiver: str
    stage: str


def _expected(line: str) -> Expected:
    words, count, category, way, stage = (cell.strip() for cell in line.split("|"))
    low, dots, high = count.partition("..")
    sender, _, receiver = (end.strip() for end in way.partition(">"))
    top = (int(high) if high else None) if dots else int(low)
    return Expected(words, int(low), top, category, sender, receiver or "-", stage)


def _annotated(name: str) -> list[tuple[str, list[Expected]]]:
    blocks = (Path(__file__).parent / "reading" / f"{name}.txt").read_text("utf-8").split("\n\n")
    lines = [[line for line in block.strip().splitlines() if not line.startswith("#")] for block in blocks]
    return [(block[0], [_expected(line) for line in block[1:]]) for block in lines if block]


def _found(text: str, language: str) -> list[Suggestion]:
    return [s for s in suggest(text, language=language) if s.bound not in NUMBERLESS and s.portion is None]


def _matches(text: str, expected: Expected, found: list[Suggestion]) -> list[Suggestion]:
    at = text.index(expected.words)
    near = [s for s in found if s.start < at + len(expected.words) and at < s.end]
    return [s for s in near if (s.count.low, s.count.high) == (expected.low, expected.high)]


def _right_stage(suggestion: Suggestion, wanted: str) -> bool:
    if wanted in ("-", "handover"):
        return wanted == "-" or suggestion.stage is Stage.TRANSFERRED
    return suggestion.stage in PROMISE_STAGES if wanted == "promise" else suggestion.stage.value == wanted


@pytest.mark.parametrize("language", TEXTS)
def test_annotated_sentences_are_read(language: str) -> None:
    score = dict.fromkeys(("wanted", "hit", "found", "right", "stage", "category", "way"), 0)
    for text, wanted in _annotated(TEXTS[language]):
        found = _found(text, language)
        used: set[int] = set()
        for figure in wanted:
            score["wanted"] += 1
            matches = _matches(text, figure, found)
            used.update(found.index(s) for s in matches)
            if matches:
                score["hit"] += 1
                score["stage"] += _right_stage(matches[0], figure.stage)
                score["category"] += TREE.related(matches[0].category, figure.category)
                ends = ((figure.sender, matches[0].sender), (figure.receiver, matches[0].receiver))
                score["way"] += all(want in ("-", have) for want, have in ends)
        score["found"] += len(found)
        score["right"] += len(used)
    assert score["wanted"] >= 40
    assert score["hit"] / score["wanted"] >= 0.97, score
    assert score["right"] / score["found"] >= 0.95, score
    for part in ("stage", "category", "way"):
        assert score[part] / score["hit"] >= 0.95, (part, score)


@pytest.mark.parametrize("language", TEXTS)
def test_sentences_without_figures_give_none(language: str) -> None:
    for text, wanted in _annotated(TEXTS[language]):
        if not wanted and "all for all" not in text:
            assert _found(text, language) == [], text


def _one(text: str, **known: str) -> Suggestion:
    (suggestion,) = suggest(text, **known)
    return suggestion


def test_a_number_for_each_side_is_two_directed_figures() -> None:
    one, other = suggest("Russia and Ukraine exchanged 157 prisoners of war each.")
    assert (one.sender, one.receiver) == (other.receiver, other.sender)
    assert {one.sender, one.receiver} == {"Russia", "Ukraine"}
    assert one.per_side
    assert other.per_side


def test_different_numbers_a_side_are_a_figure_each() -> None:
    found = suggest("Армения и Азербайджан обменялись военнопленными по формуле «2 на 32».")
    assert sorted(s.count.low for s in found if s.bound is Bound.EXACT) == [2, 32]


def test_a_denied_number_is_unknown_never_that_number() -> None:
    denied = _one("Ukraine did not send back 1,200 bodies in Saturday's exchange, Russian officials said.")
    assert denied.bound is Bound.UNKNOWN
    assert denied.count.low == 0
    assert "1,200" in denied.quote


def test_bodies_brought_to_the_exchange_point_are_presented() -> None:
    text = "The Russian side brought the bodies of 1,212 Ukrainian soldiers to the agreed exchange point, but nobody came."
    assert _one(text).stage is Stage.PRESENTED


def test_a_total_since_the_start_is_cumulative() -> None:
    text = "In total, 4,757 Ukrainians have been brought back from Russian captivity since March 2022."
    assert _one(text).accumulation is Accumulation.CUMULATIVE


@pytest.mark.parametrize(
    ("text", "accumulation"),
    [
        ("Ukraine has already received more than 4,000 bodies from Russia.", Accumulation.CUMULATIVE),
        ("За п'ять етапів Росія передала Україні 3000 тіл.", Accumulation.CUMULATIVE),
        ("З 2009 року Грузія отримала від Абхазії останки 77 осіб.", Accumulation.CUMULATIVE),
        ("До кінця року Ірак передав 900 іранських полонених.", Accumulation.CUMULATIVE),
        ("К весне 2016 года Грузия получила от Абхазии останки 77 своих граждан.", Accumulation.CUMULATIVE),
        ("Azerbaijan freed 20 Armenian prisoners, some of whom had been in prison since 2014.", Accumulation.INCREMENT),
        ("Хусити звільнили 40 полонених, яких тримали з 2017 року.", Accumulation.INCREMENT),
    ],
)
def test_a_number_that_grew_over_a_time_is_cumulative_and_years_in_prison_are_not(
    text: str, accumulation: Accumulation
) -> None:
    assert _one(text).accumulation is accumulation


def test_a_weekday_is_read_against_the_published_date() -> None:
    assert _one("Russia returned 1,200 bodies to Ukraine on Friday.", published="2025-06-16").date == "2025-06-13"
    assert _one("Russia will return 1,200 bodies to Ukraine on Friday.", published="2025-06-16").date == "2025-06-20"
    assert _one("24 серпня Росія передала 1000 тіл загиблих.", published="2025-09-01").date == "2025-08-24"


def test_the_minister_that_an_agency_quotes_is_the_claimant() -> None:
    text = "Defence Minister Anna Hovhannisyan said that Baku had handed over 32 Armenian prisoners of war."
    assert _one(text).claimant == "Defence Minister Anna Hovhannisyan"
    assert _one("За словами Дмитра Лубінця, Росія повернула 6 цивільних полонених.").claimant == "Дмитра Лубінця"


def test_a_withheld_number_is_suggested_as_not_given() -> None:
    text = "Russia and Ukraine have exchanged more prisoners of war, both sides say, without giving details of the numbers."
    assert _one(text).bound is Bound.NOT_GIVEN


def test_a_share_is_suggested_with_its_portion() -> None:
    found = suggest("Out of the 6,000 bodies Russia means to hand over, just 15% had been identified.")
    assert [str(s.portion) for s in found if s.portion is not None] == ["exact 3/20"]


def test_reasons_name_the_words_that_decided() -> None:
    suggestion = _one("Azerbaijan handed over 32 Armenian prisoners of war, the ministry said.")
    reasons = {reason.field: reason.words for reason in suggestion.reasons}
    assert reasons["stage"] == "handed over"
    assert reasons["from"] == "Azerbaijan"
    assert "prisoners of war" in reasons["category"]


def test_an_end_that_the_sentence_does_not_name_is_marked_as_inferred() -> None:
    one, two = suggest("Azerbaijan handed over 32 Armenian prisoners of war. Another 25 captives were returned on Monday.")
    assert one.inferred == frozenset()
    assert (two.sender, two.receiver) == ("Azerbaijan", "Armenia")
    assert two.inferred == {"from", "to"}
    assert two.confidence < one.confidence


def test_a_figure_for_the_way_back_does_not_turn_what_follows() -> None:
    text = "Россия передала Украине 1000 тел. Взамен возвращены 19 тел. Всего с начала года передано 11 700 тел."
    ways = [(s.sender, s.receiver) for s in suggest(text)]
    assert ways == [("Russia", "Ukraine"), ("Ukraine", "Russia"), ("Russia", "Ukraine")]


def test_parties_count_in_one_order_whatever_their_hashes() -> None:
    names = {"Syria", "Israel", "Turkey", "Lebanon", "Egypt"}
    sides = Sides()
    sides.see(names)
    assert list(sides.named) == sorted(names)


def test_the_language_is_told_by_the_letters() -> None:
    assert detect("The exchange took place.") == "en"
    assert detect("Обмін відбувся в п'ятницю, її звільнили.") == "uk"
    assert detect("Обмен прошёл в пятницу, были возвращены.") == "ru"


WORDS = (
    "Russia|Ukraine|Hamas|157|1,200|6 000|2025|bodies|prisoners|тіла|пленных|полонених|на|for|each|more than|about|dozens"
    "|returned|were|will|handed over|повернули|передали|.|,|—|(|)|\n|\u00a0|\u00ad|said|15%|half|в обмен|из них|among them|not"
    "|all|to|from|1.212|99999999999999|№|$|-|two hundred and|сто двадцать|троє|at least|серед"
)
PIECES = st.sampled_from(sorted(WORDS.split("|")))


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join)), st.sampled_from(["en", "uk", "ru", ""]))
def test_any_text_gives_true_quotes_and_words_that_read_back(text: str, language: str) -> None:
    for suggestion in suggest(text, language=language, published="2025-06-16"):
        assert text[suggestion.start : suggestion.end] == suggestion.quote
        assert suggestion.quote
        wording = read(suggestion.words, language or detect(text))
        assert wording.count == suggestion.count
        assert wording.bound is suggestion.bound


@pytest.mark.parametrize(
    "hard", ["7" * 50_000, "(" * 50_000, " " * 200_000, "1 " * 20_000, "bodies " * 9_000, "a." * 20_000, "\n" * 50_000]
)
def test_texts_made_to_be_slow_are_read_all_the_same(hard: str) -> None:
    suggest("Russia returned 1,200 bodies. " + hard + " Ukraine received 27 bodies.")


def test_parts_know_their_whole() -> None:
    text = "Ukraine brought home 157 prisoners, among them 150 soldiers and seven civilians. Russia received 157 soldiers."
    found = suggest(text)
    assert [s.count.low for s in found] == [157, 150, 7, 157]
    assert [s.part_of for s in found] == [None, 0, 0, None]


def test_what_the_receiver_says_it_received_is_observed() -> None:
    assert _one("Ukraine received 909 bodies from Russia, Kyiv said.").role is Role.OBSERVED
    assert _one("Russia handed over 909 bodies to Ukraine, Moscow said.").role is Role.REPORTED


def test_a_quote_in_several_lines_is_found_whole() -> None:
    text = "The Red Cross said that Azerbaijan had handed over the bodies of\n1,713 Armenian soldiers to Yerevan."
    assert _one(text).quote == "bodies of\n1,713 Armenian soldiers"


def test_no_break_spaces_and_soft_hyphens_do_not_hide_a_figure() -> None:
    text = "Russia returned 6\u00a0057 bod\u00adies to Ukraine."
    suggestion = _one(text)
    assert suggestion.count.low == 6057
    assert text[suggestion.start : suggestion.end] == suggestion.quote == "6\u00a0057 bod\u00adies"

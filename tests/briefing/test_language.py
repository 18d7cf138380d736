"""Another language is a catalogue more, and the catalogue is whole."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

import briefing
from briefing.annex import MEANINGS, RULES, WHY
from briefing.language import ENGLISH, UKRAINIAN
from briefing.options import Section
from briefing.pdf import make
from figures.category import METHOD_CATEGORIES
from figures.count import Count
from figures.line import FLAG_TEXT, MANY_ALIKE
from figures.vocabulary import AgreementStatus, Bound, EventStatus, SourceKind, Stage, Unit, Vantage, Verdict


def messages() -> set[str]:
    found: set[str] = set()
    for path in Path(briefing.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if name == "tr":
                    found.add(node.args[0].value)
    found.update(text for rule in RULES for text in rule)
    found.update(meaning for _, meaning, _ in MEANINGS)
    found.update(WHY.values())
    found.update((*FLAG_TEXT.values(), MANY_ALIKE))
    return found | {"yes", "part", "later", "corrected", "replaced", "retracted"}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def test_ukrainian_says_everything_that_english_says():
    assert messages() - set(UKRAINIAN.messages) == set()


def test_ukrainian_says_nothing_that_is_no_longer_said():
    assert set(UKRAINIAN.messages) - messages() == set()


@pytest.mark.parametrize("message", sorted(UKRAINIAN.messages))
def test_a_translation_has_the_fields_of_its_message(message):
    assert fields(UKRAINIAN.messages[message]) == fields(message)


@pytest.mark.parametrize("terms", [AgreementStatus, EventStatus, SourceKind, Stage, Unit, Vantage, Verdict])
def test_every_word_of_the_field_is_ukrainian(terms):
    for term in terms:
        assert re.search("[а-яіїєґ]", UKRAINIAN.label(term)), term


def test_every_category_and_unit_has_its_noun_in_both_languages():
    for language, forms in ((ENGLISH, 2), (UKRAINIAN, 3)):
        for key in (*(u.value for u in Unit), *(c.id for c in METHOD_CATEGORIES if c.id not in DEAD)):
            assert len(language.nouns[key]) == forms


DEAD = ("deceased", "deceased_combatant", "deceased_civilian", "died_in_captivity")


@pytest.mark.parametrize(
    ("number", "noun"), [(1, "тіло"), (2, "тіла"), (5, "тіл"), (11, "тіл"), (21, "тіло"), (34, "тіла"), (112, "тіл")]
)
def test_ukrainian_nouns_follow_their_number(number, noun):
    assert UKRAINIAN.noun("body", number) == noun


@pytest.mark.parametrize(
    ("count", "bound", "words", "said"),
    [
        (Count(6057, 6057), Bound.EXACT, "", "6,057"),
        (Count(1000, None), Bound.AT_LEAST, "", "at least 1,000"),
        (Count(6001, None), Bound.MORE_THAN, "", "more than 6,000"),
        (Count(5500, 5999), Bound.NEARLY, "", "just under 6,000"),
        (Count(5500, 6499), Bound.ABOUT, "", "about 6,000"),
        (Count(6056, 6058), Bound.ABOUT, "", "about 6,057"),
        (Count(0, 500), Bound.UP_TO, "", "up to 500"),
        (Count(0, 99), Bound.FEWER_THAN, "", "fewer than 100"),
        (Count(300, 400), Bound.RANGE, "", "300–400"),
        (Count(24, 99), Bound.VAGUE, "dozens", "dozens"),
        (Count(1, None), Bound.NOT_GIVEN, "", "not given"),
        (Count(0, None), Bound.ALL, "", "all"),
    ],
)
def test_a_count_is_printed_as_its_source_bounded_it(count, bound, words, said):
    assert ENGLISH.count(count, bound, words) == said


@pytest.mark.parametrize(
    ("edtf", "english", "ukrainian"),
    [
        ("2025-06-09", "9 June 2025", "9 червня 2025 року"),
        ("2025-06", "June 2025", "червень 2025"),
        ("2025", "2025", "2025"),
        ("2025-06~", "about June 2025", "близько: червень 2025"),
        ("2025-06-09/2025-06-10", "9–10 June 2025", "9–10 червня 2025 року"),
        ("2025-06-09/2025-07-10", "9 June 2025 to 10 July 2025", "9 червня 2025 року – 10 липня 2025 року"),
        ("2025-06-09/..", "from 9 June 2025", "від 9 червня 2025 року"),
    ],
)
def test_dates_are_said_in_words(edtf, english, ukrainian):
    assert ENGLISH.date(edtf).replace("\u00a0", " ") == english
    assert UKRAINIAN.date(edtf).replace("\u00a0", " ") == ukrainian


def test_a_ukrainian_briefing_has_no_english_of_ours(sample, options, read_pdf):
    made = make(*sample, replace(options, language="uk", paper="Letter", sections=tuple(Section)), "0" * 64)
    text = " ".join(" ".join(page.text.split()) for page in read_pdf(made.pdf))
    for word in ("Short", "Observed", "Claimant", "Notes", "Page 1", "cited on", "Method", "Key findings", "As of"):
        assert word not in text
    assert "Сторінка 1 з" in text

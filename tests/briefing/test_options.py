"""Options are checked, and come back from JSON as they went."""

from __future__ import annotations

import datetime as dt

import pytest

from briefing.options import AgreementNote, BriefingOptions, Section, WrongOptions


def test_options_come_back_from_json_as_they_went():
    options = BriefingOptions(
        title="Обіцяне", as_of=dt.date(2026, 2, 28), agreements=(3, 1), language="uk", paper="Letter",
        sections=(Section.NOTES, Section.METHOD), notes=(AgreementNote(3, "an own note"),), logo=b"\x89PNG\r\n\x1a\n0",
    )  # fmt: skip
    assert BriefingOptions.from_json(options.to_json()) == options


def test_an_unknown_language_is_refused_with_what_to_choose():
    with pytest.raises(WrongOptions, match="en, uk"):
        BriefingOptions(language="fr")


def test_a_term_that_ends_before_it_begins_is_refused():
    with pytest.raises(WrongOptions, match="last day"):
        BriefingOptions(first_day=dt.date(2025, 2, 1), last_day=dt.date(2025, 1, 1))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"language": "xx"}', '{"sections": ["nonsense"]}', '{"as_of": "yesterday"}'])
def test_what_is_no_options_is_refused(text):
    with pytest.raises(WrongOptions):
        BriefingOptions.from_json(text)

"""Finding anything: case and marks do not count, in Cyrillic as in Latin, and nothing typed breaks the search."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.casefile import Casefile, RecordKind
from db.search import fold, snippet, words
from db.sqlite import text_index, text_search
from figures.record import AgreementDraft, EventDraft, PartyDraft, PublisherDraft, SourceDraft, Unfit


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        ("Весёлые", "веселые"),
        ("веселые", "ВЕСЁЛЫЕ"),
        ("Київ", "киів"),
        ("Київ", "Киів"),
        ("Ґонґадзе", "гонгадзе"),
        ("Йосип", "иосип"),
        ("Рейтер", "реитер"),
        ("п’ять", "пʼять"),
        ("п’ять", "п'ять"),
        ("сім’я", "сімя"),
        ("Żeleński", "zelenski"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("café", "cafe\u0301"),
        ("6,000", "6000"),
        ("6\u00a0000", "6000"),
        ("1\u202f212", "1,212"),
        ("ﬁgures", "figures"),
    ],
)
def test_two_spellings_fold_to_one(kept: str, typed: str) -> None:
    assert fold(kept) == fold(typed)


@pytest.mark.parametrize(("one", "other"), [("2025 100", "2025100"), ("1,21", "121"), ("рос", "рис")])
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


LETTERS = st.one_of(st.characters(), st.sampled_from("’'`‘ʼ′,1234567890їйёґłøééйא\u05b0\u0483\u034f "))


@given(st.text(LETTERS, max_size=30))
def test_folding_takes_off_every_mark_whatever_the_script(text: str) -> None:
    inside_word = re.sub("(?<=[^\\W\\d_])['\u2019\u02bc\u2018`\u2032](?=[^\\W\\d_])", "", text)
    bare = re.sub("(?<=\\d)[,\u00a0\u202f\u2009'\u2019](?=\\d{3}(?!\\d))", "", inside_word)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", bare).casefold())
    unmarked = "".join(letter for letter in plain if not unicodedata.combining(letter))
    assert fold(text) == unmarked.translate(str.maketrans({"ґ": "г", "ł": "l", "ø": "o", "đ": "d"}))


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert words(fold(text)) == words(fold(fold(text)))


@pytest.fixture
def library(field: Any) -> Any:
    with field.casefile.act("More") as act:
        act.add(SourceDraft(title="Весёлые ребята", authors=("Ольга Ковальчук",), note="see page four"))
        act.add(PublisherDraft(name="Українська правда"))
        act.add(PartyDraft(name="Zelenskyy", native_name="Володимир Зеленський"))
        act.add(AgreementDraft(title="Wounded first", undertakings="a standing medical commission"))
        act.add(EventDraft(title="Exchange at Novaya Guta", place="Novaya Guta"))
        act.add(field.figure(words="more than 6000", quote="Moscow offered more than 6000 soldiers"))
    return field.casefile


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("веселые", RecordKind.SOURCE),
        ("весел реб", RecordKind.SOURCE),
        ("ребята весёлые", RecordKind.SOURCE),
        ("ковальчук", RecordKind.SOURCE),
        ("PAGE FOUR", RecordKind.SOURCE),
        ("wednesday", RecordKind.SOURCE),
        ("правда", RecordKind.PUBLISHER),
        ("зеленськии", RecordKind.PARTY),
        ("medical", RecordKind.AGREEMENT),
        ("guta", RecordKind.EVENT),
        ("moscow", RecordKind.FIGURE),
    ],
)
def test_a_record_is_found_by_what_it_says(library: Casefile, typed: str, kind: RecordKind) -> None:
    assert [hit.kind for hit in library.find(typed)] == [kind]


def test_a_hit_shows_the_words_in_their_own_spelling(library: Casefile) -> None:
    hit = library.find("WEDNESDAY")[0]
    assert (hit.title, hit.snippet) == ("Bodies returned", "Ukraine received 1,212 bodies on Wednesday.")
    assert library.find("ковальчук")[0].snippet == "Ольга Ковальчук"
    assert library.find("moscow")[0].title == "more than 6000 · bodies · transferred"


def test_what_is_called_so_comes_before_what_says_so(library: Casefile) -> None:
    with library.act("More") as act:
        act.add(AgreementDraft(title="Other", note="Zelenskyy agreed"))
    assert [hit.kind for hit in library.find("zelenskyy")] == [RecordKind.PARTY, RecordKind.AGREEMENT]


def test_a_changed_record_is_found_by_its_new_words_only(library: Casefile) -> None:
    id = library.find("guta")[0].id
    with library.act("Rename") as act:
        act.change(id, EventDraft(title="Exchange at Chernihiv"))
    assert library.find("guta") == ()
    assert library.find("chernihiv")[0].id == id
    library.undo()
    assert library.find("guta")[0].id == id


def test_a_removed_record_is_not_found(library: Casefile) -> None:
    hit = library.find("правда")[0]
    with library.act("Remove") as act:
        act.remove(hit.kind, hit.id)
    assert library.find("правда") == ()


def test_an_act_that_failed_is_not_found(library: Casefile) -> None:
    with pytest.raises(Unfit), library.act("Fails") as act:
        act.add(PublisherDraft(name="Phantom")) and act.add(PartyDraft(name="Nobody's", belongs_to=999))
    assert library.find("phantom") == ()


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "\0",
        '"',
        "'",
        "*",
        "AND",
        "NOT",
        "a NEAR b",
        "title:",
        "(",
        "^x",
        "-x",
        "x OR",
        "\ud800",
        "%",
        "_",
        "x" * 5000,
        "{a b}: c",
    ],
)
def test_nothing_typed_breaks_the_search(library: Casefile, typed: str) -> None:
    assert isinstance(library.find(typed), tuple)


@given(typed=st.text(max_size=40))
def test_no_text_breaks_the_words(typed: str) -> None:
    for word in words(typed):
        assert '"' not in word
        assert word


def test_no_more_is_found_than_was_asked_for(library: Casefile) -> None:
    with library.act("Many") as act:
        for number in range(30):
            act.add(PublisherDraft(name=f"Agency {number}"))
    assert len(library.find("agency", limit=10)) == 10
    assert len(library.find("ag", limit=100)) == 30


def test_a_snippet_is_cut_from_a_long_line() -> None:
    line = "word " * 400 + "needle " + "word " * 400
    cut = snippet(line, ("needle",))
    assert "needle" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert len(cut) < 260
    assert snippet("nothing here", ("needle",)) == ""


VOCABULARY = ("prisoner", "prisoners", "prison", "priority", "bodies", "body", "more", "обмін", "обмінено", "полонених", "2025")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Casefile]:
    """Four hundred records of four kinds, whose words are drawn from a small vocabulary."""
    drawn = random.Random(7)

    def said() -> str:
        return " ".join(drawn.choices(VOCABULARY, k=3))

    with Casefile.create(tmp_path_factory.mktemp("shelf") / "shelf.handover") as casefile:
        with casefile.act("Fill") as act:
            for _ in range(100):
                act.add(AgreementDraft(title=said(), note=said()))
                act.add(EventDraft(title=said(), place=said()))
                act.add(PublisherDraft(name=said()))
                act.add(SourceDraft(title=said(), note=said()))
        yield casefile


TYPED_WORD = st.sampled_from(VOCABULARY).flatmap(lambda word: st.integers(1, len(word)).map(lambda end: word[:end]))


@given(typed=st.lists(TYPED_WORD, min_size=1, max_size=3).map(" ".join), limit=st.integers(1, 90), looked=st.integers(1, 40))
def test_the_latest_of_each_kind_are_found_as_by_asking_for_everything(
    shelf: Casefile, typed: str, limit: int, looked: int
) -> None:
    with pytest.MonkeyPatch.context() as patched, shelf.asked() as database:
        patched.setattr(text_search, "LOOKED_AT", looked)
        found = list(text_search.find(database, typed, limit))
        every = {kind: text_search.every(database, typed, kind) for kind in RecordKind if text_index.is_searched(kind)}
    assert len(found) == min(limit, sum(min(len(ids), max(looked, limit)) for ids in every.values()))
    assert len(set(found)) == len(found)
    shares = {kind: [id for one, id in found if one is kind] for kind in every}
    least = limit // sum(bool(ids) for ids in every.values()) if found else 0
    titles = {RecordKind.PUBLISHER: "name"}
    for kind, ids in shares.items():
        latest = sorted(every[kind], reverse=True)[: max(looked, limit)]
        called = [id for id in latest if _is_called(getattr(shelf.get(kind, id), titles.get(kind, "title")), typed)]
        assert ids == (called + [id for id in latest if id not in called])[: len(ids)]
        assert len(ids) >= min(least, len(latest))


def _is_called(title: str, typed: str) -> bool:
    return all(any(word.startswith(wanted) for word in words(title)) for wanted in words(typed))


def test_a_beginning_of_very_many_words_is_found_too(field: Any) -> None:
    with field.casefile.act("Many") as act:
        for number in range(2 * text_search.MOST_WORDS_OF_ONE):
            act.add(PublisherDraft(name=f"agency{number}"))
    assert len(field.casefile.find("agency", limit=1000)) == 2 * text_search.MOST_WORDS_OF_ONE
    assert [hit.title for hit in field.casefile.find("agency11")] == ["agency11"]


def test_no_more_titles_are_read_than_records_are_found_where_all_are_called_so(field: Any) -> None:
    with field.casefile.act("Many") as act:
        for number in range(90):
            act.add(PublisherDraft(name=f"Gazette {number}"))
    said: list[str] = []
    with field.casefile.asked() as database:
        database.set_trace_callback(said.append)
        found = list(text_search.find(database, "gazette", 12))
        database.set_trace_callback(None)
    read = [one for one in said if "instr(c0" in one and not one.startswith("--")]
    assert len(found) == 12
    assert [one.count(",", one.index("["), one.index("]")) + 1 for one in read] == [12]

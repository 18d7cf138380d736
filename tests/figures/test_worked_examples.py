"""The worked examples of the method's section 5, with their real numbers."""

from __future__ import annotations

from book import Book

from figures.count import Count, Gap
from figures.line import plain
from figures.vocabulary import Corroboration, FlagKind, Verdict


def istanbul(status: str = "completed") -> Book:
    book = Book()
    book.agreement("Istanbul", status, date="2025-06-02", due="2025-06-15")
    for way in ("Russia>Ukraine", "Ukraine>Russia"):
        book.figure("Istanbul", "6,000", "agreed", way, said_on="2025-06-02")
    return book


def with_tranches(book: Book) -> Book:
    for day, number in ((11, "1,212"), (13, "1,200"), (14, "1,200"), (15, "1,200"), (16, "1,245")):
        name = f"tranche of {day} June"
        book.event(name, "Istanbul", date=f"2025-06-{day}")
        book.figure(name, number, said_on=f"2025-06-{day}")
    return book


def presented(book: Book) -> None:
    book.event("crossing of 7 June", "Istanbul", "postponed", date="2025-06-07")
    book.figure("crossing of 7 June", "1,212", "presented", claimant="Russian Ministry of Defence", said_on="2025-06-07")


def test_example_1_two_totals_are_contested_and_the_promise_is_exceeded_by_57_to_60() -> None:
    book = with_tranches(istanbul())
    for claimant, total in (("Coordination Headquarters", "6,057"), ("Interior minister", "6,060")):
        book.figure("Istanbul", total, claimant=claimant, as_of="2025-06-16", name=total)
    line = book.line("Istanbul")
    assert line.observed is not None
    assert line.observed.count == Count(6057, 6060)
    assert line.corroboration is Corroboration.CONTESTED
    assert line.verdict is Verdict.EXCEEDED
    assert line.difference == Gap(57, 60)
    pairs = {(frozenset(d.one), frozenset(d.other)) for d in line.observed.contested.pairs()}
    assert (frozenset({book.ids["6,057"]}), frozenset({book.ids["6,060"]})) in pairs


def test_example_1_the_other_way_is_short_by_5922() -> None:
    book = with_tranches(istanbul())
    for day, number in ((11, "27"), (16, "51")):
        book.figure(f"tranche of {day} June", number, way="Ukraine>Russia", claimant="Russian Ministry of Defence")
    line = book.line("Istanbul", "Ukraine>Russia")
    assert line.observed is not None
    assert line.observed.count == Count(78, 78)
    assert line.verdict is Verdict.SHORT
    assert plain(line.sentence) == "78 of 6,000 agreed: short by 5,922."


def test_example_2_presented_bodies_are_neither_observed_nor_transferred() -> None:
    book = istanbul("under_way")
    book.agreements[0] = type(book.agreements[0])(id=book.ids["Istanbul"], uid="Istanbul", title="Istanbul")
    presented(book)
    event, agreement = book.line("crossing of 7 June"), book.line("Istanbul")
    assert event.stated is None
    assert event.observed is None
    assert event.presented is not None
    assert event.presented.count == Count(1212, 1212)
    assert agreement.verdict is Verdict.AWAITED
    assert agreement.presented is not None
    assert agreement.presented.count == Count(1212, 1212)


def test_the_sentence_of_the_method_is_said_word_for_word() -> None:
    book = Book()
    book.agreement("Istanbul", "under_way")
    book.figure("Istanbul", "6,000", "agreed", said_on="2025-06-02")
    presented(book)
    book.event("first tranche", "Istanbul", date="2025-06-11")
    book.figure("first tranche", "1,212", said_on="2025-06-11")
    line = book.line("Istanbul")
    said = "1,212 of 6,000 agreed: 4,788 outstanding. 1,212 were presented at a handover that did not take place."
    assert plain(line.sentence) == said


def test_example_3_more_than_6000_is_met_and_nearly_6000_exceeded_by_at_least_58() -> None:
    for words, verdict, low in (("more than 6000", Verdict.MET, None), ("nearly 6,000", Verdict.EXCEEDED, 58)):
        book = Book()
        book.agreement("Istanbul")
        book.figure("Istanbul", words, "offered", claimant="Russia")
        book.figure("Istanbul", "6,057", as_of="2025-06-16")
        line = book.line("Istanbul")
        assert line.verdict is verdict
        assert line.difference is not None
        assert line.difference.low == low


def test_example_4_the_receiver_s_189_and_the_sender_s_150_disagree() -> None:
    book = Book()
    book.event("30 December", None, kind="prisoner_exchange", date="2024-12-30")
    book.figure("30 December", "189", unit="person", category="person", claimant="Ukraine")
    book.figure("30 December", "150", unit="person", category="person", claimant="Russian Ministry of Defence")
    line = book.line("30 December", category="person")
    assert line.observed is not None
    assert line.reported is not None
    assert (line.observed.count, line.reported.count) == (Count(189, 189), Count(150, 150))
    assert [f.kind for f in line.flags] == [FlagKind.ROLES_DISAGREE]


def test_example_5_157_each_make_the_mediator_s_314() -> None:
    book = Book()
    book.event("5 February", None, kind="prisoner_exchange", mediators=("United Arab Emirates",), date="2026-02-05")
    exchange = {"unit": "person", "category": "person", "said_on": "2026-02-05"}
    book.figure("5 February", "157", way="Russia>Ukraine", claimant="Coordination Headquarters", name="whole", **exchange)
    book.figure("5 February", "157", way="Ukraine>Russia", claimant="Russian Ministry of Defence", **exchange)
    book.figure("5 February", "314", way="", claimant="United Arab Emirates", **exchange)
    for words, category in (("150", "prisoner_of_war"), ("7", "civilian")):
        book.figure("5 February", words, unit="person", category=category, part_of="whole", said_on="2026-02-05")
    both = book.line("5 February", "", "person")
    assert both.observed is not None
    assert both.observed.count == Count(314, 314)
    assert both.flags == ()
    whole = book.line("5 February", category="person")
    assert whole.observed is not None
    assert whole.observed.count == Count(157, 157)
    assert whole.flags == ()
    assert whole.unaccounted == Count(0, 0)


def test_example_6_between_none_and_138_children_are_unaccounted_for() -> None:
    book = Book()
    book.agreement("lists")
    children = {"unit": "person", "category": "child", "way": "Russia>Ukraine", "stage": "listed"}
    book.figure("lists", "339", name="list", **children)
    book.figure("lists", "less than a fifth", of=("list", "fewer_than 1/5"), part_of="list", name="informed", **children)
    book.figure("lists", "more than 200", part_of="list", name="silent", **children)
    states = book.compare().states
    assert states[book.ids["informed"]].count == Count(0, 67)
    assert states[book.ids["silent"]].count.low == 201
    assert book.line("lists", category="child").unaccounted == Count(0, 138)


def test_example_7_bags_are_never_compared_with_bodies() -> None:
    book = Book()
    book.agreement("sixty")
    book.figure("sixty", "60", "agreed")
    book.figure("sixty", "62", unit="body_bag")
    line = book.line("sixty")
    assert line.verdict is Verdict.INCOMPARABLE
    assert line.unit is None
    assert line.difference is None


def test_example_8_all_for_all_cannot_tell() -> None:
    book = Book()
    book.agreement("all for all")
    book.figure("all for all", "all for all", "agreed", unit="person", category="person")
    book.figure("all for all", "33", unit="person", category="person")
    line = book.line("all for all", category="person")
    assert line.verdict is Verdict.CANNOT_TELL
    assert line.difference == Gap(None, None)


def test_example_8_two_promises_and_a_number_between_them_cannot_tell() -> None:
    book = Book()
    book.agreement("two promises")
    book.figure("two promises", "1,000", "agreed", claimant="Russia")
    book.figure("two promises", "1,200", "agreed", claimant="Ukraine")
    book.figure("two promises", "1,100")
    assert book.verdict("two promises") is Verdict.CANNOT_TELL


def test_example_8_more_than_1000_meets_at_least_1000() -> None:
    for promised, came, verdict in (
        ("at least 1,000", "more than 1,000", Verdict.MET),
        ("1,000", "at least 1,000", Verdict.MET_OR_EXCEEDED),
    ):
        book = Book()
        book.agreement("thousand")
        book.figure("thousand", promised, "agreed")
        book.figure("thousand", came)
        assert book.verdict("thousand") is verdict

"""What a table would keep: matching, defaults, disagreements, references and duplicates."""

from __future__ import annotations

from exchange.saying import Thing
from exchange.table import Fault, Row, Table
from exchange.table_plan import Plan, plan
from exchange.table_row import HeardRow
from figures.record import Agreement, Casebook, Event, Publisher
from figures.vocabulary import Accumulation, AgreementStatus, EventStatus

SOUND = {
    "event": "Swap",
    "event_date": "2025-06-09",
    "number": "157",
    "unit": "person",
    "category": "prisoner_of_war",
    "stage": "transferred",
    "source_title": "Story",
    "from": "Russia",
    "to": "Ukraine",
}


def planned(*rows: dict[str, str], book: Casebook | None = None) -> Plan:
    table = Table(tuple(Row(number, {**SOUND, **row}) for number, row in enumerate(rows, start=2)))
    return plan(table, book or Casebook())


def named(result: Plan, thing: Thing) -> list[str]:
    return [group.name for group in result.things if group.thing is thing]


def first(result: Plan) -> HeardRow:
    return next(iter(result.figures)).figure


def only_fault(result: Plan) -> Fault:
    assert len(result.faults) == 1, result.faults
    return result.faults[0]


def test_a_sound_row_is_planned_with_all_that_it_names() -> None:
    result = planned({"claimant": "Headquarters", "claimant_belongs_to": "Ukraine", "publisher": "Reuters"})
    assert not result.faults
    assert sorted(named(result, Thing.PARTY)) == ["Headquarters", "Russia", "Ukraine"]
    assert named(result, Thing.PUBLISHER) == ["Reuters"]


def test_what_a_thing_names_comes_before_it() -> None:
    result = planned(
        {"claimant": "Headquarters", "claimant_belongs_to": "Cabinet", "agreement": "Deal", "publisher": "Reuters"}
    )
    order = [group.name for group in result.things]
    assert order.index("Cabinet") < order.index("Headquarters")
    assert order.index("Deal") < order.index("Swap")
    assert order.index("Reuters") < order.index("Story")


def test_every_missing_cell_is_named() -> None:
    result = planned({"number": "", "unit": "", "source_title": ""})
    assert [(f.row, f.column) for f in result.faults] == [(2, "number"), (2, "unit"), (2, "source_title")]


def test_a_figure_about_nothing_is_refused() -> None:
    assert only_fault(planned({"event": ""})).column == "event"


def test_an_unreadable_number_says_what_to_type() -> None:
    fault = only_fault(planned({"number": "plenty"}))
    assert (fault.column, fault.value) == ("number", "plenty")
    assert "Type the number" in fault.why


def test_a_number_below_zero_is_refused() -> None:
    assert only_fault(planned({"number": "-5"})).column == "number"


def test_the_decimals_of_a_spreadsheet_are_taken_off_but_never_a_thousand() -> None:
    assert first(planned({"number": "6000.0"})).wording.words == "6000"
    assert only_fault(planned({"number": "1.000"})).column == "number"


def test_labels_and_identifiers_are_read_in_any_case() -> None:
    result = planned({"unit": "Bodies", "category": "DECEASED", "stage": "Given to family", "event": "", "agreement": "Deal"})
    figure = first(result)
    assert (figure.unit, figure.stage) == ("body", "given_to_family")


def test_the_living_are_not_counted_in_bodies() -> None:
    assert only_fault(planned({"unit": "body"})).column == "unit"


def test_one_empty_end_of_a_direction_is_refused_at_the_empty_cell() -> None:
    assert only_fault(planned({"to": ""})).column == "to"


def test_a_number_for_each_side_needs_its_direction() -> None:
    assert only_fault(planned({"number": "157 each", "from": "", "to": ""})).column == "number"


def test_a_total_on_an_agreement_is_cumulative_and_a_promise_is_not() -> None:
    about_it = {"event": "", "event_date": "", "agreement": "Deal"}
    result = planned({**about_it}, {**about_it, "stage": "agreed"})
    assert [p.figure.accumulation for p in result.figures] == [Accumulation.CUMULATIVE, Accumulation.INCREMENT]


def test_a_count_of_one_handover_needs_its_event() -> None:
    about_it = {"event": "", "event_date": "", "agreement": "Deal", "accumulation": "increment"}
    assert only_fault(planned(about_it)).column == "accumulation"


def test_an_event_is_completed_where_a_figure_of_it_is_transferred() -> None:
    result = planned({"stage": "scheduled"}, {}, {"event": "Later", "stage": "scheduled"})
    events = {g.name: result.event_status(g) for g in result.things if g.thing is Thing.EVENT}
    assert events == {"Swap": EventStatus.COMPLETED, "Later": EventStatus.ANNOUNCED}


def test_events_of_one_title_on_two_days_are_two_events() -> None:
    assert named(planned({}, {"event_date": "2025-06-10"}), Thing.EVENT) == ["Swap", "Swap"]


def test_an_event_named_without_its_date_is_the_one_of_that_title() -> None:
    assert named(planned({}, {"event_date": "", "number": "158"}), Thing.EVENT) == ["Swap"]


def test_an_event_named_without_its_date_is_refused_where_two_could_be_meant() -> None:
    result = planned({}, {"event_date": "2025-06-10"}, {"event_date": "", "number": "158"})
    assert (only_fault(result).row, only_fault(result).column) == (4, "event")
    assert "event_date" in only_fault(result).why


def test_names_are_matched_in_any_case() -> None:
    assert named(planned({}, {"event": "SWAP ", "from": "russia", "number": "158"}), Thing.PARTY) == ["Russia", "Ukraine"]


def test_rows_that_disagree_about_an_agreement_are_all_refused() -> None:
    deal = {"agreement": "Deal"}
    result = planned(
        {**deal, "agreement_due": "2025-07-01"}, {**deal, "agreement_due": "2025-08-01", "number": "158"}, {"number": "159"}
    )
    assert [(f.row, f.column) for f in result.faults] == [(2, "agreement_due"), (3, "agreement_due")]
    assert "Rows 2, 3 disagree about the agreement “Deal”: “2025-07-01”, “2025-08-01”." in result.faults[0].why
    assert [p.number for p in result.figures] == [4]


def test_rows_that_disagree_about_a_publisher_are_refused() -> None:
    graded = {"publisher": "Reuters"}
    result = planned({**graded, "reliability": "A"}, {**graded, "reliability": "B", "number": "158"})
    assert [f.column for f in result.faults] == ["reliability", "reliability"]


def test_rows_that_disagree_about_an_event_status_are_refused() -> None:
    result = planned({"event_status": "completed"}, {"event_status": "cancelled", "number": "158"})
    assert [f.column for f in result.faults] == ["event_status", "event_status"]


def test_rows_that_put_one_event_into_two_agreements_are_refused() -> None:
    result = planned({"agreement": "One"}, {"agreement": "Two", "number": "158"})
    assert {f.column for f in result.faults} == {"agreement"}


def test_rows_that_disagree_about_a_source_of_one_identifier_are_refused() -> None:
    one = {"source_id": "s1", "source_url": "https://one.example"}
    result = planned(one, {"source_id": "s1", "source_url": "https://two.example", "number": "158"})
    assert [f.column for f in result.faults] == ["source_url", "source_url"]


def test_one_title_of_two_publishers_is_two_sources() -> None:
    result = planned({"publisher": "Reuters"}, {"publisher": "AP", "number": "158"})
    assert named(result, Thing.SOURCE) == ["Story", "Story"]
    assert not result.faults


def test_the_casefile_is_never_overruled_by_a_table() -> None:
    agreement = Agreement(id=1, uid="u", title="Deal", status=AgreementStatus.COMPLETED)
    book = Casebook(agreements=(agreement,))
    fault = only_fault(planned({"agreement": "Deal", "agreement_status": "collapsed"}, book=book))
    assert fault.column == "agreement_status"
    assert "The casefile has “completed”" in fault.why


def test_the_casefile_is_completed_by_a_table() -> None:
    book = Casebook(publishers=(Publisher(id=1, uid="p", name="Reuters"),), events=(Event(id=1, uid="e", title="Swap"),))
    result = planned({"publisher": "Reuters", "reliability": "A"}, book=book)
    assert not result.faults
    assert all(group.record is not None for group in result.things if group.thing in (Thing.PUBLISHER, Thing.EVENT))


def test_a_row_equal_to_another_is_a_duplicate() -> None:
    assert planned({}, {}).duplicates.tolist() == [3]


def test_a_row_that_differs_in_one_column_is_no_duplicate() -> None:
    assert planned({}, {"note": "read again"}).duplicates.tolist() == []


def test_an_identifier_that_two_rows_bear_is_refused() -> None:
    fault = only_fault(planned({"figure_id": "f"}, {"figure_id": "f", "number": "158"}))
    assert (fault.row, fault.column) == (3, "figure_id")


def test_a_row_comes_after_those_that_it_refers_to() -> None:
    result = planned({"part_of": "whole", "number": "7"}, {"figure_id": "whole"})
    assert [p.number for p in result.figures] == [3, 2]
    assert list(result.figures)[1].links.part_of is not None


def test_a_reference_to_nothing_is_refused() -> None:
    assert only_fault(planned({"corrects": "nobody"})).column == "corrects"


def test_rows_that_refer_to_each_other_in_a_circle_are_refused() -> None:
    result = planned({"figure_id": "a", "corrects": "b"}, {"figure_id": "b", "corrects": "a"})
    assert {f.row for f in result.faults} == {2, 3}


def test_a_row_that_refers_to_a_refused_row_is_refused_with_it() -> None:
    result = planned({"figure_id": "whole", "number": "plenty"}, {"part_of": "whole", "number": "7"})
    assert [(f.row, f.column) for f in result.faults] == [(2, "number"), (3, "part_of")]
    assert "Row 2" in result.faults[1].why


def test_a_share_and_its_base_belong_together() -> None:
    assert only_fault(planned({"number": "less than 1/5"})).column == "relative_to"
    assert only_fault(planned({"figure_id": "b"}, {"relative_to": "b"})).column == "number"


def test_only_a_promise_can_be_a_measure() -> None:
    assert only_fault(planned({"measure": "the written one"})).column == "measure"


def test_a_party_that_belongs_to_itself_by_a_detour_is_refused() -> None:
    result = planned({"from_belongs_to": "Ukraine", "to_belongs_to": "Russia"})
    assert {f.column for f in result.faults} == {"from_belongs_to", "to_belongs_to"}


def test_a_party_can_be_told_up_to_its_side_in_one_cell() -> None:
    chain = {"claimant_belongs_to": "Delegation; Committee", "claimant_kind": "person; organ; international_organisation"}
    result = planned({"claimant": "Delegate", **chain})
    kinds = {group.name: group.merged()["kind"][1].value for group in result.things if "kind" in group.merged()}
    assert kinds == {"Delegate": "person", "Delegation": "organ", "Committee": "international_organisation"}


def test_more_kinds_than_parties_are_refused() -> None:
    assert only_fault(planned({"claimant": "Delegate", "claimant_kind": "person; ngo"})).column == "claimant_kind"


def test_a_vantage_without_a_reason_says_that_the_table_gave_none() -> None:
    figure = first(planned({"vantage": "witness"}))
    assert figure.vantage_reason == "The imported table says so and gives no reason."


def test_a_day_of_retraction_retracts() -> None:
    assert first(planned({"retracted_on": "2025-06-10"})).retracted


def test_a_wrong_date_is_refused_at_its_cell() -> None:
    assert only_fault(planned({"said_on": "06/10/2025"})).column == "said_on"


def test_a_reprint_of_a_source_that_stands_nowhere_else_makes_it() -> None:
    assert sorted(named(planned({"reprint_of": "AP story"}), Thing.SOURCE)) == ["AP story", "Story"]


def test_reliability_needs_a_publisher() -> None:
    assert only_fault(planned({"reliability": "A"})).column == "publisher"


def test_nothing_is_made_for_a_refused_row() -> None:
    result = planned({}, {"event": "Other", "from": "Atlantis", "number": "plenty"})
    assert named(result, Thing.EVENT) == ["Swap"]
    assert "Atlantis" not in named(result, Thing.PARTY)

"""The method annex: the rules in plain words, what each verdict means, the settings, and what was left out and why."""

from __future__ import annotations

from briefing.content import Block, Cell, Column, Heading, Prose, Row, Table
from briefing.interval_bar import Bar, Extent
from briefing.naming import Naming
from briefing.text import Marks, Name, Number, Text, Words, say
from figures.count import Count
from figures.method import METHOD_VERSION
from figures.record import Figure
from figures.vocabulary import Vantage, Verdict

RULES = (
    (
        "Roles",
        (
            "Stated is what was demanded, listed, offered, agreed or scheduled. Observed is what was handed over, on the "
            "word of somebody who could count it on arrival. Reported is the same on the word of the sender, or of nobody"
            " named. Presented was brought to the handover point and not received; it is never added to anything. The "
            "role follows from the stage of the figure and from who said it; nobody sets it by hand."
        ),
    ),
    (
        "Words into counts",
        (
            "“At least” and “no fewer than” leave the upper end open; “more than” begins one above. “Nearly” and “about” "
            "are read from the precision with which the number was written. Vague words such as “dozens” are read by "
            "convention. “Number not given” means one or more. What is not said is never taken for zero."
        ),
    ),
    (
        "Standing",
        (
            "A figure stands if it was known on the as-of day, is not retracted and not corrected, and was not replaced "
            "by a later one of the same claimant with which it shares no value. Figures that agree all stand."
        ),
    ),
    (
        "Merging",
        (
            "Figures of one role in one unit are merged where they share a value. Where they do not, the reading is "
            "contested, runs over what each agreeing group allows, and every pair that disagrees is named. All claimants "
            "of one side are one origin; a reprint is the origin that it reprints."
        ),
    ),
    (
        "Sums and totals",
        (
            "The handovers of an agreement are added up; where one of them has no number, the sum is a floor. A total "
            "that a claimant gives is a voice beside the sum and is never added to it; an older total is a floor and "
            "contradicts nothing."
        ),
    ),
    (
        "Categories, directions",
        (
            "A category takes in those below it, as a floor. What went in both directions is held against the sum of the "
            "two. Only like is compared with like: bags are never held against bodies, nor bodies against names."
        ),
    ),
)
"""The rules by their labels; the wording follows the method, version 1."""

OPTIONS_FILE = "briefing.json"

MEANINGS: tuple[tuple[Verdict, str, Bar | None], ...] = (
    (
        Verdict.EXCEEDED,
        "The least observed is more than the most stated.",
        Bar(Extent(Count(100, 100)), Extent(Count(124, 124))),
    ),
    (Verdict.MET_EXACTLY, "Both are exact, and equal.", Bar(Extent(Count(100, 100)), Extent(Count(100, 100)))),
    (Verdict.MET, "What was observed lies within what was stated.", Bar(Extent(Count(100, None)), Extent(Count(116, 116)))),
    (
        Verdict.MET_OR_EXCEEDED,
        "At least what was stated; whether it was more is open.",
        Bar(Extent(Count(100, 100)), Extent(Count(100, None))),
    ),
    (Verdict.OUTSTANDING, "Less than stated, and there is still time.", Bar(Extent(Count(100, 100)), Extent(Count(42, 42)))),
    (Verdict.SHORT, "Less than stated, and the term is over.", Bar(Extent(Count(100, 100)), Extent(Count(42, 42)))),
    (Verdict.CANNOT_TELL, "The two overlap; neither decides.", Bar(Extent(Count(100, 100)), Extent(Count(58, None)))),
    (Verdict.AWAITED, "Stated; nothing observed yet, and there is still time.", Bar(Extent(Count(100, 100)))),
    (Verdict.NOTHING_OBSERVED, "Stated; nothing observed, and the term is over.", Bar(Extent(Count(100, 100)))),
    (Verdict.NOTHING_STATED, "There is no promise to hold it against.", Bar(None, Extent(Count(84, 84)))),
    (Verdict.INCOMPARABLE, "The units differ: nothing is subtracted.", None),
)


def method_annex(naming: Naming, figures: list[Figure], fingerprint: str, files: tuple[str, ...]) -> list[Block]:
    """The annex as blocks."""
    tr, language = naming.language.tr, naming.language
    version = say(
        tr("Version {version}. The rules that this briefing used; the whole method is part of the program."),
        {"version": str(METHOD_VERSION)},
    )
    blocks: list[Block] = [Heading(1, tr("Method"), version)]
    blocks += [Prose(tr(label), "", (Words(tr(text)),)) for label, text in RULES]
    blocks.append(_verdicts(naming))
    vantages = [language.label(v) for v in Vantage if v in naming.casebook.observing]
    settings = {"vantages": language.joined(vantages), "day": naming.latest or "–", "language": language.name}
    blocks.append(
        Prose(
            tr("Settings"),
            "",
            say(tr("Vantages that count as observing: {vantages}. As of {day}. Language: {language}."), settings),
        )
    )
    blocks += _left_out(naming, figures)
    if any(naming.withheld(figure) for figure in figures):
        text = tr(
            "A confidential source is printed as “Source withheld”, with its kind, grade and date. Who said it, in which words "
            "and where is withheld with it, here and in the attached files."
        )
        blocks.append(Prose(tr("Withheld sources"), "", (Words(text),)))
    check = tr("Attached to this file: {files}. Fingerprint of the casefile: {fingerprint}.")
    values = {"files": ", ".join((*files, OPTIONS_FILE)), "fingerprint": grouped(fingerprint)}
    blocks.append(Prose(tr("To check this"), "", say(check, values)))
    return blocks


def grouped(fingerprint: str) -> str:
    """The first part of a fingerprint in groups of four, to be read aloud."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, min(len(fingerprint), 24), 4))


def _verdicts(naming: Naming) -> Table:
    tr = naming.language.tr
    columns = (Column(0, 118, tr("Verdict")), Column(124, 366, tr("When")), Column(372, 503, tr("How it looks")))
    rows = []
    for verdict, meaning, bar in MEANINGS:
        label = naming.language.label(verdict)
        looks = Cell(bar=bar) if bar else Cell(text=(Words(tr("no common scale, so no bar is drawn")),), grey=True)
        rows.append(
            Row(
                (
                    Cell(text=(Words(label[:1].upper() + label[1:]),), verdict=verdict, bold=True),
                    Cell(text=(Words(tr(meaning)),)),
                    looks,
                )
            )
        )
    return Table(columns=columns, rows=tuple(rows), heading=tr("Verdicts"))


WHY = {
    "later": "said after the as-of date",
    "retracted": "retracted",
    "corrected": "corrected by another figure",
    "replaced": "replaced by a later figure of its claimant",
}


def _left_out(naming: Naming, figures: list[Figure]) -> list[Block]:
    """What does not stand, and why: how many, and each of them."""
    tr, language, states = naming.language.tr, naming.language, naming.comparison.states
    out = [f for f in figures if states[f.id].why_not in WHY]
    if not out:
        return [Prose(tr("Left out"), "", (Words(tr("No figure in scope was left out.")),))]
    ids = tuple(f.id for f in out)
    parts: list[str] = []
    for why, words in WHY.items():
        count = sum(states[f.id].why_not == why for f in out)
        if count:
            parts.append(f"{language.number(count)} {tr(words)}")
    text: Text = (Words(tr("Figures that do not stand: ")), Number("; ".join(parts), ids), Words("."), Words(" "), Marks(ids))
    columns = (
        Column(0, 190, tr("Line")),
        Column(194, 262, tr("Figure"), end=True, marks=20),
        Column(270, 380, tr("Claimant")),
        Column(384, 503, tr("Why")),
    )
    rows = []
    for figure in out:
        line = naming.figure_line(figure)
        why = tr(WHY[states[figure.id].why_not])
        reason = "" if naming.withheld(figure) or states[figure.id].why_not != "retracted" else figure.retracted_reason
        rows.append(
            Row(
                (
                    Cell(text=(Name(line),), second=(Words(language.label(figure.stage)),)),
                    Cell(text=(naming.figure_number(figure),), beside=(Marks((figure.id,)),)),
                    Cell(text=(Name(naming.claimant(figure)),)),
                    Cell(text=(Words(why),), second=(Name(reason),)),
                )
            )
        )
    return [Prose(tr("Left out"), "", text), Table(columns=columns, rows=tuple(rows))]

"""From a casebook and its comparison to a briefing as plain data, in reading order; the page is laid out elsewhere.

What is told, and how findings are ranked, is written down in ``briefing.findings``. Nothing is read here but frozen values;
there is no clock, so the same input gives the same content.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable

from briefing import claims, tables
from briefing.annex import grouped, method_annex
from briefing.changes import changes_section
from briefing.chart_data import chart_of
from briefing.content import Block, Content, Figures, FirstPage, Heading, NoteList, Prose, marks_in
from briefing.findings import key_cases, told
from briefing.language import LANGUAGES
from briefing.naming import Naming
from briefing.notes import number_notes
from briefing.options import BriefingOptions, Section
from briefing.scope import Scope, scope_of
from briefing.since import Changes
from briefing.telling import Teller
from briefing.text import Name, Text, Words, say
from figures.line import Comparison, Line
from figures.record import Agreement, Casebook, Figure
from figures.vocabulary import PROMISE_STAGES, Accumulation, Role

__all__ = ["Scope", "compose", "scope_of"]

NO_DAY = dt.date(2000, 1, 1)
"""The date that a briefing of an empty casefile bears."""


def compose(
    casebook: Casebook,
    comparison: Comparison,
    options: BriefingOptions,
    fingerprint: str,
    files: tuple[str, ...] = (),
    changes: Changes | None = None,
) -> Content:
    """The whole briefing as plain data; ``files`` are the names of what is attached beside the options.

    ``changes`` are those since the issued briefing that the options name, found before anything was withheld.
    """
    naming = Naming(casebook, comparison, LANGUAGES[options.language])
    scope = scope_of(casebook, comparison, options)
    blocks: list[Block] = [*_findings(naming, scope), *_glance(naming, scope)]
    makers: dict[Section, Callable[[], list[Block]]] = {
        Section.CHANGES: lambda: changes_section(naming, options.since, changes) if options.since else [],
        Section.AGREEMENTS: lambda: [b for a in _ordered(scope.agreements) for b in _agreement(naming, scope, a, options)],
        Section.OUTSIDE: lambda: _outside(naming, scope),
        Section.NOTES: lambda: _note_heading(naming),
        Section.METHOD: lambda: method_annex(naming, list(scope.figures), fingerprint, files),
        Section.REGISTER: lambda: _register(naming, scope),
    }
    for section in options.sections:
        blocks += makers[section]()
    if Section.NOTES not in options.sections:
        blocks += _note_heading(naming)
    notes, number_of = number_notes(naming, marks_in(blocks))
    if not notes:
        blocks = [block for block in blocks if not isinstance(block, NoteList)]
    first = _first_page(naming, scope, options)
    foot = "\u00a0\u00a0·\u00a0 ".join(p for p in (first.title, _lower_first(first.as_of), options.label) if p)
    return Content(
        language=options.language,
        first=first,
        blocks=tuple(blocks),
        notes=notes,
        number_of=number_of,
        foot=foot,
        fingerprint=fingerprint,
        dated=comparison.as_of or NO_DAY,
        words=_furniture(naming),
    )


def _ordered(agreements: tuple[Agreement, ...]) -> list[Agreement]:
    return sorted(agreements, key=lambda a: (a.date or "9999", a.id))


def _furniture(naming: Naming) -> dict[str, str]:
    """The fixed words that only the page needs."""
    tr = naming.language.tr
    return {
        "page": tr("Page {n} of {pages}"),
        "casefile": tr("casefile {fingerprint}"),
        "cited": tr("cited on p."),
        "copy": tr("copy {sha}"),
        "archived": tr("archived"),
        "reprint": tr("reprint of {original}"),
        "no_address": tr("address not recorded"),
        "withheld": tr("Nothing further is printed of this source."),
        "contested": tr("contested"),
        "open": tr("no upper bound"),
        "reported": tr("on the sender’s word, or nobody’s"),
        "presented": tr("presented, not received"),
        "observed": tr("observed"),
        "stated": tr("stated"),
        "findings": tr("Key findings"),
        "author": tr("The author writes"),
        "short": grouped("0" * 12),
    }


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _first_page(naming: Naming, scope: Scope, options: BriefingOptions) -> FirstPage:
    tr = naming.language.tr
    as_of = tr("As of {day}").format(day=naming.latest) if naming.latest else ""
    return FirstPage(
        title=" ".join(options.title.split()) or tr("Stated and observed"),
        scope=_scope_line(naming, scope),
        label=options.label.strip(),
        organisation=options.organisation.strip(),
        author=options.author.strip(),
        as_of=as_of,
        opening=tuple(part.strip() for part in options.opening.splitlines() if part.strip()),
        logo=options.logo,
    )


def _scope_line(naming: Naming, scope: Scope) -> str:
    """Between whom, and about which agreements."""
    tr, language = naming.language.tr, naming.language
    sides = list(dict.fromkeys(s for line in scope.lines for s in (line.sender, line.receiver) if s is not None))
    between = language.joined([naming.party(s) for s in sides]) if len(sides) <= 4 else ""
    titles = [a.title for a in _ordered(scope.agreements)]
    told_of = titles if len(titles) <= 2 else [tr("all agreements in the casefile")]
    outside = [tr("events outside agreements")] if scope.events_of(None) else []
    about = language.joined([*told_of, *outside])
    text = ": ".join(part for part in (between, about) if part)
    return text[:1].upper() + text[1:]


def _findings(naming: Naming, scope: Scope) -> list[Block]:
    """The heading and the key findings; an empty scope says so."""
    tr = naming.language.tr
    hint = say(tr("composed from the figures, the most telling first; a number in brackets leads to its note"), {})
    teller = Teller(naming, several=len(scope.agreements) + len(scope.events_of(None)) > 1)
    found: list[Block] = [teller.finding(case) for case in key_cases(naming, scope.lines)]
    if not found:
        nothing = tr("There is nothing to compare in the scope of this briefing: it holds no figure that stands.")
        return [Heading(2, tr("Key findings")), Prose(tr("Nothing recorded"), "", (Words(nothing),))]
    return [Heading(2, tr("Key findings"), hint), *found]


def _glance(naming: Naming, scope: Scope) -> list[Block]:
    groups: list[tuple[str, str, list[Line]]] = []
    for agreement in _ordered(scope.agreements):
        lines = [line for line in scope.lines_of(agreement.id) if told(naming, line)]
        if lines:
            groups.append((_dated_title(naming, agreement), naming.language.label(agreement.status), lines))
    for event in scope.events_of(None):
        lines = [line for line in scope.lines if line.event == event.id]
        if lines:
            when = naming.language.date(event.date) if event.date else ""
            groups.append((_with_date(event.title, when), naming.language.tr("outside agreements"), lines))
    return [tables.glance(naming, groups)] if groups else []


def _dated_title(naming: Naming, agreement: Agreement) -> str:
    return _with_date(agreement.title, naming.language.date(agreement.date) if agreement.date else "")


def _with_date(title: str, when: str) -> str:
    """A title and its date, unless the title says it already."""
    return title if not when or when.replace("\u00a0", " ") in title.replace("\u00a0", " ") else f"{title}, {when}"


def _agreement(naming: Naming, scope: Scope, agreement: Agreement, options: BriefingOptions) -> list[Block]:
    """What was promised, what came of each line, the charts, the events, who says what."""
    tr = naming.language.tr
    blocks: list[Block] = [Heading(1, _dated_title(naming, agreement), _agreement_line(naming, agreement))]
    note = options.note_on(agreement.id)
    for at, part in enumerate(p for p in note.splitlines() if p.strip()):
        label, second = (tr("The author writes"), options.author) if at == 0 else ("", "")
        blocks.append(Prose(label, second, (Name(part.strip()),)))
    promised = tables.promises(naming, agreement)
    if promised is not None:
        blocks.append(promised)
    lines = scope.lines_of(agreement.id)
    blocks += _charts(naming, [line for line in lines if line.event is None])
    happened = tables.happened(naming, scope.events_of(agreement.id))
    if happened is not None:
        blocks.append(happened)
    says = claims.who_says_what(naming, lines)
    if says is not None:
        blocks.append(says)
    rest = claims.also_recorded(naming, _not_shown(naming, scope, agreement.id, lines))
    if rest is not None:
        blocks.append(rest)
    blocks += _flags(naming, lines)
    if len(blocks) == 1:
        blocks.append(Prose("", "", (Words(tr("Nothing is recorded of this agreement yet.")),)))
    return blocks


def _agreement_line(naming: Naming, agreement: Agreement) -> Text:
    """Parties, mediators, place, status and term in one small line."""
    tr, language = naming.language.tr, naming.language
    parts = [language.joined([naming.party(p) for p in agreement.parties])]
    if agreement.mediators:
        parts.append(tr("mediated by {names}").format(names=language.joined([naming.party(p) for p in agreement.mediators])))
    if agreement.place:
        parts.append(tr("reached in {place}").format(place=agreement.place))
    status = language.label(agreement.status)
    parts.append(tr("recorded as {status}").format(status=status))
    parts.append(tr("due {date}").format(date=language.date(agreement.due)) if agreement.due else tr("no due date recorded"))
    if agreement.tranches_missing:
        parts.append(tr("tranches are known to be missing, so sums are floors"))
    text = "; ".join(part for part in parts if part)
    return (Name(f"{text[:1].upper()}{text[1:]}."),)


def _charts(naming: Naming, lines: list[Line]) -> list[Block]:
    """A chart for each category and unit that anything happened to, two directions side by side."""
    kinds: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for line in lines:
        if line.unit is not None:
            kinds[line.category, line.unit.value].append(line)
    blocks: list[Block] = []
    for held in kinds.values():
        directed = [line for line in held if line.receiver is not None] or held
        for at in range(0, len(directed), 2):
            chart = chart_of(naming, directed[at : at + 2])
            if chart is not None:
                what = naming.what(held[0].category, held[0].unit)
                heading = Heading(2, naming.language.tr("How they came: {what}").format(what=what))
                blocks += [heading, Figures(chart)]
    return blocks


def _flags(naming: Naming, lines: list[Line]) -> list[Block]:
    """What the comparison found wrong and did not mend."""
    tr, language = naming.language.tr, naming.language
    found: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        for flag in line.flags:
            found[flag.text].append(naming.line(line))
    blocks: list[Block] = []
    for at, (text, where) in enumerate(found.items()):
        names = language.joined(list(dict.fromkeys(where))[:6])
        blocks.append(
            Prose(tr("Not mended") if at == 0 else "", "", say(tr("{where}: {text}"), {"where": names, "text": tr(text)}))
        )
    return blocks


def _outside(naming: Naming, scope: Scope) -> list[Block]:
    """Events outside agreements: the events, and who says what."""
    events = scope.events_of(None)
    if not events:
        return []
    blocks: list[Block] = [Heading(1, naming.language.tr("Outside agreements"))]
    happened = tables.happened(naming, events)
    if happened is not None:
        blocks.append(happened)
    lines = scope.lines_of(None)
    says = claims.who_says_what(naming, lines)
    if says is not None:
        blocks.append(says)
    rest = claims.also_recorded(naming, _not_shown(naming, scope, None, lines))
    return [*blocks, *([rest] if rest is not None else []), *_flags(naming, lines)]


def _not_shown(naming: Naming, scope: Scope, agreement: int | None, lines: list[Line]) -> list[Figure]:
    """Standing figures of an agreement and its events that neither promises, events nor who says what have shown."""
    shown = {f.id for line in lines for f in claims.differing(naming, line)}
    found: list[Figure] = []
    for figure in scope.figures_of(agreement):
        state = naming.comparison.states[figure.id]
        counted = state.role in (Role.OBSERVED, Role.REPORTED, Role.PRESENTED)
        told_by_event = figure.event is not None and figure.accumulation is Accumulation.INCREMENT and counted
        if state.standing and figure.id not in shown and figure.stage not in PROMISE_STAGES and not told_by_event:
            found.append(figure)
    return found


def _note_heading(naming: Naming) -> list[Block]:
    hint = naming.language.tr(
        "One note for a source and a place in it, in the order of first citing. Grade: reliability of the publisher, A to F, "
        "then credibility of the item, {least} to {most}."
    )
    return [NoteList(Heading(1, naming.language.tr("Notes"), say(hint, {"least": "1", "most": "6"})))]


def _register(naming: Naming, scope: Scope) -> list[Block]:
    table = claims.register(naming, scope.figures)
    if table is None:
        return []
    return [Heading(1, naming.language.tr("Register"), (Words(naming.language.tr("Every figure in scope.")),)), table]

"""From pieces of known height to pages: nothing splits that fits a page, no heading stands alone, heads are repeated.

A piece is laid out before any page exists and painted once its place is known, so the number of pages, and the pages on which
each note is cited, are known before the first stroke.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from briefing.sheet import Sheet

Paint = Callable[["Sheet", float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A strip of the page: ``before`` is the space above it, left away at the top of a page.

    ``keep`` holds it together with the next piece. ``head`` is painted again above it at the top of a page. ``split`` cuts it
    to a height and gives both parts, or None where that cannot be. ``fresh`` begins a page where less than that is left.
    ``goal`` names its top as a place that links lead to.
    """

    height: float
    paint: Paint
    before: float = 0
    keep: bool = False
    head: Piece | None = None
    split: Callable[[float], tuple[Piece, Piece] | None] | None = None
    cites: tuple[int, ...] = ()
    outline: tuple[int, str] | None = None
    breakable: bool = False
    fresh: float = 0
    goal: str = ""


class Placed(NamedTuple):
    """A piece and how far its top lies below the frame's."""

    piece: Piece
    top: float


@dataclass(slots=True)
class Pages:
    """The pages while they fill; ``height`` is that of the frame."""

    height: float
    pages: list[list[Placed]] = field(default_factory=lambda: [[]])
    at: float = 0

    @property
    def left(self) -> float:
        """What is left of the page."""
        return self.height - self.at

    @property
    def empty(self) -> bool:
        """Whether nothing stands on the page yet."""
        return not self.pages[-1]

    def turn(self) -> None:
        """Begin a page."""
        self.pages.append([])
        self.at = 0

    def put(self, piece: Piece) -> None:
        """Place a piece, its table's head above it at the top of a page."""
        if self.empty and piece.head is not None:
            self.pages[-1].append(Placed(piece.head, 0))
            self.at = piece.head.height
        elif not self.empty:
            self.at += piece.before
        self.pages[-1].append(Placed(piece, self.at))
        self.at += piece.height


def paginate(pieces: Iterable[Piece], height: float) -> list[list[Placed]]:
    """Pieces on pages whose frame is ``height`` high."""
    pages = Pages(height)
    for chain in chains(list(pieces)):
        _place(pages, chain)
    return [page for page in pages.pages if page] or [[]]


def chains(pieces: list[Piece]) -> list[list[Piece]]:
    """Runs of pieces of which each holds on to the next."""
    found: list[list[Piece]] = []
    held = False
    for piece in pieces:
        if held:
            found[-1].append(piece)
        else:
            found.append([piece])
        held = piece.keep
    return found


def extent(chain: list[Piece], *, top: bool) -> float:
    """How much room a chain takes, at the top of a page or below something else."""
    room = sum(piece.height for piece in chain) + sum(piece.before for piece in chain[1:])
    head = chain[0].head
    return room + ((head.height if head is not None else 0) if top else chain[0].before)


def _place(pages: Pages, chain: list[Piece]) -> None:
    need = extent(chain, top=pages.empty)
    if need <= pages.left and not (chain[0].fresh and not pages.empty and pages.left < chain[0].fresh):
        for piece in chain:
            pages.put(piece)
        return
    last = chain[-1]
    if last.breakable and last.split is not None:
        room = pages.left - (need - last.height)
        parts = last.split(room) if room > 0 else None
        if parts is not None:
            for piece in (*chain[:-1], parts[0]):
                pages.put(piece)
            pages.turn()
            _place(pages, [parts[1]])
            return
    if not pages.empty:
        pages.turn()
        _place(pages, chain)
        return
    _force(pages, chain)


def _force(pages: Pages, chain: list[Piece]) -> None:
    """A chain that is higher than a page: piece by piece, and a piece that is higher still is cut."""
    for at, piece in enumerate(chain):
        alone = [piece]
        if extent(alone, top=pages.empty) <= pages.left:
            pages.put(piece)
            continue
        if not pages.empty and at and not chain[at - 1].keep:
            pages.turn()
        head = piece.head.height if pages.empty and piece.head is not None else 0 if pages.empty else piece.before
        parts = piece.split(pages.left - head) if piece.split is not None else None
        if parts is None and not pages.empty:
            pages.turn()
            head = piece.head.height if piece.head is not None else 0
            fits = head + piece.height <= pages.left
            parts = None if fits or piece.split is None else piece.split(pages.left - head)
        if parts is None:
            pages.put(piece)
            continue
        pages.put(parts[0])
        pages.turn()
        _force(pages, [parts[1], *chain[at + 1 :]])
        return


def cited_on(pages: list[list[Placed]]) -> dict[int, tuple[int, ...]]:
    """The pages, from 1, on which each note is cited."""
    found: dict[int, dict[int, None]] = {}
    for number, page in enumerate(pages, start=1):
        for placed in page:
            for note in placed.piece.cites:
                found.setdefault(note, {})[number] = None
    return {note: tuple(held) for note, held in found.items()}

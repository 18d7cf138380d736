"""The tree of who and what is counted; a casefile can add categories under the method's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

PERSON = "person"
DECEASED = "deceased"
CIVILIAN = "civilian"


@dataclass(frozen=True, slots=True)
class Category:
    """One node of the tree; ``parent`` is None for the two roots, ``person`` and ``deceased``."""

    id: str
    parent: str | None
    label: str


METHOD_CATEGORIES = (
    Category("person", None, "persons"),
    Category("prisoner_of_war", "person", "prisoners of war"),
    Category("seriously_wounded_or_sick", "prisoner_of_war", "seriously wounded or sick"),
    Category("aged_18_25", "prisoner_of_war", "aged 18–25"),
    Category("medical_or_religious", "prisoner_of_war", "medical or religious personnel"),
    Category("civilian", "person", "civilians"),
    Category("civilian_detainee", "civilian", "civilian detainees"),
    Category("child", "civilian", "children"),
    Category("deceased", None, "deceased"),
    Category("deceased_combatant", "deceased", "deceased combatants"),
    Category("deceased_civilian", "deceased", "deceased civilians"),
    Category("died_in_captivity", "deceased", "died in captivity"),
)
EXCLUSIVE = (
    frozenset({"prisoner_of_war", "civilian"}),
    frozenset({"deceased_combatant", "deceased_civilian"}),
)
"""Children of one parent of which nobody can be both (method, 3.7)."""


@dataclass(frozen=True)
class CategoryTree:
    """The method's categories and those that a casefile added under them."""

    added: tuple[Category, ...] = field(default=())

    def __post_init__(self) -> None:
        known = {c.id for c in METHOD_CATEGORIES}
        for category in self.added:
            if category.id in known:
                raise ValueError(f"the category “{category.id}” exists already")
            if category.parent not in known:
                raise ValueError(f"the category “{category.id}” stands under “{category.parent}”, which is not known")
            known.add(category.id)

    @cached_property
    def nodes(self) -> dict[str, Category]:
        """Every category by identifier, parents before children."""
        return {c.id: c for c in (*METHOD_CATEGORIES, *self.added)}

    def __contains__(self, category: str) -> bool:
        return category in self.nodes

    def label(self, category: str) -> str:
        """The category in words, in the plural."""
        return self.nodes[category].label

    @cached_property
    def position(self) -> dict[str, int]:
        """Where each category stands in the order of the tree."""
        return {category: at for at, category in enumerate(self.nodes)}

    def line_of(self, category: str) -> tuple[str, ...]:
        """The category and those above it, itself first."""
        return self._above[category]

    @cached_property
    def _above(self) -> dict[str, tuple[str, ...]]:
        above: dict[str, tuple[str, ...]] = {}
        for node in self.nodes.values():
            above[node.id] = (node.id,) if node.parent is None else (node.id, *above[node.parent])
        return above

    def relatives(self, category: str) -> frozenset[str]:
        """The category itself, and those above and below it."""
        return self._relatives[category]

    @cached_property
    def _relatives(self) -> dict[str, frozenset[str]]:
        return {one: frozenset(other for other in self.nodes if self.related(one, other)) for one in self.nodes}

    def children(self, category: str) -> tuple[str, ...]:
        """The categories straight under this one."""
        return self._below.get(category, ())

    @cached_property
    def _below(self) -> dict[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {}
        for node in self.nodes.values():
            if node.parent is not None:
                below.setdefault(node.parent, []).append(node.id)
        return {parent: tuple(children) for parent, children in below.items()}

    def root(self, category: str) -> str:
        """``person`` or ``deceased``."""
        return self.line_of(category)[-1]

    def is_under(self, category: str, other: str) -> bool:
        """Whether ``category`` is ``other`` or stands below it."""
        return other in self.line_of(category)

    def related(self, one: str, other: str) -> bool:
        """Whether the two are the same, or one stands above the other."""
        return self.is_under(one, other) or self.is_under(other, one)

    def parse(self, text: str) -> str:
        """The identifier that ``text`` names, by identifier or label, in any case; ``ValueError`` where there is none."""
        wanted = " ".join(text.replace("_", " ").split()).casefold()
        for node in self.nodes.values():
            if wanted in (node.id.replace("_", " ").casefold(), node.label.casefold()):
                return node.id
        raise ValueError(f"“{text}” is no category of this casefile")

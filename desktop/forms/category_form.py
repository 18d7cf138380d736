"""A category that a casefile adds under the method's own."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from desktop.forms.column_form import ColumnForm
from desktop.look.control import Choice, Entry
from desktop.look.field import Field
from desktop.look.theme import Theme
from figures.category import Category, CategoryTree
from figures.record import Casebook, Unfit


class CategoryForm(ColumnForm):
    """A name in the plural, and what it stands under; kept once, it is not renamed, as figures rest on it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._tree = CategoryTree()
        self.name = Entry(self.tr("Name, in the plural"), self.tr("women"), longest=120)
        self.parent_category = Choice(self.tr("Stands under"))
        self.lay_out(
            (
                ("name", Field(theme, self.tr("Name"), self.name, left=True)),
                ("parent", Field(theme, self.tr("Under"), self.parent_category, left=True)),
            )
        )

    def controls(self) -> Mapping[str, QWidget]:
        """The controls by the fields of the record."""
        return {"name": self.name, "parent": self.parent_category}

    def offer(self, casebook: Casebook) -> None:
        """Offer the categories that this one may stand under."""
        self._tree = casebook.categories
        nodes = self._tree.nodes.values()
        self.parent_category.offer(
            [(node.id, "\u2003" * (len(self._tree.line_of(node.id)) - 1) + node.label) for node in nodes]
        )

    def begin(self) -> None:
        """A new category."""
        self.fill({"name": ""})
        self.settle()

    def draft(self) -> Category:
        """The category; ``Unfit`` names what is not right yet."""
        name = self.typed("name")
        if not name:
            raise Unfit("name", self.tr("Give the category a name."))
        try:
            self._tree.parse(name)
        except ValueError:
            key = re.sub(r"\W+", "_", name.casefold()).strip("_") or "category"
            return Category(key, str(self.parent_category.value), name)
        raise Unfit("name", self.tr("There is a category of this name already."))

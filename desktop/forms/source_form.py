"""The details of a source: who published what, when, in which language, and where it can be found again."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.forms.column_form import ColumnForm
from desktop.forms.newcomer import AddRecord, NewPublisher, attach_newcomer, publisher_options
from desktop.forms.picker import Picker
from desktop.forms.supply import offer_sources
from desktop.look.cell import Grade
from desktop.look.control import CellLabel, Choice, Entry
from desktop.look.field import Field
from desktop.look.theme import Theme
from desktop.word import capital
from figures.record import Casebook, Source, SourceDraft
from figures.vocabulary import SourceKind

JOINT = "; "
WITHOUT_COUNTRY = {"en": "English", "es": "Español"}
"""Languages that Qt calls by the country most of whose people speak them."""
LANGUAGES = ("", "en", "uk", "ru", "ar", "he", "fr", "de", "es", "tr", "hy", "az", "ko", "fa")


class SourceForm(ColumnForm):
    """One document that figures are taken from; its text and its stored copy are kept apart and never lost by this form."""

    def __init__(self, theme: Theme, add_record: AddRecord) -> None:
        super().__init__(theme)
        self._base: SourceDraft | None = None
        self._casebook = Casebook()
        self.title = Entry(self.tr("Title"), self.tr("as the source has it"))
        self.publisher = Picker(theme, self.tr("Publisher"), self.tr("withheld or unknown"))
        self.grade = CellLabel(theme, None)
        self.kind = Choice(self.tr("Kind"), [(kind, capital(kind)) for kind in SourceKind])
        self.published = Entry(self.tr("Published"), "2025-06-09", longest=80)
        self.language = Choice(self.tr("Language"), language_options())
        self.authors = Entry(self.tr("Authors"), self.tr("names, parted by semicolons"))
        self.address = Entry(self.tr("Address"), "https://", longest=4000)
        self.archived_address = Entry(self.tr("Archived address"), self.tr("of a copy in an archive"), longest=4000)
        self.accessed = Entry(self.tr("Accessed"), "2025-06-10", longest=80)
        self.reprint_of = Picker(theme, self.tr("Reprint of"), self.tr("no: an origin of its own"))
        self.confidential = QCheckBox(self.tr("Confidential: named nowhere in print"))
        self.note = Entry(self.tr("Note"), self.tr("for yourself"))
        self._newcomer = NewPublisher(theme, add_record)
        self._place()
        attach_newcomer(self.fields["publisher"], self.publisher, self._newcomer, partial(self.touch, "publisher"))

    def controls(self) -> Mapping[str, QWidget]:
        """The controls by the fields of the record."""
        return {
            "title": self.title, "publisher": self.publisher, "kind": self.kind, "published": self.published,
            "language": self.language, "authors": self.authors, "address": self.address,
            "archived_address": self.archived_address, "accessed": self.accessed, "reprint_of": self.reprint_of,
            "confidential": self.confidential, "note": self.note,
        }  # fmt: skip

    def offer(self, casebook: Casebook) -> None:
        """Offer publishers, and the sources that this one may be a reprint of."""
        self._casebook = casebook
        own = self._base.id if isinstance(self._base, Source) else None
        self.publisher.offer(publisher_options(casebook))
        offer_sources(self.reprint_of, casebook, but=own)
        self._show_grade()

    def show_draft(self, draft: SourceDraft) -> None:
        """A source as it was read or kept."""
        self._base = draft
        known = [value for value, _ in language_options()]
        if draft.language not in known:
            self.language.offer([*language_options(), (draft.language, draft.language)])
        values = {name: getattr(draft, name) for name in self.controls()}
        self.fill(values | {"authors": JOINT.join(draft.authors)})
        self._show_grade()
        self.settle()

    def begin(self) -> None:
        """A new source, typed by hand."""
        self._base = None
        empty: dict[str, object] = dict.fromkeys(self.controls(), "")
        chosen = {"publisher": None, "reprint_of": None, "kind": SourceKind.WIRE_REPORT, "confidential": False}
        self.fill(empty | chosen)
        self._show_grade()
        self.settle()

    def touch(self, name: str) -> None:
        """Show the publisher's grade as soon as another is chosen."""
        if name == "publisher":
            self._show_grade()
        super().touch(name)

    def draft(self) -> SourceDraft:
        """The source; ``Unfit`` names what is not right yet."""
        publisher = self.tr("“{text}” is not a publisher yet. Add it below, choose one, or empty the field.")
        reprint = self.tr("“{text}” is no source of this casefile. Choose one, or empty the field.")
        base = self._base
        return SourceDraft(
            publisher=self.settled("publisher", self.publisher, publisher),
            title=self.typed("title"),
            authors=self._authors(),
            kind=SourceKind(self.kind.value),
            address=self.typed("address"),
            archived_address=self.typed("archived_address"),
            language=str(self.language.value or ""),
            published=self.typed("published"),
            accessed=self.typed("accessed"),
            reprint_of=self.settled("reprint_of", self.reprint_of, reprint),
            confidential=self.confidential.isChecked(),
            copy=base.copy if base is not None else None,
            note=self.typed("note"),
            ref=base.ref if base is not None else "",
        )

    def _authors(self) -> tuple[str, ...]:
        """The names as typed; one that holds a semicolon of its own stays whole while nobody changes the field."""
        typed = self.typed("authors")
        if self._base is not None and typed == JOINT.join(self._base.authors):
            return self._base.authors
        return tuple(name for part in typed.split(";") if (name := part.strip()))

    def _show_grade(self) -> None:
        publisher = self._casebook.publisher.get(self.publisher.value) if self.publisher.value is not None else None
        self.grade.show_cell(Grade(publisher.reliability) if publisher is not None else None)
        self.grade.setVisible(publisher is not None)

    def _place(self) -> None:
        theme = self.theme
        rows: tuple[tuple[str, str, QWidget], ...] = (
            ("title", self.tr("Title"), self.title),
            ("publisher", self.tr("Publisher"), self.publisher),
            ("kind", self.tr("Kind"), self.kind),
            ("published", self.tr("Published"), self.published),
            ("language", self.tr("Language"), self.language),
            ("authors", self.tr("Authors"), self.authors),
            ("address", self.tr("Address"), self.address),
            ("archived_address", self.tr("Archived"), self.archived_address),
            ("accessed", self.tr("Accessed"), self.accessed),
            ("reprint_of", self.tr("Reprint of"), self.reprint_of),
            ("confidential", "", self.confidential),
            ("note", self.tr("Note"), self.note),
        )
        self.lay_out([(name, Field(theme, text, control, left=True)) for name, text, control in rows])
        self.fields["publisher"].beneath.addWidget(self.grade)


def language_options() -> list[tuple[object, str]]:
    """Languages by their own names; the first is *not said*."""
    unsaid = QCoreApplication.translate("SourceForm", "Not said")
    return [(code, _own_name(code) if code else unsaid) for code in LANGUAGES]


def _own_name(code: str) -> str:
    name = WITHOUT_COUNTRY.get(code) or QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:] or code

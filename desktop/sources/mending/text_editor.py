"""The text of a source while it is typed or mended: plain characters, in the face it will be read in.

Two uses: a source entered by hand, and the mending of a text that was read badly. Neither touches the stored copy.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.forms.soon import Soon
from desktop.look.control import label, primary_button, quiet_button
from desktop.look.panel import Foot, Strip
from desktop.look.shown import editable, edited
from desktop.look.theme import SEMIBOLD, Theme

WIDEST = 640


class PlainEditor(QPlainTextEdit):
    """An editor of plain text that keeps every character, no-break spaces included.

    Signals: ``finished()`` on Ctrl+Return, ``given_up()`` on Escape.
    """

    finished = Signal()
    given_up = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return edited(self.document().toRawText())

    def show_text(self, text: str) -> None:
        """Put this text into the editor, with nothing to undo."""
        self.setPlainText(editable(text))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Return keeps, Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finished.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setFont(self._theme.font(16, serif=True))


class TextEditor(QWidget):
    """The pane in which a text is mended.

    Signals: ``submitted(str)`` with the new text, ``given_up()``, ``draft_changed(str)`` within a second of typing.
    """

    submitted = Signal(str)
    given_up = Signal()
    draft_changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("surface", "sheet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = label(theme, "", size=15, weight=SEMIBOLD)
        self.advice = label(theme, "", tone="ink2", size=12, wrap=True)
        self.editor = PlainEditor(theme, self.tr("Text of the source, to be edited"))
        self.keep = primary_button(theme, self.tr("Keep text"))
        self.give_up = quiet_button(theme, self.tr("Leave"))
        self.give_up.setToolTip(self.tr("Escape; what was typed is kept as a draft"))
        self.start_over = quiet_button(theme, self.tr("Start over"))
        self.start_over.setToolTip(self.tr("Forget what was typed and begin with the kept text"))
        self._pause = Soon(self, self._tell_draft)
        self._lay_out()
        self.keep.clicked.connect(self._submit)
        self.give_up.clicked.connect(self.given_up)
        self.editor.finished.connect(self._submit)
        self.editor.given_up.connect(self.given_up)
        self.editor.textChanged.connect(self._text_changed)

    def _lay_out(self) -> None:
        theme = self._theme
        strip = Strip(theme)
        strip.row.addWidget(self.head)
        strip.row.addStretch(1)
        self._foot = Foot(theme)
        self._foot.row.addWidget(self.keep)
        self._foot.row.addWidget(label(theme, "Ctrl+↵", tone="ink3", size=11))
        self._foot.row.addWidget(self.give_up)
        self._foot.row.addStretch(1)
        self._foot.row.addWidget(self.start_over)
        page = QWidget()
        page.setMaximumWidth(theme.scaled(WIDEST))
        inside = QVBoxLayout(page)
        inside.setContentsMargins(theme.scaled(16), theme.scaled(12), theme.scaled(16), theme.scaled(12))
        inside.setSpacing(theme.scaled(8))
        inside.addWidget(self.advice)
        inside.addWidget(self.editor, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(strip)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(page, 1000)
        middle.addStretch(1)
        column.addLayout(middle, 1)
        column.addWidget(self._foot)

    @property
    def is_touched(self) -> bool:
        """Whether something was changed that is not kept yet."""
        return self.editor.document().isModified()

    def begin(self, before: str, text: str) -> None:
        """Mend ``text``, which was ``before`` in the casefile."""
        self.head.setText(self.tr("Edit the text"))
        self.advice.setText(
            self.tr("The quotes of the kept figures are looked for again in the new text. The stored copy stays as it is.")
        )
        self._foot.show()
        self._show(text, changed=text != before)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_new(self, text: str, advice: str) -> None:
        """Type or trim the text of a source that is being added; what is kept with it is decided in its form."""
        self.head.setText(self.tr("Text of the new source"))
        self.advice.setText(advice)
        self._foot.hide()
        self._show(text, changed=False)

    def _show(self, text: str, *, changed: bool) -> None:
        self.editor.show_text(text)
        self.editor.document().setModified(changed)
        self._pause.stop()
        self.keep.setEnabled(changed)
        self.start_over.setVisible(changed)

    def _submit(self) -> None:
        self._pause.stop()
        self.submitted.emit(self.editor.text)

    def _text_changed(self) -> None:
        self.keep.setEnabled(self.is_touched)
        self.start_over.setVisible(self.is_touched)
        self._pause.ask()

    def _tell_draft(self) -> None:
        if self.is_touched:
            self.draft_changed.emit(self.editor.text)

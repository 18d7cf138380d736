"""The words of a source on the page, and the lines under those that figures rest on.

Nothing of the source is ever taken for markup. The marks are painted over the finished text and are not part of it, so
offsets in the casefile, on the screen and in a copied passage are the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextBlock, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.look.theme import Theme
from desktop.sources.page.heading import Heading
from desktop.sources.page.mark import LineMarks, MarkKind, TextMark
from desktop.sources.page.shown_text import ShownText
from desktop.sources.page.underline import MarkedLine, draw_underline

LINE_HEIGHT = 24
BETWEEN_PARAGRAPHS = 13
MEASURE = 62
"""Characters in a line: what an eye follows without losing the next one."""


class MarkedText(QTextEdit):
    """A text that is read, with its marks.

    Signals: ``moved()`` when lines stand elsewhere than before, or other marks are drawn.
    """

    moved = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ShownText("")
        self._marks: tuple[TextMark, ...] = ()
        self._starts: list[int] = []
        self._longest = 0
        self._chosen: TextMark | None = None
        self._heading = Heading(theme)
        self.setAccessibleName(self.tr("Text of the source"))
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self._dress()
        theme.changed.connect(self._dress)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.document().documentLayout().documentSizeChanged.connect(self._scrolled)

    @property
    def measure(self) -> int:
        """The width of a line of text in pixels."""
        return round(self._letter * MEASURE)

    @property
    def text(self) -> str:
        """The text as the casefile keeps it."""
        return self._text.text

    @property
    def chosen(self) -> TextMark | None:
        """The mark that is chosen, if any."""
        return self._chosen

    @property
    def marks(self) -> tuple[TextMark, ...]:
        """Every mark in the order of the text."""
        return self._marks

    def mark(self, kind: MarkKind, key: int | str) -> TextMark | None:
        """The mark of that figure or suggestion, where it is drawn."""
        return next((mark for mark in self._marks if mark.kind is kind and mark.key == key), None)

    def show_text(self, title: str, text: str) -> None:
        """Show another text from its beginning, without marks."""
        self._marks, self._starts, self._chosen = (), [], None
        self.setExtraSelections([])
        self._heading.show_title(title)
        self._text = ShownText(text)
        self.setPlainText(self._text.shown)
        self._shape()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.verticalScrollBar().setValue(0)

    def retitle(self, title: str) -> None:
        """Show another title over the same text, in the same place."""
        self._heading.show_title(title)
        self._make_room()
        self.viewport().update()

    def show_marks(self, marks: tuple[TextMark, ...]) -> None:
        """Draw these marks; the chosen one stays chosen where it is still among them."""
        self._marks = tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)
        key = self._chosen and (self._chosen.kind, self._chosen.key)
        self.choose(next((mark for mark in self._marks if (mark.kind, mark.key) == key), None))
        self.moved.emit()

    def choose(self, mark: TextMark | None) -> None:
        """Tint this mark's words, or none."""
        self._chosen = mark
        tints = []
        if mark is not None:
            tint = QTextEdit.ExtraSelection()
            tint.cursor = self.cursor_over(mark.start, mark.end)
            tint.format.setBackground(self._theme.tint(mark.role))
            tints.append(tint)
        self.setExtraSelections(tints)
        self.viewport().update()
        self.moved.emit()

    def reveal(self, start: int, end: int) -> None:
        """Put the caret before the words and bring them into view, a third down the pane where they were outside it."""
        self.setTextCursor(self.cursor_over(start, start))
        where = self.cursorRect(self.cursor_over(start, start)).united(self.cursorRect(self.cursor_over(end, end)))
        inside = self.viewport().rect().adjusted(0, 8, 0, -8)
        if not (inside.top() <= where.top() and where.bottom() <= inside.bottom()):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + where.top() - self.viewport().height() // 3)

    def selected(self) -> tuple[int, int] | None:
        """Start and end of the selected words without the blanks around them; None where nothing is selected."""
        cursor = self.textCursor()
        start, end = (self._text.offset(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        words = self._text.text[start:end]
        start, end = start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
        return (start, end) if start < end else None

    def selected_text(self) -> str:
        """The selection as it stands in the source, with everything that the screen shows otherwise."""
        cursor = self.textCursor()
        ends = (self._text.offset(at) for at in (cursor.selectionStart(), cursor.selectionEnd()))
        return self._text.text[slice(*ends)]

    def caret(self) -> int:
        """Which character the caret stands before."""
        return self._text.offset(self.textCursor().position())

    def visible_marks(self) -> list[LineMarks]:
        """The marks that begin on each line in view, from the top."""
        found: dict[float, list[TextMark]] = {}
        for marked in self._visible_lines():
            if marked.begins:
                found.setdefault(marked.middle, []).append(marked.mark)
        return [LineMarks(y, tuple(marks)) for y, marks in sorted(found.items())]

    def mark_at(self, point: QPointF) -> TextMark | None:
        """The mark whose words stand under the point of the viewport."""
        position = (
            self.document()
            .documentLayout()
            .hitTest(
                point + QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value()),
                Qt.HitTestAccuracy.ExactHit,
            )
        )
        if position < 0:
            return None
        offset = self._text.offset(position)
        under = [mark for mark in self._marks if mark.start <= offset < mark.end]
        return min(under, key=lambda mark: mark.end - mark.start, default=None)

    def _dress(self) -> None:
        font = self._theme.font(16, serif=True)
        self.document().setDefaultFont(font)
        self.setFont(font)
        metrics = self.fontMetrics()
        self._letter = metrics.horizontalAdvance("abcdefghijklmnopqrstuvwxyz") / 26
        self._shape()
        if self._chosen:
            self.choose(self._chosen)

    def _shape(self) -> None:
        """Give paragraphs their leading; blank lines only part them."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        paragraph = QTextBlockFormat()
        paragraph.setLineHeight(self._theme.scaled(LINE_HEIGHT), fixed)
        paragraph.setBottomMargin(self._theme.scaled(BETWEEN_PARAGRAPHS))
        cursor.setBlockFormat(paragraph)
        blank = QTextBlockFormat()
        blank.setLineHeight(1, fixed)
        block = self.document().begin()
        while block.isValid():
            if block.length() == 1 and block.next().isValid():
                QTextCursor(block).setBlockFormat(blank)
            block = block.next()
        cursor.endEditBlock()
        self._make_room()

    def _make_room(self) -> None:
        """Keep the space over the first line that the title needs."""
        width = min(self.measure, max(120, self.viewport().width() - self._theme.scaled(12)))
        self.setLineWrapColumnOrWidth(width)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        height = self._heading.lay_out(width)
        if shape.topMargin() != height:
            shape.setTopMargin(height)
            shape.setBottomMargin(self._theme.scaled(40))
            frame.setFrameFormat(shape)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure, or less where the pane is narrow."""
        super().resizeEvent(event)
        self._make_room()
        self.moved.emit()

    def _scrolled(self) -> None:
        self.moved.emit()

    def cursor_over(self, start: int, end: int) -> QTextCursor:
        """A cursor that selects this stretch of the source."""
        last = self.document().characterCount() - 1
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(last, self._text.position(start)))
        cursor.setPosition(min(last, self._text.position(end)), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _marks_between(self, start: int, end: int) -> list[TextMark]:
        """The marks that touch the stretch of text."""
        low = bisect_left(self._starts, start - self._longest) if self._marks else 0
        high = bisect_left(self._starts, end)
        return [mark for mark in self._marks[low:high] if mark.end > start]

    def _visible_lines(self) -> Iterator[MarkedLine]:
        """Each mark with each of its lines in view."""
        layout = self.document().documentLayout()
        shift = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        height = self.viewport().height()
        block = self._first_block()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(shift)
            if box.top() > height:
                return
            start = self._text.offset(block.position())
            end = self._text.offset(block.position() + block.length())
            for mark in self._marks_between(start, end):
                yield from self._lines_of(mark, block, box.top())
            block = block.next()

    def _first_block(self) -> QTextBlock:
        top = (
            self.document()
            .documentLayout()
            .hitTest(
                QPointF(0, self.verticalScrollBar().value() - self._theme.scaled(LINE_HEIGHT)), Qt.HitTestAccuracy.FuzzyHit
            )
        )
        return self.document().findBlock(max(0, top))

    def _lines_of(self, mark: TextMark, block: QTextBlock, top: float) -> Iterator[MarkedLine]:
        start = self._text.position(mark.start) - block.position()
        end = self._text.position(mark.end) - block.position()
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            ends = line.textStart(), line.textStart() + line.textLength()
            if ends[0] < end and start < ends[1]:
                part = self._trimmed(block.position() + max(start, ends[0]), block.position() + min(end, ends[1]))
                inside = part[0] - block.position(), part[1] - block.position()
                yield MarkedLine(mark, line, top, inside, begins=ends[0] <= start)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of positions without the blanks at its ends, so that no line hangs over the margin."""
        first = self._text.offset(start)
        words = self._text.shown[first : self._text.offset(end)]
        bare = words.strip()
        first += len(words) - len(words.lstrip())
        return self._text.position(first), self._text.position(first + len(bare))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, then the title over them and the lines under them."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.horizontalScrollBar().value(), 0)
        self._heading.draw(painter, self.verticalScrollBar().value())
        for marked in self._visible_lines():
            draw_underline(painter, self._theme, marked, chosen=marked.mark == self._chosen)
        painter.end()

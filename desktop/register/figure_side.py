"""The right of the Register: the figure form, made when the first figure is typed, and who has the room beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from desktop.look.theme import Theme
from desktop.rail import TURN
from desktop.session import Session

if TYPE_CHECKING:
    from desktop.forms.figure_panel import FigurePanel
    from desktop.forms.prefill import Prefill
    from figures.record import Figure


class FigureSide(QObject):
    """Shows the figure form at the right of a splitter, and hides it; in a narrow window ``tree``, at the left, gives way.

    Signals: ``left()`` when the form is dismissed, ``kept(ids)`` once figures are on disk, ``noted()`` when a draft is;
    ``words_asked_for()``, and ``record_asked_for(kind, id)`` for one that may be the same.
    """

    left = Signal()
    kept = Signal(object)
    noted = Signal()
    words_asked_for = Signal()
    record_asked_for = Signal(object, int)

    def __init__(self, session: Session, theme: Theme, split: QSplitter, tree: QWidget) -> None:
        super().__init__(split)
        self._session, self._theme, self._split, self._tree = session, theme, split, tree
        self._panel: FigurePanel | None = None
        self._room = 0
        self._shared = False

    @property
    def panel(self) -> FigurePanel:
        """The form; it is made when it is first asked for."""
        if self._panel is None:
            self._panel = self._make()
        return self._panel

    @property
    def is_shown(self) -> bool:
        """Whether a figure is being typed."""
        return self._panel is not None and not self._panel.isHidden()

    @property
    def is_untouched(self) -> bool:
        """Whether a new figure is to be typed, and nothing was yet."""
        return self.is_shown and self.panel.editing is None and not self.panel.form.is_dirty

    def begin(self, prefill: Prefill) -> None:
        """Begin a new figure."""
        self._show(True)
        self.panel.begin(prefill)

    def edit(self, figure: Figure) -> None:
        """Change a figure."""
        self._show(True)
        self.panel.edit(figure)

    def hide(self) -> None:
        """Take the form away."""
        self._show(False)

    def refresh(self) -> None:
        """Offer the records as they are now."""
        if self._panel is not None:
            self._panel.refresh()

    def leave(self) -> None:
        """Keep what is half filled."""
        if self._panel is not None:
            self._panel.leave()

    def share(self, room: int) -> None:
        """Who has the room: in a narrow window the tree gives way to the figure form; in a wide one it grows a little."""
        self._room = room
        self._share()

    def _share(self) -> None:
        scaled, width = self._theme.scaled, self._room
        self._tree.setVisible(not self.is_shown or width >= scaled(346 + 640 + 392))
        if not self._shared and width > scaled(640):
            self._shared = True
            left = min(scaled(430), max(scaled(346), width // 4))
            right = self._width()
            self._split.setSizes([left, max(scaled(420), width - left - right), right])

    def _show(self, shown: bool) -> None:
        if shown or self._panel is not None:
            self.panel.setVisible(shown)
        self._share()

    def _make(self) -> FigurePanel:
        from desktop.forms.figure_panel import FigurePanel

        theme = self._theme
        made = FigurePanel(self._session, theme, "register")
        made.hide()
        made.setMinimumWidth(theme.scaled(360))
        self._split.addWidget(made)
        self._split.setStretchFactor(2, 0)
        left, middle = (*self._split.sizes(), 0, 0)[:2]
        right = self._width()
        self._split.setSizes([left, max(theme.scaled(420), middle - right), right])
        made.left.connect(self._form_left)
        made.kept.connect(self.kept)
        made.words_asked_for.connect(self.words_asked_for)
        made.alike.asked_for.connect(self.record_asked_for)
        made.keeper.kept.connect(self.noted)
        return made

    def _form_left(self) -> None:
        self._show(False)
        self.left.emit()

    def _width(self) -> int:
        return self._theme.scaled(376 if self._split.window().width() < self._theme.scaled(TURN) else 392)

"""What the figure form carries forward from the last figure: each such field bears a pin until the user changes it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.forms.figure_value import CARRIED
from desktop.forms.form import Form
from desktop.forms.picker import Picker
from desktop.look.control import Choice


class Carried(QObject):
    """The names of the fields that were carried forward into one form.

    Signals: ``changed(int)`` with how many there are, also where their pins are drawn anew.
    """

    changed = Signal(int)

    def __init__(self, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self._names: set[str] = set()
        controls = form.controls()
        for name, parts in CARRIED.items():
            for part in parts:
                control = controls[part]
                if isinstance(control, Picker | Choice):
                    control.picked.connect(partial(self._picked, name))
        form.theme.changed.connect(self.show)

    @property
    def names(self) -> list[str]:
        """The fields, in the order of their names."""
        return sorted(self._names)

    def take(self, names: Iterable[str]) -> None:
        """These fields are carried forward, and no others; ``show`` puts up their pins."""
        self._names = set(names)

    def drop(self, name: str) -> None:
        """A field that the user changes is no longer carried forward."""
        if name in self._names:
            self._names.discard(name)
            self.show()

    def clear(self) -> None:
        """Empty every field that was carried forward."""
        for name in self.names:
            self._form.fill(dict.fromkeys(CARRIED[name], None))
        self._names.clear()
        self.show()

    def show(self) -> None:
        """Put a pin at each field that was carried forward, and at no other."""
        for name in CARRIED:
            marker = self._form.fields[name].marker
            carried = name in self._names
            if carried:
                marker.setPixmap(self._form.theme.pixmap("pin", "focus", 14))
            else:
                marker.clear()
            marker.setToolTip(self.tr("Carried forward from the last figure") if carried else "")
        self.changed.emit(len(self._names))

    def _picked(self, name: str, _value: object = None) -> None:
        if not self._form.filling:
            self.drop(name)

"""Every act that the menus offer, with its key; the window connects them, the shortcuts sheet lists them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from desktop.look.shown import tip, visible_line
from desktop.look.theme import Scheme
from desktop.room import ROOMS

FIRST_PAGE = Path(__file__).resolve().parent.parent / "docs" / "index.md"
"""The first page of the user guide; a copy of the program without it does not offer to show it."""


class Actions(QObject):
    """The acts by name; those that need an open casefile are off until there is one."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._needs_casefile: list[QAction] = []
        self._writes: list[QAction] = []
        self._read_only = ""
        self.new = self._make(self.tr("&New casefile…"), "Ctrl+Shift+N", casefile=False)
        self.open = self._make(self.tr("&Open…"), "Ctrl+O", casefile=False)
        self.sample = self._make(self.tr("Open the &sample casefile"), casefile=False)
        self.save_copy = self._make(self.tr("Save a &copy…"), "Ctrl+Shift+S")
        self.import_table = self._make(self.tr("&Import…"), "Ctrl+Shift+I", writes=True)
        self.export = self._make(self.tr("&Export…"), "Ctrl+Shift+E")
        self.merge = self._make(self.tr("&Merge another casefile…"), "Ctrl+Shift+M", writes=True)
        self.share = self._make(self.tr("S&hare a copy…"))
        self.passphrase = self._make(self.tr("&Passphrase…"), writes=True)
        self.duplicates = self._make(self.tr("&Look for duplicates…"), "Ctrl+Shift+D")
        self.verify = self._make(self.tr("&Check the casefile…"))
        self.backups = self._make(self.tr("&Backups…"), "Ctrl+Shift+B")
        self.close = self._make(self.tr("C&lose casefile"), "Ctrl+W")
        self.quit = self._make(self.tr("&Quit"), "Ctrl+Q", casefile=False)
        self.quit.setMenuRole(QAction.MenuRole.QuitRole)
        self.undo = self._make(self.tr("&Undo"), "Ctrl+Z", writes=True)
        self.redo = self._make(self.tr("&Redo"), "Ctrl+Shift+Z", "Ctrl+Y", writes=True)
        self.find = self._make(self.tr("&Find anything"), "Ctrl+K", "Ctrl+F")
        self.name = self._make(self.tr("&Your name…"), casefile=False)
        self.observing = self._make(self.tr("&Who could count…"))
        self.directory = self._make(self.tr("&Parties, publishers, categories…"), "Ctrl+Shift+P")
        self.new_figure = self._make(self.tr("&New figure"), "Ctrl+N", writes=True)
        self.new_event = self._make(self.tr("New &event"), "Ctrl+E", writes=True)
        self.new_agreement = self._make(self.tr("New &agreement"), "Ctrl+Shift+A", writes=True)
        self.new_source = self._make(self.tr("New &source"), "Ctrl+Shift+O", writes=True)
        self.open_words = self._make(self.tr("Open at the &words"), "Ctrl+L")
        self.guide = self._make(self.tr("User &guide"), casefile=False)
        self.guide.setVisible(FIRST_PAGE.is_file())
        self.shortcuts = self._make(self.tr("&Keys"), "F1", casefile=False)
        self.about = self._make(self.tr("&About Handover"), casefile=False)
        self.about.setMenuRole(QAction.MenuRole.AboutRole)
        self.rooms = {name: self._make(text, f"Ctrl+{n}") for n, (name, text) in enumerate(self._room_names(), 1)}
        self.schemes = self._make_schemes()

    def fill(self, bar: QMenuBar) -> QMenu:
        """Put the menus on the bar; returns the menu for recent casefiles, which the window fills."""
        file = bar.addMenu(self.tr("&File"))
        file.addActions([self.new, self.open])
        recent = file.addMenu(self.tr("Open &recent"))
        file.addAction(self.sample)
        file.addSeparator()
        file.addActions([self.import_table, self.export, self.merge])
        file.addSeparator()
        file.addActions([self.save_copy, self.share, self.passphrase, self.close])
        file.addSeparator()
        file.addAction(self.quit)
        edit = bar.addMenu(self.tr("&Edit"))
        edit.addActions([self.undo, self.redo])
        edit.addSeparator()
        edit.addAction(self.find)
        edit.addSeparator()
        edit.addActions([self.directory, self.observing, self.name])
        figure = bar.addMenu(self.tr("Fi&gure"))
        figure.addActions([self.new_figure, self.new_event, self.new_agreement, self.new_source])
        figure.addSeparator()
        figure.addAction(self.open_words)
        view = bar.addMenu(self.tr("&View"))
        view.addActions(list(self.schemes.values()))
        go = bar.addMenu(self.tr("G&o"))
        go.addActions(list(self.rooms.values()))
        bar.addMenu(self.tr("&Tools")).addActions([self.duplicates, self.verify, self.backups])
        help_menu = bar.addMenu(self.tr("&Help"))
        help_menu.addActions([self.guide, self.shortcuts, self.about])
        for menu in (file, edit, figure):
            menu.setToolTipsVisible(True)
        return recent

    def set_casefile(self, is_open: bool, read_only: str = "") -> None:
        """Turn the acts that need an open casefile on or off; ``read_only`` says why those that write are off."""
        self._read_only = read_only
        for action in self._needs_casefile:
            action.setEnabled(is_open)
        for action in self._writes:
            action.setEnabled(is_open and not read_only)
            action.setToolTip(tip(read_only or action.text().replace("&", "")))

    def show_history(self, undo: str | None, redo: str | None) -> None:
        """Name the acts that undo and redo would touch."""
        for action, verb, act in ((self.undo, self.tr("&Undo"), undo), (self.redo, self.tr("&Redo"), redo)):
            action.setEnabled(act is not None and not self._read_only)
            action.setData(verb.replace("&", ""))
            action.setText(f"{verb} {visible_line(act or '').replace('&', '&&')}".strip())
            action.setToolTip(tip(self._read_only or f"{verb.replace('&', '')} {act or ''}".strip()))

    def all(self) -> list[QAction]:
        """Every act, in the order of the menus."""
        named = [self.new, self.open, self.sample, self.import_table, self.export, self.merge, self.save_copy, self.close]
        named += [self.quit, self.undo, self.redo, self.find, self.directory, self.duplicates, self.backups]
        named += [self.new_figure, self.new_event, self.new_agreement, self.new_source, self.open_words]
        return [*named, *self.rooms.values(), self.shortcuts]

    def _room_names(self) -> tuple[tuple[str, str], ...]:
        texts = (self.tr("&Sources"), self.tr("&Register"), self.tr("&Compare"), self.tr("&Briefings"), self.tr("&History"))
        return tuple(zip(ROOMS, texts, strict=True))

    def _make_schemes(self) -> dict[Scheme, QAction]:
        group = QActionGroup(self)
        texts = {
            Scheme.SYSTEM: self.tr("As the &system"),
            Scheme.LIGHT: self.tr("&Light"),
            Scheme.DARK: self.tr("&Dark"),
        }
        made = {}
        for scheme, text in texts.items():
            made[scheme] = self._make(text, casefile=False)
            made[scheme].setCheckable(True)
            group.addAction(made[scheme])
        return made

    def _make(self, text: str, *keys: str, casefile: bool = True, writes: bool = False) -> QAction:
        action = QAction(text, self._window)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if casefile:
            self._needs_casefile.append(action)
            self._writes += [action] if writes else []
            action.setEnabled(False)
        self._window.addAction(action)
        return action

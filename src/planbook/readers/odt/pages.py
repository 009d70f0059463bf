"""The sheets of an OpenDocument text: master pages and the layouts they are printed by."""

from __future__ import annotations

from planbook.documents.page import Page
from planbook.readers.measures import millimetres, sheet
from planbook.readers.odt.names import name, value
from planbook.readers.xml import Element

_USUAL = "Standard"


class Pages:
    """Follows which master page is in use and keeps that of most rows (OpenDocument, 16.5, 16.9).

    A document that names none is printed on the master page «Standard», else on the first one.
    """

    def __init__(self, styles: Element | None = None) -> None:
        self._layouts: dict[str, Element] = {}
        self._masters: dict[str, str] = {}
        self._current = ""
        self._rows: dict[str, int] = {}
        if styles is None:
            return
        for layout in styles.iter(name("style:page-layout")):
            self._layouts[value(layout, "style:name")] = layout
        for master in styles.iter(name("style:master-page")):
            layout_name = value(master, "style:page-layout-name")
            self._masters[value(master, "style:name")] = layout_name
        if self._masters:
            self._current = _USUAL if _USUAL in self._masters else next(iter(self._masters))

    def turn_to(self, master: str) -> None:
        """Go on with another master page; one that is not there changes nothing."""
        if master in self._masters:
            self._current = master

    def add_rows(self, count: int) -> None:
        """Count the rows of a table on the pages in use."""
        self._rows[self._current] = self._rows.get(self._current, 0) + count

    @property
    def page(self) -> Page | None:
        """The sheet on which most rows of tables stand, None where the file tells none."""
        return self.page_of(max(self._rows, key=lambda one: self._rows[one], default=""))

    def page_of(self, master: str) -> Page | None:
        """Return the sheet of a master page, of the one in use where it is not there."""
        if master not in self._masters:
            master = self._current
        layout = self._layouts.get(self._masters.get(master, ""))
        found = None if layout is None else layout.find(name("style:page-layout-properties"))
        if found is None:
            return None
        usual = value(found, "fo:margin")
        margins = [
            millimetres(value(found, f"fo:margin-{side}") or usual)
            for side in ("top", "right", "bottom", "left")
        ]
        width = millimetres(value(found, "fo:page-width"))
        return sheet(width, millimetres(value(found, "fo:page-height")), margins)

"""Footnotes of pages: a link down to the note and the link back up to its mark."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.readers.html.decoding import Element

_BLOCKS = frozenset({"p", "li", "dd", "div", "aside"})
_WRAPPERS = frozenset({"li", "dd", "div", "aside"})
# A contents list has links there and back too, but longer marks and whole chapters behind them.
_LONGEST_MARK = 5
_LONGEST_MARK_MARKUP = 100
_LONGEST_NOTE = 3_000
_MOST_LINKS_BACK = 20
_BRACKETS = "[]() \u00a0\t\r\n"


@dataclass(slots=True)
class Notes:
    """Notes of a page: marks by the link that refers, bodies by element, links back."""

    marks: dict[Element, str] = field(default_factory=dict)
    bodies: dict[Element, str] = field(default_factory=dict)
    links_back: set[Element] = field(default_factory=set)


def find_notes(root: Element) -> Notes:
    """Return the pairs of links of which the first is a mark and the second stands in its note."""
    return _Finder(root).find()


class _Finder:
    """Pairs the links of one page; what is asked of an element again is remembered."""

    def __init__(self, root: Element) -> None:
        self._places: dict[str, Element] = {}
        for element in root.iter():
            for name in (element.get("id"), element.get("name")):
                if name:
                    self._places.setdefault(name, element)
        self._links = [link for link in root.iter("a") if _target(link)]
        self._order = {link: number for number, link in enumerate(self._links)}
        self._by_target: dict[str, list[Element]] = {}
        for link in self._links:
            self._by_target.setdefault(_target(link), []).append(link)
        self._judged: dict[Element, bool] = {}

    def find(self) -> Notes:
        notes = Notes()
        for link in self._links:
            mark = _mark(link)
            found = self._note(link) if mark and link not in notes.links_back else None
            if found is not None:
                body, back = found
                notes.marks[link] = mark
                notes.bodies.setdefault(body, mark)
                notes.links_back.add(back)
        return notes

    def _note(self, link: Element) -> tuple[Element, Element] | None:
        """Return the block of the note a link leads to and the link back, when there is one."""
        target = self._places.get(_target(link))
        block = None if target is None else _block(target)
        if block is None or not self._is_note(block) or block in link.iterancestors():
            return None
        parent = link.getparent()
        own_names = [link.get("name"), link.get("id"), None if parent is None else parent.get("id")]
        for name in filter(None, own_names):
            for back in self._by_target.get(name, [])[:_MOST_LINKS_BACK]:
                is_inside = back is block or block in back.iterancestors()
                if is_inside and self._order[back] > self._order[link]:
                    return block, back
        return None

    def _is_note(self, block: Element) -> bool:
        """Tell a note from a chapter: no tables in it, and not long."""
        if block not in self._judged:
            has_table = next(block.iter("table"), None) is not None
            self._judged[block] = not has_table and _is_short(block)
        return self._judged[block]


def _target(link: Element) -> str:
    """Return the name of the place of the page that a link leads to, or nothing."""
    address = link.get("href") or ""
    return address[1:] if address.startswith("#") else ""


def _mark(link: Element) -> str:
    """Return the text of a link when it is as short as the mark of a note."""
    text = ""
    for part in link.itertext():
        text += str(part)
        if len(text) > _LONGEST_MARK_MARKUP:
            return ""
    mark = text.strip(_BRACKETS)
    return mark if len(mark) <= _LONGEST_MARK else ""


def _is_short(block: Element) -> bool:
    length = 0
    for part in block.itertext():
        length += len(part)
        if length > _LONGEST_NOTE:
            return False
    return True


def _block(target: Element) -> Element | None:
    """Return the block that holds a note: the list item or division around its paragraphs."""
    element: Element | None = target
    while element is not None and element.tag not in _BLOCKS:
        element = element.getparent()
    if element is None or element.tag != "p":
        return element
    around = element.getparent()
    is_first = around is not None and around.tag in _WRAPPERS and around[0] is element
    is_own = is_first and around is not None and around.get("id") is not None
    return around if is_own else element

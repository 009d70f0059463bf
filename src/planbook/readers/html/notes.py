"""Footnotes of pages: a link down to the note and the link back up to its mark."""

from __future__ import annotations

from dataclasses import dataclass, field

from planbook.readers.html.decoding import Element

_BLOCKS = frozenset({"p", "li", "dd", "div", "aside", "section", "td"})
_WRAPPERS = frozenset({"li", "dd", "div", "aside"})
_BRACKETS = "[]() \u00a0\t\r\n"


@dataclass(slots=True)
class Notes:
    """Notes of a page: marks by the link that refers, bodies by element, links back."""

    marks: dict[Element, str] = field(default_factory=dict)
    bodies: dict[Element, str] = field(default_factory=dict)
    links_back: set[Element] = field(default_factory=set)


def find_notes(root: Element) -> Notes:
    """Return the pairs of links of which the first is a mark and the second stands in its note."""
    notes = Notes()
    places: dict[str, Element] = {}
    for element in root.iter():
        for name in (element.get("id"), element.get("name")):
            if name:
                places.setdefault(name, element)
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    by_target: dict[str, list[Element]] = {}
    for link in links:
        by_target.setdefault((link.get("href") or "")[1:], []).append(link)
    order = {link: number for number, link in enumerate(links)}
    for link in links:
        body = None if link in notes.links_back else _body(link, places, by_target, order)
        if body is None:
            continue
        block, back = body
        mark = "".join(str(part) for part in link.itertext()).strip(_BRACKETS)
        if mark and block not in link.iterancestors():
            notes.marks[link] = mark
            notes.bodies.setdefault(block, mark)
            notes.links_back.add(back)
    return notes


def _body(
    link: Element,
    places: dict[str, Element],
    by_target: dict[str, list[Element]],
    order: dict[Element, int],
) -> tuple[Element, Element] | None:
    """Return the block of the note a link leads to and the link back, when there is one."""
    target = places.get((link.get("href") or "")[1:])
    if target is None:
        return None
    parent = link.getparent()
    own_names = [link.get("name"), link.get("id"), None if parent is None else parent.get("id")]
    block = _block(target)
    if block is None:
        return None
    for name in filter(None, own_names):
        for back in by_target.get(name, []):
            is_inside = back is block or block in back.iterancestors()
            if is_inside and order[back] > order[link]:
                return block, back
    return None


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

"""What of CSS matters to the text of a page: what is hidden, and what Word hides in its styles."""

from __future__ import annotations

import re
from collections.abc import Iterator

from planbook.readers.html.decoding import Element

_SIMPLE_SELECTOR = re.compile(r"(?:[a-z][\w-]*)?[.#][\w-]+", re.IGNORECASE)
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)",
    re.IGNORECASE,
)
_SPACED_SIGN = re.compile(r"[ \t\r\n]{0,9}([:;])[ \t\r\n]{0,9}")
_LONGEST_STYLE = 2_000
_LARGEST_SHEET = 500_000


def style_of(element: Element) -> str:
    """Return the style attribute in lower case without spaces around its signs."""
    style = element.get("style")
    return _SPACED_SIGN.sub(r"\1", style[:_LONGEST_STYLE]).lower() if style else ""


class Styling:
    """Tells hidden elements, by their attributes and by the simple rules of the page."""

    def __init__(self, root: Element) -> None:
        self._hidden: set[str] = set()
        for selectors, declarations in style_rules(root):
            if _HIDING.search(declarations):
                simple = filter(_SIMPLE_SELECTOR.fullmatch, selectors)
                self._hidden.update(selector.lower() for selector in simple)

    def is_hidden(self, element: Element) -> bool:
        """Tell whether an element is not shown."""
        style = element.get("style")
        if element.get("hidden") is not None:
            return True
        if style and _HIDING.search(style[:_LONGEST_STYLE]):
            return True
        if not self._hidden:
            return False
        return any(form in self._hidden for form in simple_selectors(element))


def style_rules(root: Element) -> Iterator[tuple[list[str], str]]:
    """Yield selectors and declarations of the page's own rules, those under conditions left out."""
    for sheet in root.iter("style"):
        is_conditional = False
        for rule in _without_comments((sheet.text or "")[:_LARGEST_SHEET]).split("}"):
            selectors, _brace, declarations = rule.partition("{")
            # A second brace opens the first rule of «@media {…}», which ends with an empty one.
            is_conditional = "{" in declarations or (is_conditional and "{" in rule)
            if not is_conditional:
                parts = [selector.strip() for selector in selectors.split(",")]
                yield parts, declarations[:_LONGEST_STYLE]


def simple_selectors(element: Element) -> list[str]:
    """Return the selectors for one class or identifier that an element answers to."""
    tag = str(element.tag).lower()
    marks = [f".{name}" for name in (element.get("class") or "").lower().split()]
    if identifier := element.get("id"):
        marks.append(f"#{identifier.lower()}")
    return [form for mark in marks for form in (tag + mark, mark)]


def _without_comments(text: str) -> str:
    """Return a style sheet without comments and without the marks that hid it from old browsers."""
    first, *rest = text.replace("<!--", " ").replace("-->", " ").split("/*")
    return first + " ".join(part.partition("*/")[2] for part in rest)

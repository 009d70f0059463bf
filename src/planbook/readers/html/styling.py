"""What of CSS matters to the text of a page: what is hidden, and what Word hides in its styles."""

from __future__ import annotations

import re

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
        for sheet in root.iter("style"):
            self._read(_without_comments((sheet.text or "")[:_LARGEST_SHEET]))

    def _read(self, text: str) -> None:
        """Take the rules for one class or identifier; what needs more context is not judged."""
        is_conditional = False
        for rule in text.split("}"):
            selectors, _brace, declarations = rule.partition("{")
            # A second brace opens the first rule of «@media {…}», which ends with an empty one.
            is_conditional = "{" in declarations or (is_conditional and "{" in rule)
            if is_conditional or not _HIDING.search(declarations[:_LONGEST_STYLE]):
                continue
            for selector in selectors.split(","):
                if _SIMPLE_SELECTOR.fullmatch(selector.strip()):
                    self._hidden.add(selector.strip().lower())

    def is_hidden(self, element: Element) -> bool:
        """Tell whether an element is not shown."""
        style = element.get("style")
        if element.get("hidden") is not None:
            return True
        if style and _HIDING.search(style[:_LONGEST_STYLE]):
            return True
        if not self._hidden:
            return False
        tag = str(element.tag).lower()
        marks = [f".{name}" for name in (element.get("class") or "").lower().split()]
        if identifier := element.get("id"):
            marks.append(f"#{identifier.lower()}")
        return any(form in self._hidden for mark in marks for form in (mark, tag + mark))


def _without_comments(text: str) -> str:
    """Return a style sheet without comments and without the marks that hid it from old browsers."""
    first, *rest = text.replace("<!--", " ").replace("-->", " ").split("/*")
    return first + " ".join(part.partition("*/")[2] for part in rest)

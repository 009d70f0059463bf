"""What of CSS matters to the text of a page: what is hidden, and what Word hides in its styles."""

from __future__ import annotations

import re

from planbook.readers.html.decoding import Element

_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_SIMPLE_SELECTOR = re.compile(r"(?:[a-z][\w-]*)?[.#][\w-]+", re.IGNORECASE)
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/|<!--|-->", re.DOTALL)
_LARGEST_SHEET = 500_000


def style_of(element: Element) -> str:
    """Return the style attribute in lower case without spaces around its signs."""
    return re.sub(r"\s*([:;])\s*", r"\1", element.get("style") or "").lower()


class Styling:
    """Tells hidden elements, by their attributes and by the simple rules of the page."""

    def __init__(self, root: Element) -> None:
        self._hidden: set[str] = set()
        for sheet in root.iter("style"):
            text = _COMMENT.sub(" ", (sheet.text or "")[:_LARGEST_SHEET])
            if "{" in text and "@" not in text.split("{", 1)[0]:
                self._read(text)

    def _read(self, text: str) -> None:
        """Take the rules for one class or identifier; what needs more context is not judged."""
        for selectors, declarations in _RULE.findall(text):
            if not _HIDING.search(declarations):
                continue
            for selector in selectors.split(","):
                if _SIMPLE_SELECTOR.fullmatch(selector.strip()):
                    self._hidden.add(selector.strip().lower())

    def is_hidden(self, element: Element) -> bool:
        """Tell whether an element is not shown."""
        style = element.get("style")
        if element.get("hidden") is not None or (style and _HIDING.search(style)):
            return True
        if not self._hidden:
            return False
        tag = str(element.tag).lower()
        marks = [f".{name}" for name in (element.get("class") or "").lower().split()]
        if identifier := element.get("id"):
            marks.append(f"#{identifier.lower()}")
        return any(form in self._hidden for mark in marks for form in (mark, tag + mark))

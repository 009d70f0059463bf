"""Text that a spreadsheet would take for a formula: marked on the way out, unmarked on the way in.

The rule is that of the OWASP page on CSV injection: one apostrophe in front.
"""

from __future__ import annotations

import re

# Spaces and line breaks before the sign do not make it harmless, nor does its wide East Asian form.
_CALCULATED = r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]"
_GUARDED = re.compile(rf"'*{_CALCULATED}")
_MARKED = re.compile(rf"'+{_CALCULATED}")


def guard_formula(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet might calculate it.

    Text that already begins with apostrophes before such a sign gets one more, so that
    `unguard_formula` always gives back exactly what was there.

    >>> guard_formula("=СУММ(A1:A9)"), guard_formula("- семинар"), guard_formula("Форум")
    ("'=СУММ(A1:A9)", "'- семинар", 'Форум')
    """
    return f"'{text}" if _GUARDED.match(text) else text


def unguard_formula(text: str) -> str:
    """Return the text without the apostrophe that `guard_formula` has put in front.

    >>> unguard_formula("'- семинар"), unguard_formula("'Форум'")
    ('- семинар', "'Форум'")
    """
    return text[1:] if _MARKED.match(text) else text

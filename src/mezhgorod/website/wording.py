"""Typography of shown text: which spaces may not break a line."""

from __future__ import annotations

import re
from functools import lru_cache

NO_BREAK = "\N{NO-BREAK SPACE}"

_MONTHS = (
    "январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    "год|квартал|полугоди|лет|строк"
)
_AFTER_NUMBER = re.compile(rf"(?<=\d) +(?=(?:{_MONTHS}))", re.IGNORECASE)
_AFTER_ROMAN = re.compile(r"(?<=[IVXLC]) +(?=(?:квартал|полугоди))", re.IGNORECASE)
_AFTER_SHORT = re.compile(
    r"(?<![\w-])((?:г|гг|ул|пос|с|д|п|обл|им|№|в|во|с|со|к|ко|о|об|и|а|на|по|за|из|от|до|у)\.?) +"
    r"(?=[\w«„(])",
    re.IGNORECASE,
)
_BEFORE_DASH = re.compile(r" +(?=[–—] )")


@lru_cache(maxsize=16_384)
def bind_spaces(text: str) -> str:
    """Return the text with no-break spaces where a line must not end.

    Only ordinary spaces are exchanged, so letters and line breaks stay as they are.
    """
    text = _AFTER_NUMBER.sub(NO_BREAK, text)
    text = _AFTER_ROMAN.sub(NO_BREAK, text)
    text = _AFTER_SHORT.sub(rf"\1{NO_BREAK}", text)
    return _BEFORE_DASH.sub(NO_BREAK, text)

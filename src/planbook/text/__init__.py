"""Russian text hygiene: spaces, dashes, look-alike letters, Roman numerals, quotation marks."""

from planbook.text.cleaning import (
    clean_characters,
    clean_spaces,
    comparison_key,
    fold_yo,
    join_hyphen_breaks,
    strip_footnote_marks,
    unify_dashes,
)
from planbook.text.lookalikes import Script, fix_lookalikes, script_of, to_cyrillic, to_latin
from planbook.text.quotes import Quoted, find_quoted, strip_quotes, unify_quotes, without_quoted
from planbook.text.roman import format_roman, parse_roman

__all__ = [
    "Quoted",
    "Script",
    "clean_characters",
    "clean_spaces",
    "comparison_key",
    "find_quoted",
    "fix_lookalikes",
    "fold_yo",
    "format_roman",
    "join_hyphen_breaks",
    "parse_roman",
    "script_of",
    "strip_footnote_marks",
    "strip_quotes",
    "to_cyrillic",
    "to_latin",
    "unify_dashes",
    "unify_quotes",
    "without_quoted",
]

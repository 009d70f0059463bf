"""Reads of notices that more than one face needs."""

from mezhgorod.notices.queries.templates import (
    UsedText,
    fill_letter,
    render_letter,
    used_text,
    used_texts,
)

__all__ = ["UsedText", "fill_letter", "render_letter", "used_text", "used_texts"]

"""The text of a letter of one kind for one owner: their own, else the shipped one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from mezhgorod.notices.models import LetterTemplate
from mezhgorod.notices.rules import LetterKind, fill_subject, fill_text, letter_kinds
from mezhgorod.registry.models import Organization


@dataclass(frozen=True, slots=True)
class UsedText:
    """The text used for a kind: whether the owner wrote it, and the texts themselves."""

    kind: LetterKind
    subject: str
    body: str
    own: LetterTemplate | None = None


def render_letter(
    *, kind: str, owner: Organization | None, fields: Mapping[str, str]
) -> tuple[str, str]:
    """Return subject and body of a letter, filled.

    `{owner}` and `{site}` are known without being given.

    Args:
        kind: a code of `letter_kinds()`: «campaign.reminder».
        fields: a value for every field of the kind; empty text where there is nothing to say.

    Raises:
        KeyError: there is no such kind.
        MissingField: a field of the kind is not given.
    """
    used = used_text(kind=kind, owner=owner)
    return fill_letter(used, owner=owner, fields=fields)


def fill_letter(
    used: UsedText, *, owner: Organization | None, fields: Mapping[str, str]
) -> tuple[str, str]:
    """Return subject and body of a text that is at hand, for many letters of one kind.

    Raises:
        MissingField: a field of the kind is not given.
    """
    values = {
        "owner": owner.short_name or owner.name if owner else "Межгород",
        "site": settings.SITE_URL,
        **fields,
    }
    return fill_subject(used.subject, values), _tidy(fill_text(used.body, values))


def used_text(*, kind: str, owner: Organization | None) -> UsedText:
    """Return the text that letters of a kind have for an owner, in one query.

    Raises:
        KeyError: there is no such kind.
    """
    shipped = letter_kinds()[kind]
    own = LetterTemplate.objects.filter(owner=owner, kind=kind).first() if owner else None
    if own is None:
        return UsedText(shipped, shipped.subject, shipped.body)
    return UsedText(shipped, own.subject, own.body, own)


def used_texts(*, owner: Organization) -> list[UsedText]:
    """Return the texts of every kind for an owner, in one query."""
    own = {one.kind: one for one in LetterTemplate.objects.filter(owner=owner)}
    return [
        UsedText(kind, found.subject, found.body, found)
        if (found := own.get(code))
        else UsedText(kind, kind.subject, kind.body)
        for code, kind in letter_kinds().items()
    ]


def _tidy(text: str) -> str:
    """Take away the lines that empty fields leave: at most one empty line in a row."""
    lines: list[str] = []
    for line in text.strip().split("\n"):
        if line.strip() or (lines and lines[-1]):
            lines.append(line.rstrip())
    return "\n".join(lines)

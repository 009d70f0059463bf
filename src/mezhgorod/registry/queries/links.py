"""Who comes by a personal link."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

from mezhgorod.registry.models import PersonalLink
from mezhgorod.registry.rules import Actor, LinkTask, RuleViolation
from mezhgorod.registry.rules.links import is_token_of, number_in, token_of


class LinkRefused(RuleViolation):
    """A link that opens nothing: ``link.unknown``, ``link.expired`` or ``link.withdrawn``."""


_UNKNOWN = (
    "Такой ссылки нет. Проверьте, что адрес скопирован из письма целиком, "
    "или попросите дирекцию выдать новую ссылку."
)
_WITHDRAWN = "Эту ссылку отозвали. Если она нужна, попросите дирекцию выдать новую."
_EXPIRED = "Срок ссылки истёк. Попросите дирекцию продлить её или выдать новую."


def link_token(link: PersonalLink) -> str:
    """Return the secret part of a link's address, at least 128 bits; it is stored nowhere."""
    return token_of(number=link.pk, nonce=link.nonce, key=settings.SECRET_KEY)


def bearer(*, token: str, now: datetime) -> Actor:
    """Return what somebody with a token may act as: the one task of the link.

    Raises:
        LinkRefused: no link has this token, its time is over, or it was withdrawn.
    """
    link = _link_of(token)
    if link is None:
        raise LinkRefused("link.unknown", _UNKNOWN)
    if link.withdrawn_at is not None:
        raise LinkRefused("link.withdrawn", _WITHDRAWN)
    if link.expires_at <= now:
        raise LinkRefused("link.expired", _EXPIRED)
    return Actor(link=LinkTask(link.right, link.object_id), link_id=link.pk)


def _link_of(token: str) -> PersonalLink | None:
    number = number_in(token)
    if number is None:
        return None
    link = PersonalLink.objects.filter(pk=number).first()
    # A link that is not there is compared too: the answer takes the same way.
    nonce = link.nonce if link else ""
    is_right = is_token_of(token, number=number, nonce=nonce, key=settings.SECRET_KEY)
    return link if is_right else None

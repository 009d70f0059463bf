"""Terms of office, memberships and agreements that end are written about once, to the makers."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.queries.digests import TERMS_AHEAD, grants_with_digest
from mezhgorod.notices.queries.templates import fill_letter, used_text
from mezhgorod.planning.rules.workflow import day_words
from mezhgorod.registry.models import Organization, User
from mezhgorod.registry.queries.offices import EndingKind, EndingTerm, ending_terms
from mezhgorod.registry.rules import KEEP_DIRECTORY
from planbook.language import plural

TERM, AGREEMENT = "term.ending", "term.agreement"


def write_ending_terms(now: datetime) -> int:
    """Write to those who keep an association what of it ends soon, once per term and day of end.

    Returns:
        How many letters were written.
    """
    today = now.astimezone(ZoneInfo(settings.TIME_ZONE)).date()
    makers: dict[Organization, dict[int, User]] = defaultdict(dict)
    for grant in grants_with_digest(today=today):
        if grant.role in KEEP_DIRECTORY.roles:
            makers[grant.owner][grant.user_id] = grant.user
    count = 0
    for owner, users in makers.items():
        texts = {kind: used_text(kind=kind, owner=owner) for kind in (TERM, AGREEMENT)}
        letters = []
        for one in ending_terms(owner=owner, today=today, within_days=TERMS_AHEAD):
            kind = AGREEMENT if one.kind is EndingKind.AGREEMENT else TERM
            fields = _fields(one, owner, today=today)
            subject, body = fill_letter(texts[kind], owner=owner, fields=fields)
            letters += [
                LetterDraft(
                    kind=kind,
                    key=f"{kind}:{one.kind.value}:{one.object_id}:{one.until.latest}:{user.pk}",
                    to_address=user.email,
                    to_name=user.get_full_name() or user.get_username(),
                    subject=subject,
                    body=body,
                )
                for user in users.values()
            ]
        count += queue_letters(owner=owner, letters=letters, now=now)
    return count


def _fields(one: EndingTerm, owner: Organization, *, today: date) -> dict[str, str]:
    last = one.until.latest or today
    days = (last - today).days
    left = f"{days} {plural(days, 'день', 'дня', 'дней')}" if days else "сегодня последний день"
    page = "agreements/" if one.kind is EndingKind.AGREEMENT else ""
    return {
        "what": one.what,
        "until": day_words(last),
        "days_left": f"{left}, но срок мог уже закончиться" if one.is_past else left,
        "link": f"{settings.SITE_URL}associations/{owner.slug}/{page}",
    }

"""Letters to cities of a round: invitation, reminder, another day, a question, the table is out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mezhgorod.exchanges.actions.round_guards import ensure_state, locked_round
from mezhgorod.exchanges.actions.round_links import links_to_answers
from mezhgorod.exchanges.models import ExchangeRound, Response
from mezhgorod.exchanges.queries.wall import due_day
from mezhgorod.exchanges.rules import WAITED_RESPONSES, RoundState
from mezhgorod.exchanges.rules.periods import period_words
from mezhgorod.notices.actions.outbox import LetterDraft, queue_letters
from mezhgorod.notices.models import Letter
from mezhgorod.notices.queries.templates import fill_letter, used_text
from mezhgorod.notices.rules import LetterState
from mezhgorod.registry.actions import Done, write_audit
from mezhgorod.registry.models import Contact
from mezhgorod.registry.queries.associations import contacts_of_many
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import Actor, RuleViolation
from planbook.dates import MONTH_GENITIVES
from planbook.language import plural

INVITATION, REMINDER, OVERDUE = "exchange.invitation", "exchange.reminder", "exchange.overdue"
# Gives the whole address of the page of a city from the secret of its link.
AddressOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class CityLetter:
    """A letter to one city, ready for mail and for print."""

    response: Response
    kind: str
    subject: str
    body: str
    url: str

    @property
    def addressee(self) -> str:
        """To whom, in full."""
        return self.response.party.name


@dataclass(frozen=True, slots=True)
class Told:
    """What became of letters: how many wait, who has no address, how many were there already.

    `stale` letters to these cities still wait for a look with the former day in them.
    """

    letters: int = 0
    without_address: tuple[str, ...] = ()
    already: int = 0
    stale: int = 0


@transaction.atomic
def write_to_cities(
    *,
    found: ExchangeRound,
    response_ids: Sequence[int],
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> Told:
    """Invite or remind cities whose answer is with them; a person looks before letters leave.

    Who has not been written to yet is invited, others are reminded. One address gets at most one
    such letter a day.

    Raises:
        RuleViolation: no right, the round is not running, or nobody is left to write to.
    """
    letters = letters_to_cities(
        found=found, response_ids=response_ids, address_of=address_of, actor=actor, now=now
    )
    day = timezone.localdate(now)
    told = queue_to_cities(
        found, letters, keys=lambda one: f"exchange:{one.response.pk}:{day}", actor=actor, now=now
    )
    silent = set(told.without_address)
    written = [one.response.pk for one in letters if one.response.party.spoken_name not in silent]
    Response.objects.filter(pk__in=written).update(reminded_at=now)
    if told.letters:
        summary = f"Подготовлено писем городам: {told.letters}"
        done = Done("round.remind", summary, owner_id=found.exchange.owner_id)
        write_audit(subject=found, done=done, actor=actor, now=now)
    return told


@transaction.atomic
def letters_to_cities(
    *,
    found: ExchangeRound,
    response_ids: Sequence[int],
    address_of: AddressOf,
    actor: Actor,
    now: datetime,
) -> list[CityLetter]:
    """Return letters to those of the given cities whose answer is with them, by name.

    Raises:
        RuleViolation: as `write_to_cities`.
    """
    found = locked_round(found, actor=actor)
    ensure_state(found, *(one for one in RoundState if one != RoundState.PREPARING))
    responses = [one for one in _responses(found, response_ids) if one.state in WAITED_RESPONSES]
    if not responses:
        message = "Писать некому: отмеченные города уже ответили."
        raise RuleViolation("round.nobody_to_write", message)
    today = timezone.localdate(now)
    kinds = {one.pk: _kind(one, today) for one in responses}
    fields = {one.pk: _days(one, today) | {"note": found.note} for one in responses}
    return composed(found, responses, kinds, fields, address_of, actor=actor, now=now)


def composed(  # noqa: PLR0913 -- what letters have in common and what each has of its own
    found: ExchangeRound,
    responses: Sequence[Response],
    kinds: Mapping[int, str],
    fields: Mapping[int, Mapping[str, str]],
    address_of: AddressOf,
    *,
    actor: Actor,
    now: datetime,
) -> list[CityLetter]:
    """Return letters with the personal link of each city; kinds and fields by answer."""
    owner = found.exchange.owner
    links = links_to_answers(found=found, responses=responses, actor=actor, now=now)
    texts = {kind: used_text(kind=kind, owner=owner) for kind in sorted(set(kinds.values()))}
    letters = []
    for one in responses:
        url = address_of(link_token(links[one.pk]))
        values = common_fields(found, one) | dict(fields[one.pk]) | {"link": url}
        subject, body = fill_letter(texts[kinds[one.pk]], owner=owner, fields=values)
        letters.append(CityLetter(one, kinds[one.pk], subject, body, url))
    return letters


def queue_to_cities(
    found: ExchangeRound,
    letters: Sequence[CityLetter],
    *,
    keys: Callable[[CityLetter], str],
    actor: Actor,
    now: datetime,
    is_held: bool = True,
) -> Told:
    """Write letters into the outbox, once for a key and an address of the city."""
    contacts = _contacts(found, [one.response.party_id for one in letters])
    drafts = list(_drafts(letters, contacts, keys))
    known = Letter.objects.filter(key__in=[one.key for one in drafts]).count()
    count = queue_letters(
        owner=found.exchange.owner, letters=drafts, now=now, is_held=is_held, by_id=actor.user_id
    )
    silent = sorted(
        {
            one.response.party.spoken_name
            for one in letters
            if not contacts.get(one.response.party_id)
        }
    )
    return Told(count, tuple(silent), known)


def waiting_letters(responses: Iterable[Response]) -> int:
    """Return how many invitations and reminders to these cities wait for a look."""
    ours = {str(one.pk) for one in responses}
    held = Letter.objects.filter(kind__in=(INVITATION, REMINDER, OVERDUE), state=LetterState.HELD)
    return sum(key.split(":")[1] in ours for key in held.values_list("key", flat=True))


def common_fields(found: ExchangeRound, response: Response) -> dict[str, str]:
    """Return the fields every letter to a city has."""
    return {
        "party": response.party.name,
        "exchange": found.exchange.title,
        "period": period_words(found.period_edtf),
    }


def day_words(day: date) -> str:
    """Return a day as letters say it: «15 ноября 2025 года»."""
    return f"{day.day} {MONTH_GENITIVES[day.month - 1]} {day.year} года"


def _kind(response: Response, today: date) -> str:
    if today > due_day(response):
        return OVERDUE
    return REMINDER if response.reminded_at else INVITATION


def _days(response: Response, today: date) -> dict[str, str]:
    due = due_day(response)
    left = (due - today).days
    words = f"{left} {plural(left, 'день', 'дня', 'дней')}" if left else "сегодня последний день"
    begun = f"Заполнено ячеек: {response.filled_count}, ответ ещё не представлен."
    return {
        "deadline": day_words(due),
        "days_left": words,
        "progress": begun if response.filled_count else "",
    }


def _responses(found: ExchangeRound, ids: Iterable[int]) -> list[Response]:
    rows = Response.objects.filter(round=found, pk__in=set(ids)).select_related("party__territory")
    responses = sorted(rows, key=lambda one: (one.party.spoken_name.casefold(), one.pk))
    for one in responses:
        one.round = found
    return responses


def _contacts(found: ExchangeRound, parties: Sequence[int]) -> dict[int, list[Contact]]:
    known = contacts_of_many(parties=parties, owners=[found.exchange.owner_id])
    return {party: contacts for (_, party), contacts in known.items()}


def _drafts(
    letters: Sequence[CityLetter],
    contacts: Mapping[int, Sequence[Contact]],
    keys: Callable[[CityLetter], str],
) -> Iterator[LetterDraft]:
    for one in letters:
        for contact in contacts.get(one.response.party_id, ()):
            yield LetterDraft(
                kind=one.kind,
                key=f"{keys(one)}:{contact.pk}",
                to_address=contact.email,
                to_name=contact.person.full_name if contact.person else one.addressee,
                subject=one.subject,
                body=one.body,
            )

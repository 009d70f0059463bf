"""Decisions about rows are told to their authors: one letter for one sitting over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from mezhgorod.campaigns.actions.links import personal_links
from mezhgorod.campaigns.actions.rewording import Reworded, merged_with, reworded_rows
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.queries import due_day
from mezhgorod.campaigns.queries.merged import COMBINED
from mezhgorod.campaigns.rules import PLANNED_ROWS, RowState, SubmissionState, rules_from_dict
from mezhgorod.campaigns.rules.letters import day_words
from mezhgorod.notices.actions import LetterDraft, queue_letters, take_entries
from mezhgorod.notices.queries import fill_letter, used_text
from mezhgorod.registry.models import AuditEntry, Organization
from mezhgorod.registry.queries.associations import contacts_of_many
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import SYSTEM

RETURNED, ACCEPTED, REFUSED = "campaign.returned", "campaign.accepted", "campaign.refused"
MOVED, DECIDED = "campaign.moved", "campaign.decided"
_OF_ROWS = frozenset({"row.return", "row.accept", "row.refuse", "row.merge"})
_OF_ALL = "submission.return"
# A coordinator who goes through rows one by one writes one letter to each party, not one per row.
_QUIET, _LONGEST = timedelta(minutes=30), timedelta(hours=3)
_MAX_LINES = 50
_HEADINGS = {
    RowState.RETURNED: "Возвращено с замечанием:",
    RowState.ACCEPTED: "Принято:",
    RowState.REFUSED: "Не принято:",
    RowState.MERGED: "Объединено с предложениями других:",
}
_KINDS = {RowState.RETURNED: RETURNED, RowState.ACCEPTED: ACCEPTED, RowState.REFUSED: REFUSED}


@dataclass
class _Decided:
    """What has come of the rows of one party, as it is now."""

    submission: Submission
    rows: list[ProposedRow] = field(default_factory=list)
    reworded: list[Reworded] = field(default_factory=list)
    is_all_returned: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.rows and not self.reworded and not self.is_all_returned


def tell_decisions(now: datetime) -> int:
    """Write to authors what has been decided about their rows since the last letter.

    What was taken back meanwhile is not told. Each association has a mark of its own.

    Returns:
        How many letters were written.
    """
    owners = Organization.objects.filter(campaigns__isnull=False).distinct().order_by("pk")
    return sum(_tell(owner, now) for owner in owners)


@transaction.atomic
def _tell(owner: Organization, now: datetime) -> int:
    entries = take_entries(
        mark=f"decided:{owner.pk}",
        actions=_OF_ROWS | {_OF_ALL, COMBINED},
        owner_id=owner.pk,
        now=now,
        quiet=_QUIET,
        longest=_LONGEST,
    )
    if not entries:
        return 0
    by_campaign: dict[Campaign, list[_Decided]] = defaultdict(list)
    for one in _decided(entries):
        by_campaign[one.submission.campaign].append(one)
    last = entries[-1].pk
    return sum(_write(owner, *pair, last, now) for pair in by_campaign.items())


def _decided(entries: Iterable[AuditEntry]) -> list[_Decided]:
    row_ids = {int(one.object_id) for one in entries if one.action in _OF_ROWS}
    whole = {int(one.object_id) for one in entries if one.action == _OF_ALL}
    rows = list(
        ProposedRow.objects.filter(pk__in=row_ids, state__in=_told_states())
        .select_related("merged_into__submission__party__territory")
        .order_by("submission", "position", "pk")
    )
    reworded = reworded_rows([one for one in entries if one.action == COMBINED])
    authors = {one.submission_id for one in (*rows, *(pair.row for pair in reworded))}
    found = Submission.objects.filter(pk__in=whole | authors)
    by_id = {
        one.pk: _Decided(one)
        for one in found.select_related("party__territory", "campaign__owner").order_by("pk")
    }
    for row in rows:
        by_id[row.submission_id].rows.append(row)
    for pair in reworded:
        by_id[pair.row.submission_id].reworded.append(pair)
    for pk in whole & by_id.keys():
        by_id[pk].is_all_returned = by_id[pk].submission.state == SubmissionState.RETURNED
    return [one for one in by_id.values() if not one.is_empty]


def _told_states() -> frozenset[RowState]:
    return PLANNED_ROWS | {RowState.RETURNED, RowState.REFUSED, RowState.MERGED}


def _write(
    owner: Organization, campaign: Campaign, decided: Sequence[_Decided], last: int, now: datetime
) -> int:
    contacts = contacts_of_many(
        parties=[one.submission.party_id for one in decided], owners=[owner.pk]
    )
    told = [one for one in decided if (owner.pk, one.submission.party_id) in contacts]
    links = personal_links(
        campaign=campaign, submissions=[one.submission for one in told], actor=SYSTEM, now=now
    )
    kinds = (*_KINDS.values(), MOVED, DECIDED)
    used = {kind: used_text(kind=kind, owner=owner) for kind in kinds}
    letters = []
    for one in told:
        kind, fields = _fields(one)
        token = link_token(links[one.submission.pk])
        fields |= {
            "party": one.submission.party.name,
            "campaign": campaign.title,
            "link": f"{settings.SITE_URL}propose/{token}/",
        }
        subject, body = fill_letter(used[kind], owner=owner, fields=fields)
        letters += [
            LetterDraft(
                kind=kind,
                key=f"{DECIDED}:{one.submission.pk}:{last}:{contact.pk}",
                to_address=contact.email,
                to_name=contact.person.full_name if contact.person else one.submission.party.name,
                subject=subject,
                body=body,
            )
            for contact in contacts[owner.pk, one.submission.party_id]
        ]
    return queue_letters(owner=owner, letters=letters, now=now)


def _fields(one: _Decided) -> tuple[str, dict[str, str]]:
    """Return the kind of the letter and its fields: a single row has words of its own."""
    if len(one.reworded) == 1 and not one.rows and not one.is_all_returned:
        return MOVED, one.reworded[0].fields
    state = _state(one.rows[0]) if one.rows else RowState.RETURNED
    is_single = len(one.rows) == 1 and not one.reworded and not one.is_all_returned
    if is_single and state in _KINDS:
        row = one.rows[0]
        fields = {
            "row": row.title,
            "remark": row.remark,
            "deadline": day_words(due_day(one.submission)),
            "ground": _ground(row, one.submission.campaign),
        }
        return _KINDS[state], fields
    return DECIDED, {"decisions": "\n\n".join(_parts(one))}


def _parts(one: _Decided) -> Iterator[str]:
    if one.is_all_returned:
        yield (
            f"Предложения возвращены с замечанием: {one.submission.remark}\n"
            f"Поправьте их до {day_words(due_day(one.submission))}."
        )
    if one.reworded:
        yield "\n".join(["Изменено при объединении:", *(pair.line for pair in one.reworded)])
    by_state: Mapping[RowState, list[str]] = {state: [] for state in _HEADINGS}
    for row in one.rows:
        by_state[_state(row)].append(_line(row, one.submission.campaign))
    for state, lines in by_state.items():
        if lines:
            rest = len(lines) - _MAX_LINES
            more = [f"– и ещё {rest}"] if rest > 0 else []
            yield "\n".join([_HEADINGS[state], *lines[:_MAX_LINES], *more])


def _state(row: ProposedRow) -> RowState:
    return RowState.ACCEPTED if row.state in PLANNED_ROWS else RowState(row.state)


def _line(row: ProposedRow, campaign: Campaign) -> str:
    match _state(row):
        case RowState.RETURNED:
            why = row.remark
        case RowState.REFUSED:
            why = _ground(row, campaign)
        case RowState.MERGED if row.merged_into is not None:
            party = row.merged_into.submission.party
            why = f"{merged_with(party)}: «{row.merged_into.title}»"
        case _:
            why = ""
    return f"– {row.title}: {why}" if why else f"– {row.title}"


def _ground(row: ProposedRow, campaign: Campaign) -> str:
    """Return why a row is refused in the words of the campaign, and what was written besides."""
    grounds = {one.code: one.words for one in rules_from_dict(campaign.rules).grounds}
    said = (grounds.get(row.refusal_ground, ""), row.remark if row.refusal_ground else "")
    return ". ".join(filter(None, said))

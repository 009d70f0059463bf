"""Lists of participants as people paste them: any case form, any marks between the names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mezhgorod.outcomes.rules import PartyDraft
from mezhgorod.registry.models import Organization


@dataclass(frozen=True, slots=True)
class RecognisedParty:
    """One name of a pasted list.

    Attributes:
        typed: the words as they were typed.
        draft: who is meant; only with the typed words where nobody of that name is known.
        is_known: the registry or the gazetteer knows the name.
        member_id: the member of the association it speaks through, None for guests.
    """

    typed: str
    draft: PartyDraft
    is_known: bool
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Recognised:
    """A pasted list understood; `notes` say in Russian what a person has to look at."""

    parties: tuple[RecognisedParty, ...]
    is_open: bool
    notes: tuple[str, ...]

    @property
    def drafts(self) -> tuple[PartyDraft, ...]:
        """The parties as they are kept."""
        return tuple(one.draft for one in self.parties)


def recognise_parties(
    text: str, *, owner: Organization | None = None, day: date | None = None
) -> Recognised:
    """Read a list of cities, districts, organizations and regions in any case form.

    Names may stand between commas, semicolons, «и» or on lines of their own; «и другие» leaves the
    list open. A city typed twice in different forms counts once and is told. A town and a district
    of one member both stay and are told. Unknown names stay as they were typed and are told.

    Args:
        owner: whose members are meant where a name fits a member; None for nobody's.
        day: the day whose members are meant, None for all.

    Raises:
        RuleViolation: more than 5,000 characters or 500 names.
    """
    raise NotImplementedError

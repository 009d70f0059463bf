"""Lists of participants as people paste them: any case form, any marks between the names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mezhgorod.outcomes.rules import PartyDraft
from mezhgorod.planning.rules import AttendanceMode
from mezhgorod.registry.actions.municipalities import MunicipalityIndex, ensure_municipalities
from mezhgorod.registry.actions.organizations import OrganizationIndex, organization_index
from mezhgorod.registry.models import Membership, Municipality, Organization
from mezhgorod.registry.rules import (
    Holding,
    OrganizationKind,
    RuleViolation,
    municipality_identity,
    name_key,
)
from planbook.places.name_guesses import guessed_place, is_oblique
from planbook.places.name_list import ListedName, NameKind, NameList, read_name_list

MAX_TEXT, MAX_NAMES = 5_000, 500
_MAX_NAME = 300
_HOME = "Россия"


@dataclass(frozen=True, slots=True)
class RecognisedParty:
    """One name of a pasted list.

    Attributes:
        typed: the words as they were typed.
        draft: who is meant; only with the typed words where nobody of that name is known.
        is_known: the registry or the gazetteer knows the name.
        is_guess: nobody knows it; its nominative was guessed and a person has to look.
        member_id: the member organization it speaks through, None for guests.
    """

    typed: str
    draft: PartyDraft
    is_known: bool
    member_id: int | None = None
    is_guess: bool = False


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
    of one member both stay and are told. An unknown name of a place in a list that stands in
    another case is put into the nominative and told; other unknown names stay and are told.

    Args:
        owner: whose members are meant where a name fits a member; None for nobody's.
        day: the day whose members are meant, None for all who are members now.

    Raises:
        RuleViolation: more than 5,000 characters or 500 names.
    """
    if len(text) > MAX_TEXT:
        message = f"В списке {len(text)} знаков, помещается {MAX_TEXT}. Вставьте его по частям."
        raise RuleViolation("list.too_long", message, "text")
    finder = PartyRecogniser(owner=owner, day=day)
    read = read_name_list(text.replace("\0", " "), is_one_name=finder.is_organization)
    if len(read.names) > MAX_NAMES:
        message = f"В списке {len(read.names)} названий, помещается {MAX_NAMES}. Разделите его."
        raise RuleViolation("list.too_many", message, "text")
    return finder.recognised(read, is_oblique=is_oblique(text, read))


def cities_told(
    texts: Sequence[str], *, owner: Organization | None = None, day: date | None = None
) -> list[int | None]:
    """Return for each text the number of the city it is the name of: a team, «откуда», a holder.

    None where it says more or something else: the words stay as they are. The number of queries
    does not depend on how many texts there are; without any words nothing is asked.
    """
    if not any(map(str.strip, texts)):
        return [None] * len(texts)
    finder = PartyRecogniser(owner=owner, day=day)
    return [finder.city_told(text) for text in texts]


class PartyRecogniser:
    """Names against the registry: a fixed number of queries for any number of names."""

    def __init__(self, *, owner: Organization | None, day: date | None) -> None:
        self._organizations: OrganizationIndex = organization_index()
        self._cities: MunicipalityIndex = ensure_municipalities()
        self._member_of = _members(owner, day)

    def is_organization(self, words: str) -> bool:
        """Return whether words are a known name of an organization."""
        return self._organizations.find(words) is not None

    def recognised(self, read: NameList, *, is_oblique: bool = False) -> Recognised:
        """Return the names of a list with who they mean, each once.

        Args:
            is_oblique: the list stands in another case than the nominative.
        """
        found: list[RecognisedParty] = []
        notes: list[str] = []
        places: dict[tuple[str, object], int] = {}
        for name in read.names:
            party = self.party(name)
            if is_oblique and not party.is_known:
                party = self._guessed(name, party)
            known = places.setdefault(identity_of(party), len(found))
            if known < len(found):
                first = found[known]
                notes.append(_twice(first, party))
                found[known] = replace(first, draft=_joined(first.draft, party.draft))
                continue
            found.append(party)
            if party.is_guess:
                notes.append(_guess(party))
            elif not party.is_known:
                notes.append(_unknown(party))
        notes += _same_member(found)
        return Recognised(tuple(found), read.is_open, tuple(notes))

    def party(self, name: ListedName) -> RecognisedParty:
        """Return who a name means."""
        known = self._organizations.find(name.text) or self._organizations.find(name.typed)
        if known is not None and known.kind != OrganizationKind.MUNICIPALITY:
            draft = replace(_draft(name, known.spoken_name), organization_id=known.pk)
            member = self._member_of.get(("party", known.pk))
            return RecognisedParty(name.typed, draft, True, member)
        city = self._city(name)
        if city is None and known is not None and known.territory_id is not None:
            draft = replace(_draft(name, name.text), municipality_id=known.territory_id)
            member = self._member_of.get(("city", known.territory_id))
            return RecognisedParty(name.typed, draft, True, member)
        if city is None:
            return RecognisedParty(name.typed, _draft(name, name.text), name.is_known)
        draft = replace(_draft(name, city.name), municipality_id=city.pk, region="", country="")
        return RecognisedParty(name.typed, draft, True, self._member_of.get(("city", city.pk)))

    def city_told(self, text: str) -> int | None:
        """Return the number of the city a text is the name of."""
        read = read_name_list(text[:MAX_TEXT].replace("\0", " "), is_one_name=self.is_organization)
        return self.party(read.names[0]).draft.municipality_id if len(read.names) == 1 else None

    def _guessed(self, name: ListedName, party: RecognisedParty) -> RecognisedParty:
        """Return a place nobody knows in its likely nominative; what is no place stays."""
        nominative = guessed_place(name.typed) if name.kind is NameKind.OTHER else ""
        if not nominative:
            return party
        (again,) = read_name_list(nominative).names or (name,)
        found = self.party(again)
        if found.is_known:
            return replace(found, typed=name.typed, is_guess=True)
        draft = replace(party.draft, text=nominative[:_MAX_NAME])
        return replace(party, draft=draft, is_guess=True)

    def _city(self, name: ListedName) -> Municipality | None:
        identity = municipality_identity(name.place) if name.place else None
        if identity is None:
            return None
        fitting = self._cities.candidates(identity)
        if not fitting and identity.region:
            # The region was guessed by the gazetteer; a city the registry keeps without one fits.
            bare = self._cities.by_key.get((name_key(identity.name), identity.kind), ())
            fitting = [one for one in bare if one.region_id is None and not one.country]
        if len(fitting) > 1:
            members = [one for one in fitting if ("city", one.pk) in self._member_of]
            fitting = members or fitting
        return fitting[0] if len(fitting) == 1 else None


def _members(owner: Organization | None, day: date | None) -> dict[tuple[str, int], int]:
    """Return which member speaks for a city and which an organization is, in two queries."""
    if owner is None:
        return {}
    rows = Membership.objects.filter(association=owner).select_related("member")
    found: dict[tuple[str, int], int] = {}
    for row in rows.prefetch_related("places"):
        if day is not None and row.holding_on(day) is Holding.NO:
            continue
        if day is None and row.end_kind:
            continue
        found["party", row.member_id] = row.member_id
        if row.member.territory_id is not None:
            found["city", row.member.territory_id] = row.member_id
        for place in row.places.all():
            found["city", place.municipality_id] = row.member_id
    return found


def _draft(name: ListedName, text: str) -> PartyDraft:
    place = name.place
    is_sure = place is not None and name.is_known and name.kind is not NameKind.REGION
    return PartyDraft(
        text=text[:_MAX_NAME],
        mode=AttendanceMode.ONLINE if name.is_remote else AttendanceMode.UNKNOWN,
        headcount=name.headcount,
        region=place.region if place and is_sure else "",
        country=place.country if place and is_sure and place.country != _HOME else "",
    )


def identity_of(party: RecognisedParty) -> tuple[str, object]:
    """Return what makes two names of a list the same party."""
    draft = party.draft
    if draft.municipality_id is not None:
        return "city", draft.municipality_id
    if draft.organization_id is not None:
        return "party", draft.organization_id
    return "text", (name_key(draft.text), draft.region, draft.country)


def _joined(first: PartyDraft, second: PartyDraft) -> PartyDraft:
    """Return a party told twice: people of both lines, the way of taking part that was told."""
    counts = [one.headcount for one in (first, second) if one.headcount is not None]
    modes = {one.mode for one in (first, second)} - {AttendanceMode.UNKNOWN}
    mode = AttendanceMode.HYBRID if len(modes) > 1 else next(iter(modes), first.mode)
    return replace(first, headcount=sum(counts) if counts else None, mode=mode)


def _twice(first: RecognisedParty, second: RecognisedParty) -> str:
    forms = f": «{first.typed[:80]}» и «{second.typed[:80]}»" if first.typed != second.typed else ""
    return f"{first.draft.text}: в списке дважды{forms}. Учтено один раз."


def _guess(party: RecognisedParty) -> str:
    return f"«{party.typed[:80]}» понято как «{party.draft.text[:80]}»: проверьте форму."


def _unknown(party: RecognisedParty) -> str:
    return (
        f"Не найдено: «{party.typed[:80]}». Оставлено как набрано; проверьте написание "
        "или добавьте регион в скобках."
    )


def _same_member(found: Sequence[RecognisedParty]) -> list[str]:
    by_member: dict[int, list[str]] = {}
    for one in found:
        if one.member_id is not None:
            by_member.setdefault(one.member_id, []).append(one.draft.text)
    return [
        f"{' и '.join(f'«{name}»' for name in names)} — один член. "
        "Оставлены оба; если это одна делегация, уберите лишнее."
        for names in by_member.values()
        if len(names) > 1
    ]

"""Rules of doubts, one function a rule, over facts that are loaded already."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from mezhgorod.outcomes.models import FactSource, HeldEvent, StatedCount
from mezhgorod.outcomes.queries.doubt_values import Circumstances, Doubt, ToldParty
from mezhgorod.outcomes.queries.meeting_doubts import meeting_doubts
from mezhgorod.outcomes.rules import CountUnit, Outcome, PartyRole, UnionRole
from mezhgorod.outcomes.rules.doubting import (
    NumberedYear,
    agrees,
    listed_numbers,
    ordinal_doubt,
)
from mezhgorod.registry.rules import Holding, MunicipalityKind, name_key

_LISTED_UNITS = (CountUnit.CITIES, CountUnit.MUNICIPALITIES, CountUnit.DELEGATIONS)
_PRESENT = (PartyRole.PARTICIPANT, PartyRole.HOST, PartyRole.PRESENTER)
_MAX_SUBJECT = 500


def found_doubts(held: HeldEvent, around: Circumstances) -> Iterator[Doubt]:
    """Yield every doubt about one event."""
    yield from _without_facts(held)
    yield from _stated_and_listed(held)
    yield from _named_twice(held)
    yield from _one_member(held, around)
    yield from _sources(held)
    yield from _ordinal(held, around)
    yield from _left(held, around)
    yield from _host_withdrew(held, around)
    yield from _before_plan(held, around)
    yield from meeting_doubts(held)


def _told(held: HeldEvent) -> list[ToldParty]:
    """Return everybody that any source names."""
    rows: list[ToldParty] = held.told_parties  # type: ignore[attr-defined]
    return rows


def _current(held: HeldEvent, *roles: PartyRole) -> list[ToldParty]:
    return [one for one in _told(held) if one.is_current and (not roles or one.role in roles)]


def _key(party: ToldParty) -> tuple[str, object]:
    if party.city is not None:
        return "city", party.city
    if party.organization is not None:
        return "party", party.organization
    return "text", name_key(party.text)


def _without_facts(held: HeldEvent) -> Iterator[Doubt]:
    if held.outcome == "":
        message = "Что стало с мероприятием, ещё не сказано."
        yield Doubt("NO-OUTCOME", "", message, "Спросите принимающий город или отметьте сами.")
        return
    told = (
        _current(held, *(role for role in PartyRole if role is not PartyRole.HOST)),
        [one for one in held.counts.all() if one.is_current],
        held.result,
        *(getattr(held, f"{name}_count") for name in ("talk", "table", "agenda", "award", "task")),
    )
    # What was only supported stands in a list by its title and city.
    is_named_only = held.union_role == UnionRole.SUPPORTED
    if held.outcome == Outcome.HELD and not is_named_only and not any(told):
        message = "Нет ни участников, ни чисел, ни итога: в отчёт попадёт одно название."
        yield Doubt("NO-FACTS", "", message, "Внесите участников и итог.")


def _stated_and_listed(held: HeldEvent) -> Iterator[Doubt]:
    listed = {_key(one): one for one in _current(held, PartyRole.PARTICIPANT)}
    if not listed:
        return
    hosts = {_key(one) for one in _current(held, PartyRole.HOST)}
    for count in held.counts.all():
        if not count.is_current or count.unit not in _LISTED_UNITS:
            continue
        parties = set(listed)
        if count.unit == CountUnit.CITIES:
            parties = {key for key, one in listed.items() if not _is_district(one)}
        counted = held.host_counted if count.host_counted == "unknown" else count.host_counted
        numbers = listed_numbers(parties, hosts, counted)
        if any(agrees(count.number, count.hedge, number) for number in numbers):
            continue
        yield _listed_doubt(held, count, numbers[0])


def _listed_doubt(held: HeldEvent, count: StatedCount, listed: int) -> Doubt:
    subject = f"{count.unit} {count.number} {listed}"
    said = f"Сказано: {count}. Перечислено: {listed}."
    if held.is_list_open and listed < count.number:
        message = f"{said} Список открытый: не названо {count.number - listed}."
        remedy = "Дополните список или оставьте как есть: в отчёте будет «и другие»."
        return Doubt("OPEN-LIST", subject, message, remedy, count.number, listed)
    remedy = "Проверьте список и число; отметьте, считается ли принимающий город."
    return Doubt("STATED-LISTED", subject, said, remedy, count.number, listed)


def _is_district(party: ToldParty) -> bool:
    return party.city_kind == MunicipalityKind.DISTRICT


def _named_twice(held: HeldEvent) -> Iterator[Doubt]:
    for role in PartyRole:
        rows = _current(held, role)
        counts = Counter(_key(one) for one in rows)
        for key, number in counts.items():
            if number == 1:
                continue
            names = [one.text for one in rows if _key(one) == key]
            words = "», «".join(dict.fromkeys(names))
            message = f"«{words}»: в списке «{role.label}» {number} раза."
            subject = f"{role.value} {names[0]}"[:_MAX_SUBJECT]
            yield Doubt("CITY-TWICE", subject, message, "Оставьте одну строку.", number, 1)


def _one_member(held: HeldEvent, around: Circumstances) -> Iterator[Doubt]:
    by_city = around.member_of_city.get(held.owner_id, {})
    for role in PartyRole:
        groups: dict[int, dict[int, str]] = defaultdict(dict)
        for one in _current(held, role):
            member = by_city.get(one.city or 0)
            if member is not None and one.city is not None:
                groups[member][one.city] = one.text
        for cities in groups.values():
            if len(cities) < 2:
                continue
            words = " и ".join(f"«{name}»" for name in cities.values())
            message = f"{words} — один член объединения, в списке «{role.label}» названы оба."
            subject = f"{role.value} {words}"[:_MAX_SUBJECT]
            remedy = "Если это одна делегация, оставьте одно название."
            yield Doubt("MEMBER-ALIAS", subject, message, remedy, len(cities), 1)


def _sources(held: HeldEvent) -> Iterator[Doubt]:
    """Compare what each further source says with what counts; one doubt for a source."""
    known = {one.pk: one for one in held.sources.all()}
    sources: dict[int, FactSource] = {}
    numbers: dict[int, list[StatedCount]] = defaultdict(list)
    lists: dict[int, list[ToldParty]] = defaultdict(list)
    for count in held.counts.all():
        if not count.is_current:
            sources[count.source_id] = known[count.source_id]
            numbers[count.source_id].append(count)
    for party in _told(held):
        if not party.is_current:
            sources[party.source] = known[party.source]
            lists[party.source].append(party)
    for pk, source in sources.items():
        pairs = list(_number_conflicts(held, numbers[pk]))
        words = [f"{one} вместо {other}" for one, other, *_ in pairs]
        words += _list_conflicts(held, lists[pk])
        if not words:
            continue
        first, second = pairs[0][2:] if pairs else (None, None)
        said = "; ".join(words)
        message = f"Источник «{source}» сообщает другое: {said}."
        remedy = "Решите, что верно: считать по этому источнику или оставить как есть."
        subject = f"{pk} {said}"[:_MAX_SUBJECT]
        yield Doubt("SOURCE-CONFLICT", subject, message, remedy, first, second)


def _number_conflicts(
    held: HeldEvent, told: Iterable[StatedCount]
) -> Iterator[tuple[str, str, int, int]]:
    ours = {one.counted: one for one in held.counts.all() if one.is_current}
    listed = len({_key(one) for one in _current(held, PartyRole.PARTICIPANT)})
    for one in told:
        known = ours.get(one.counted)
        if known is not None:
            if (one.number, one.hedge) != (known.number, known.hedge):
                yield str(one), str(known), known.number, one.number
        elif one.unit in _LISTED_UNITS and listed and not agrees(one.number, one.hedge, listed):
            yield str(one), f"перечисленных {listed}", listed, one.number


def _list_conflicts(held: HeldEvent, told: Iterable[ToldParty]) -> list[str]:
    found = []
    rows = list(told)
    for role in dict.fromkeys(one.role for one in rows):
        ours = _current(held, PartyRole(role))
        theirs = [one for one in rows if one.role == role]
        missing = _not_among(ours, theirs)
        added = _not_among(theirs, ours)
        if missing:
            found.append(f"не названы: {', '.join(missing)}")
        if added:
            found.append(f"названы ещё: {', '.join(added)}")
    return found


def _not_among(parties: Iterable[ToldParty], others: Iterable[ToldParty]) -> list[str]:
    """Return who of some is not among others; a name without its city is the same by its words."""
    known = list(others)
    keys = {_key(one) for one in known}
    names = {name_key(one.text) for one in known}
    return [
        one.text for one in parties if _key(one) not in keys and name_key(one.text) not in names
    ]


def _ordinal(held: HeldEvent, around: Circumstances) -> Iterator[Doubt]:
    if held.series is None or held.edition is None or held.earliest is None:
        return
    mine = NumberedYear(held.edition, held.earliest.year)
    known = around.editions.get(held.series.pk, ())
    words, expected = ordinal_doubt(mine, known, step_years=held.series.step_years)
    if words:
        message = f"Номер {held.edition} серии «{held.series.name}»: {words}."
        remedy = "Проверьте номер и год в этой серии."
        subject = f"{mine.number} {mine.year} {words}"[:_MAX_SUBJECT]
        yield Doubt("ORDINAL", subject, message, remedy, held.edition, expected)


def _left(held: HeldEvent, around: Circumstances) -> Iterator[Doubt]:
    day = held.earliest
    if day is None:
        return
    by_city = around.memberships_of_city.get(held.owner_id, {})
    seen: set[int] = set()
    for one in _current(held, *_PRESENT):
        rows = by_city.get(one.city or 0, [])
        ended = [row for row in rows if row.until_latest is not None and row.until_latest < day]
        if not ended or one.city in seen:
            continue
        if any(row.holding_on(day) is not Holding.NO for row in rows):
            continue
        seen.add(one.city or 0)
        message = f"{one.text}: на этот день уже не член объединения ({ended[-1].term_words})."
        remedy = "Если город был гостем, перенесите его в список гостей."
        yield Doubt("LEFT-MEMBER", one.text[:_MAX_SUBJECT], message, remedy)


def _host_withdrew(held: HeldEvent, around: Circumstances) -> Iterator[Doubt]:
    for edition in around.withdrawn.get(held.series_id or 0, ()):
        if held.edition is not None and edition.number not in {held.edition, held.edition + 1}:
            continue
        city = edition.host.name if edition.host else "город"
        message = (
            f"№ {edition.number} ({edition.year} год): {city} отозвал предложение принять, "
            "другой город не назван."
        )
        remedy = "Не называйте этот город принимающим в отчёте; найдите другой."
        subject = f"{edition.number} {edition.year} {city}"[:_MAX_SUBJECT]
        yield Doubt("WITHDRAWN-HOST", subject, message, remedy)


def _before_plan(held: HeldEvent, around: Circumstances) -> Iterator[Doubt]:
    start = around.plan_starts.get(held.event_id or 0)
    if start is not None and held.latest is not None and held.latest < start:
        message = f"Прошло раньше, чем начинается план ({start:%d.%m.%Y})."
        remedy = "Проверьте дату или пункт плана, к которому отнесено мероприятие."
        yield Doubt("BEFORE-PLAN", held.timing_edtf, message, remedy)

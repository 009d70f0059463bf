"""The form of a new campaign: period, source plan, deadlines, conditions, parties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import QueryDict
from django.utils.dateparse import parse_date

from mezhgorod.campaigns.actions import CampaignDraft
from mezhgorod.campaigns.queries import USUAL_COLUMNS
from mezhgorod.campaigns.rules import (
    CampaignCycle,
    CampaignRules,
    CyclePreset,
    Deadlines,
    EligibilityKind,
    EligibilityRule,
    RefusalGround,
    preset,
)
from mezhgorod.planning.models import EventPlace, Plan, PlanSection
from mezhgorod.planning.rules import PlanGrouping
from mezhgorod.registry.actions import ensure_organization
from mezhgorod.registry.actions.parties import ensure_party
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.rules import (
    OrganizationKind,
    RuleViolation,
    name_key,
    number_of,
    numbers_of,
    slug_text,
)
from mezhgorod.website.board.evidence import header_of_role
from planbook.dates import MONTH_NAMES, Period
from planbook.dates.period import PeriodKind

_MEMBER, _UNIT = "в составе объединения", "подразделение"
_MAX_GROUNDS = 30
_CYCLES = {
    PeriodKind.HALF_YEAR: CampaignCycle.HALF_YEAR,
    PeriodKind.QUARTER: CampaignCycle.QUARTER,
    PeriodKind.MONTH: CampaignCycle.MONTH,
}


def day_of(text: str) -> date | None:
    """Return a day as a field of a form sends it, None for anything else."""
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


def cycle_of(period: Period) -> CampaignCycle:
    """Return which shipped conditions suit a period."""
    return _CYCLES.get(period.kind, CampaignCycle.YEAR)


def period_choices(years: Sequence[int]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the periods of some years: (year, [(EDTF, words)])."""
    return [(str(year), list(_periods(year))) for year in years]


def _periods(year: int) -> Iterator[tuple[str, str]]:
    yield str(year), f"{year} год"
    for code, words in ((40, "первое полугодие"), (41, "второе полугодие")):
        yield f"{year}-{code}", f"{words} {year} года"
    for quarter, numeral in enumerate(("I", "II", "III", "IV")):
        yield f"{year}-{33 + quarter}", f"{numeral} квартал {year} года"
    for month, name in enumerate(MONTH_NAMES, start=1):
        yield f"{year}-{month:02}", f"{name} {year} года"


def period_words(edtf: str) -> str:
    """Return a period in words, its EDTF where it is none of the usual ones."""
    year = edtf[:4]
    known = dict(_periods(number_of(year)))
    return known.get(edtf, edtf)


def next_period(edtf: str) -> str:
    """Return the period of the same length after one.

    >>> next_period("2022-41"), next_period("2023"), next_period("2023-12")
    ('2023-40', '2024', '2024-01')
    """
    year, _, code = edtf.partition("-")
    if not number_of(year) or (code and not number_of(code)):
        return ""
    if not code:
        return str(int(year) + 1)
    for first, last in ((1, 12), (33, 36), (40, 41)):
        if first <= int(code) <= last:
            is_last = int(code) == last
            following = first if is_last else int(code) + 1
            return f"{int(year) + is_last}-{following:02}"
    return ""


@dataclass(frozen=True, slots=True)
class PartyChoice:
    """Somebody who may be invited: `key` for the form, `reason` why it is offered."""

    key: str
    name: str
    reason: str


def party_choices(
    *, owner: Organization, source: Plan | None, day: date, left_out: Iterable[int] = ()
) -> list[PartyChoice]:
    """Return who may be invited: members on the day and whoever has rows in the source plan.

    Cities are those rows take place in, departments the headings of a plan by departments; both
    also where the registry has no organization for them yet.

    Args:
        left_out: organizations that are invited already.
    """
    found: dict[str, PartyChoice] = {}
    if source is not None:
        found = {name_key(one.name): one for one in (*_departments(source), *_cities(source))}
    bond = _MEMBER if owner.kind == OrganizationKind.UNION else _UNIT
    for one in members_on(association=owner, day=day):
        key, name = name_key(one.party.spoken_name), one.party.spoken_name
        rows = f", {found[key].reason}" if key in found else ""
        found[key] = PartyChoice(f"p{one.party.pk}", name, f"{bond}{rows}")
    gone = {
        name_key(one.spoken_name)
        for one in Organization.objects.filter(pk__in=left_out).select_related("territory")
    }
    chosen = [choice for key, choice in found.items() if key not in gone]
    return sorted(chosen, key=lambda one: one.name.casefold())


def _departments(source: Plan) -> Iterator[PartyChoice]:
    sections = source.sections.filter(grouping=PlanGrouping.DEPARTMENT).order_by("position")
    counts = Counter(source.sections.values_list("pk", "items__pk").values_list("pk", flat=True))
    for section in sections:
        yield PartyChoice(f"s{section.pk}", section.heading, _rows_words(counts[section.pk]))


def _cities(source: Plan) -> Iterator[PartyChoice]:
    places = EventPlace.objects.filter(
        event__items__section__plan=source, municipality__isnull=False
    )
    if source.sections.filter(grouping=PlanGrouping.DEPARTMENT).exists():
        return
    pairs = places.values_list("municipality_id", "municipality__name")
    for (pk, name), count in Counter(pairs).items():
        yield PartyChoice(f"m{pk}", str(name), _rows_words(count))


def _rows_words(count: int) -> str:
    return f"строк в прошлом плане: {count}"


def chosen_parties(keys: Iterable[str], *, owner: Organization) -> list[Organization]:
    """Return the organizations behind ticked choices; those the registry lacks are made.

    Headings are taken from plans of the owner only.
    """
    by_kind: dict[str, list[int]] = {"p": [], "m": [], "s": []}
    for key in keys:
        if key[:1] in by_kind:
            by_kind[key[:1]] += numbers_of([key[1:]])
    parties = list(Organization.objects.filter(pk__in=by_kind["p"]).select_related("territory"))
    for city in Municipality.objects.filter(pk__in=by_kind["m"]).select_related("region"):
        parties.append(ensure_party(municipality=city))
    for section in PlanSection.objects.filter(pk__in=by_kind["s"], plan__owner=owner):
        parties.append(_department(section.heading))
    return parties


def _department(name: str) -> Organization:
    made = ensure_organization(name=name)
    if made.kind == OrganizationKind.OTHER:
        made.kind = OrganizationKind.EXECUTIVE
        made.save(update_fields=["kind"])
    return made


@dataclass(slots=True)
class CampaignForm:
    """What the page of a new campaign shows and sends; `errors` are messages by field."""

    owner: Organization
    source: Plan | None
    period: Period
    values: dict[str, str] = field(default_factory=dict)
    required: list[str] = field(default_factory=list)
    conditions: list[str] = field(default_factory=list)
    strict: list[str] = field(default_factory=list)
    parties: list[str] | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def fresh(cls, owner: Organization, source: Plan | None, period: Period) -> CampaignForm:
        """Return the form filled with the shipped conditions of the period."""
        shipped = preset(cycle_of(period))
        days, rules = shipped.deadlines(period.start), shipped.rules
        return cls(
            owner,
            source,
            period,
            values={
                "title": f"Предложения в план на {period_words(period.edtf)}",
                "opens_on": days.opens_on.isoformat(),
                "due_on": days.due_on.isoformat(),
                "review_due_on": days.review_due_on.isoformat(),
                "grounds": "\n".join(one.words for one in rules.grounds),
                "min_parties": str(_minimum(rules)),
            },
            required=list(rules.required),
            conditions=[one.kind.value for one in rules.eligibility],
            strict=[one.kind.value for one in rules.eligibility if one.is_strict],
        )

    @classmethod
    def sent(
        cls, owner: Organization, source: Plan | None, period: Period, data: QueryDict
    ) -> CampaignForm:
        """Return the form as it was sent."""
        names = ("title", "opens_on", "due_on", "review_due_on", "grounds", "note", "min_parties")
        return cls(
            owner,
            source,
            period,
            values={name: data.get(name, "") for name in names},
            required=data.getlist("required"),
            conditions=data.getlist("condition"),
            strict=data.getlist("strict"),
            parties=data.getlist("invited"),
        )

    @property
    def shipped(self) -> CyclePreset:
        """The shipped conditions for this period."""
        return preset(cycle_of(self.period))

    @property
    def columns(self) -> list[tuple[str, str, bool]]:
        """Columns that may be required: role, header, whether it is."""
        columns: Iterable[tuple[str, str]] = USUAL_COLUMNS
        if self.source is not None:
            columns = self.source.columns.values_list("role", "header") or USUAL_COLUMNS
        return [
            (role, " ".join(header.split()) or header_of_role(role), role in self.required)
            for role, header in columns
            if role != "number"
        ]

    def draft(self) -> CampaignDraft:
        """Return what the form asks for.

        Raises:
            RuleViolation: a day is missing.
        """
        cycle = cycle_of(self.period)
        return CampaignDraft(
            title=self.values["title"],
            cycle=cycle,
            period_edtf=self.period.edtf,
            deadlines=Deadlines(
                self._day("opens_on"), self._day("due_on"), self._day("review_due_on")
            ),
            rules=self._rules(),
            source_plan=self.source,
            note=self.values.get("note", ""),
        )

    def _day(self, name: str) -> date:
        day = day_of(self.values[name])
        if day is None:
            raise RuleViolation("campaign.day", "Укажите день, например 15.11.2026.", name)
        return day

    def _rules(self) -> CampaignRules:
        shipped = preset(cycle_of(self.period)).rules
        known = {one.words: one.code for one in shipped.grounds}
        lines = [" ".join(line.split()) for line in self.values["grounds"].splitlines()]
        words = list(dict.fromkeys(line[:300] for line in lines if line))[:_MAX_GROUNDS]
        minimum = number_of(self.values.get("min_parties", ""))
        return CampaignRules(
            required=tuple(self.required),
            eligibility=tuple(
                EligibilityRule(
                    kind,
                    number=minimum if kind is EligibilityKind.MIN_PARTIES else 0,
                    is_strict=kind.value in self.strict,
                )
                for kind in EligibilityKind
                if kind.value in self.conditions
            ),
            grounds=tuple(
                RefusalGround(known.get(one) or slug_text(one)[:40], one) for one in words
            ),
            source=shipped.source,
        )


def _minimum(rules: CampaignRules) -> int:
    kinds = [one for one in rules.eligibility if one.kind is EligibilityKind.MIN_PARTIES]
    return kinds[0].number if kinds else 3

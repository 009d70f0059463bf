"""The nine lists of participants of the report of 2024, pasted as they are said there."""

import csv
from functools import cache
from pathlib import Path

import pytest
from tests.factories.outcomes import NOW, make_held
from tests.factories.people import make_owner, make_party

from mezhgorod.outcomes.actions import change_held, set_counts, set_parties
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.outcomes.queries import doubts_of, participation_matrix, recognise_parties
from mezhgorod.outcomes.rules import CountDraft, CountUnit, PartyList, PartyRole
from mezhgorod.registry.models import Membership, MembershipPlace, Municipality
from mezhgorod.registry.rules import SYSTEM
from planbook.language import Case, join_list
from planbook.places import locality_form

pytestmark = [pytest.mark.django_db, pytest.mark.once]
GOLD = Path(__file__).parents[3] / "corpus" / "gold" / "report_facts.csv"
LISTS = ("participants", "participants-remote", "participants-district")
# Conferences with guests from anywhere are not among the nine lists of members.
GUESTS = "Экология и общество"


@cache
def lists() -> dict[str, list[tuple[str, list[str]]]]:
    """Events of the gold file with their lists: kind and names."""
    found: dict[str, list[tuple[str, list[str]]]] = {}
    for row in csv.DictReader(GOLD.read_text(encoding="utf-8").splitlines()):
        if row["fact_type"] in LISTS and GUESTS not in row["event"]:
            found.setdefault(row["event"], []).append((row["fact_type"], row["value"].split(";")))
    return found


def pasted(groups: list[tuple[str, list[str]]]) -> str:
    """The lists as a person pastes them: cities in the genitive, districts with their region."""
    names = [
        name if kind == "participants-district" else locality_form(name, Case.GENITIVE)
        for kind, group in groups
        for name in group
    ]
    return f"из {join_list(names)}"


def held_of(title: str, groups: list[tuple[str, list[str]]]) -> HeldEvent:
    owner = make_owner()
    held = make_held(owner, title=title)
    found = recognise_parties(pasted(groups), owner=owner)
    assert all(one.is_known for one in found.parties), found.notes
    parties = PartyList(PartyRole.PARTICIPANT, found.drafts, found.is_open)
    set_parties(held=held, parties=parties, actor=SYSTEM, now=NOW)
    return held


def test_nine_lists_hold_33_names_and_one_city_is_in_eight() -> None:
    events = [held_of(title, groups) for title, groups in lists().items()]

    matrix = participation_matrix(events=HeldEvent.objects.all())

    sizes = [held.participations.count() for held in events]
    assert sizes == [8, 12, 21, 11, 20, 17, 9, 12, 14]
    assert len(matrix.rows) == 33
    assert {row.name: row.count for row in matrix.rows}["Череповец"] == 8


def test_a_town_and_its_district_are_told_as_one_member_and_not_merged() -> None:
    owner = make_owner()
    town = make_party("Муниципальное образование «Боровичи»", city="Боровичи")
    membership = Membership.objects.create(association=owner, member=town)
    found = recognise_parties("Боровичей и Боровичского района (Новгородская область)", owner=owner)
    held = make_held(owner)
    parties = PartyList(PartyRole.PARTICIPANT, found.drafts)
    set_parties(held=held, parties=parties, actor=SYSTEM, now=NOW)
    assert doubts_of(held) == []
    district = Municipality.objects.get(name="Боровичский район")
    MembershipPlace.objects.create(membership=membership, municipality=district)

    assert [one.code for one in doubts_of(held)] == ["MEMBER-ALIAS"]
    assert held.participations.count() == 2


@pytest.mark.parametrize(
    ("title", "stated", "is_open", "codes"),
    [("Молодежная политика", 20, False, []), ("Инициативное", 40, True, ["OPEN-LIST"])],
)
def test_stated_and_listed(title: str, stated: int, is_open: bool, codes: list[str]) -> None:
    name, groups = next(one for one in lists().items() if title in one[0])
    held = held_of(name, groups)
    change_held(held=held, values={"is_list_open": is_open}, actor=SYSTEM, now=NOW)
    unit = CountUnit.MUNICIPALITIES if is_open else CountUnit.CITIES
    set_counts(held=held, counts=[CountDraft(unit, stated)], actor=SYSTEM, now=NOW)

    assert [one.code for one in doubts_of(held)] == codes

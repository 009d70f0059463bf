"""Free words of facts as everybody may read them: without names of people who have not agreed.

Teams, holders of cups and executors are words that anybody may type (152-ФЗ, статья 10.1).
"""

from __future__ import annotations

from collections.abc import Iterable

from mezhgorod.outcomes.models import AgendaItem, AgreedTask, Standing, TrophyHolding
from mezhgorod.outcomes.rules import AgendaKind
from planbook.facts.naming import may_name_people, without_people

UNNAMED = "—"


def public_words(text: str, *, is_public: bool, instead: str = "") -> str:
    """Return short words with offices and places only, unless the name may be shown.

    Args:
        instead: what stands where nothing else is left: the city.
    """
    if is_public or not text:
        return text
    return without_people(text) or instead or UNNAMED


def public_team(line: Standing) -> str:
    """Return a team as everybody may read it."""
    city = line.municipality.name if line.municipality else ""
    return public_words(line.team, is_public=line.is_name_public, instead=city)


def public_holder(holding: TrophyHolding) -> str:
    """Return who took a cup as everybody may read it."""
    city = holding.municipality.name if holding.municipality else ""
    return public_words(holding.holder, is_public=holding.is_name_public, instead=city)


def hide_teams(lines: Iterable[Standing]) -> None:
    """Make lines of tables of places fit for everybody; they are not to be saved any more."""
    for line in lines:
        line.team = public_team(line)


def hide_holders(holdings: Iterable[TrophyHolding]) -> None:
    """Make holders of cups fit for everybody; they are not to be saved any more."""
    for one in holdings:
        one.holder = public_holder(one)


def hide_executors(tasks: Iterable[AgreedTask]) -> None:
    """Make executors of tasks fit for everybody; they are not to be saved any more."""
    for one in tasks:
        known = one.executor.spoken_name if one.executor else ""
        one.executor_text = public_words(
            one.executor_text, is_public=one.is_name_public, instead=known
        )


def hide_elected(agenda: Iterable[AgendaItem]) -> None:
    """Leave of elections the office: the decision and the question may name who was elected."""
    for one in agenda:
        if one.kind == AgendaKind.QUESTION or (one.person and one.person.is_public):
            continue
        one.office = public_words(one.office, is_public=False)
        office = str(one.post or one.office)
        if may_name_people(one.title):
            one.title = f"{one.get_kind_display().capitalize()}: {office}"
        if may_name_people(one.decision_text):
            one.decision_text = ""

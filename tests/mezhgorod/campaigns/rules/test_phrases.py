"""Those who are invited are called by what they are; lateness is told in days."""

import pytest

from mezhgorod.campaigns.rules.phrases import invited_noun, late_words
from mezhgorod.registry.rules import OrganizationKind as Kind


@pytest.mark.parametrize(
    ("owner", "invited", "words"),
    [
        (Kind.UNION, [Kind.MUNICIPALITY], "5 членов"),
        (Kind.UNION, [], "5 членов"),
        (Kind.UNION, [Kind.MUNICIPALITY, Kind.OTHER], "5 участников"),
        (Kind.EXECUTIVE, [Kind.EXECUTIVE, Kind.INSTITUTION], "5 подразделений"),
        (Kind.MUNICIPALITY, [Kind.INSTITUTION], "5 подразделений"),
        (Kind.EXECUTIVE, [Kind.EXECUTIVE, Kind.MUNICIPALITY], "5 участников"),
        (Kind.OTHER, [Kind.EXECUTIVE], "5 участников"),
    ],
)
def test_the_noun_depends_on_who_invites_whom(owner: Kind, invited: list[Kind], words: str) -> None:
    assert invited_noun(owner, invited).counted(5) == words


@pytest.mark.parametrize(
    ("days", "words"), [(1, "опоздание 1 день"), (2, "опоздание 2 дня"), (11, "опоздание 11 дней")]
)
def test_lateness_in_days(days: int, words: str) -> None:
    assert late_words(days) == words

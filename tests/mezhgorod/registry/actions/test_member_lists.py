"""A pasted list of members: all of it, or nothing with every error."""

from datetime import date

import pytest
from tests.factories.people import make_owner
from tests.factories.who_is_who import NOW, keeper

from mezhgorod.registry.actions import paste_members
from mezhgorod.registry.models import AuditEntry, Membership, Municipality
from mezhgorod.registry.queries.memberships import members_on

pytestmark = pytest.mark.django_db


def test_cities_in_any_spelling_become_members_with_their_dates() -> None:
    owner = make_owner()
    paste_members(association=owner, text="Псков", actor=keeper(owner), now=NOW)

    result = paste_members(
        association=owner,
        text="1. Вологда; с 1999\n2. г. Вел. Новгород\n3. г. Псков\n",
        actor=keeper(owner),
        now=NOW,
    )

    assert result.errors == []
    assert [one.member.spoken_name for one in result.admitted] == ["Вологда", "Великий Новгород"]
    assert result.known == ["Псков"]
    found = members_on(association=owner, day=date(2025, 1, 1))
    assert [(one.name, one.membership.since_text) for one in found] == [
        ("Великий Новгород", ""),
        ("Вологда", "с 1999"),
        ("Псков", ""),
    ]


def test_one_wrong_line_leaves_nothing_behind_and_all_errors_are_told() -> None:
    owner = make_owner()

    result = paste_members(
        association=owner,
        text="Вологда; с 1999\nНесуществующинск\nПсков; давно\nВологда",
        actor=keeper(owner),
        now=NOW,
    )

    assert result.admitted == []
    assert [(one.number, one.message.split(".")[0].split(":")[0]) for one in result.errors] == [
        (2, "Не найдено"),
        (3, "Не понятно, когда"),
    ]
    assert not Membership.objects.exists()
    assert not AuditEntry.objects.exists()


def test_rubbish_is_told_line_by_line_and_writes_nothing() -> None:
    owner = make_owner()
    rubbish = "\n".join(["<script>", "'; DROP TABLE", "=1+1", "🙂🙂🙂", "....", "\u202eВологда"])

    result = paste_members(association=owner, text=rubbish, actor=keeper(owner), now=NOW)

    assert len(result.errors) >= 5
    assert not Membership.objects.exists()
    assert not Municipality.objects.filter(name__contains="<").exists()

"""Texts of letters: fields are named, nothing is evaluated, the shipped text comes back."""

import pytest
from tests.factories.letters import NOW
from tests.factories.people import actor_with, make_owner

from mezhgorod.notices.actions import reset_template, save_template
from mezhgorod.notices.models import LetterTemplate
from mezhgorod.notices.queries import render_letter, used_texts
from mezhgorod.notices.rules import (
    LetterKind,
    MissingField,
    ensure_text_fits,
    fill_text,
    letter_kinds,
)
from mezhgorod.registry.rules import Role, RuleViolation

pytestmark = pytest.mark.django_db

FIELDS = {
    "party": "Вологда",
    "campaign": "План на 2024 год",
    "row": "Форум {малых} городов",
    "link": "https://plan.example.org/p/1",
}


@pytest.mark.parametrize("kind", letter_kinds().values(), ids=lambda one: one.code)
def test_every_shipped_text_names_only_its_fields_and_fills(kind: LetterKind) -> None:
    ensure_text_fits(text=kind.subject, fields=kind.fields, field="subject")
    ensure_text_fits(text=kind.body, fields=kind.fields, field="body")

    subject, body = render_letter(kind=kind.code, owner=None, fields=kind.examples)

    assert "{" not in subject + body
    assert subject
    assert "http" in body
    assert "!" not in subject + body
    assert set(kind.fields) == set(kind.examples)


def test_an_organization_writes_its_own_text() -> None:
    owner, other = make_owner(), make_owner("Другой союз")
    save_template(
        owner=owner,
        kind="campaign.accepted",
        subject="Принято:\r\n{row}",
        body="{{по-своему}} {party}, {owner}\n\n\n\n{site}",
        actor=actor_with(Role.DIRECTORATE, owner),
        now=NOW,
    )

    own = render_letter(kind="campaign.accepted", owner=owner, fields=FIELDS)
    shipped = render_letter(kind="campaign.accepted", owner=other, fields=FIELDS)

    assert own == (
        "Принято: Форум {малых} городов",
        f"{{по-своему}} Вологда, {owner.name}\n\nhttp://127.0.0.1:8000/",
    )
    assert shipped[1].startswith("Вологда\n\nВаша строка «Форум {малых} городов» принята")


def test_a_letter_without_a_value_is_not_written() -> None:
    with pytest.raises(MissingField, match="party"):
        render_letter(kind="campaign.accepted", owner=None, fields={"row": "x", "link": "y"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{deadline}", "Поля {deadline} в таких письмах нет"),
        ("{party.__class__}", "пишется только имя поля"),
        ("{party[0]}", "пишется только имя поля"),
        ("{party!r}", "пишется только имя поля"),
        ("{party:>1000000000}", "пишется только имя поля"),
        ("{}", "пишется только имя поля"),
        ("{0}", "пишется только имя поля"),
        ("скобка { одна", "без пары"),
        ("скобка } одна", "без пары"),
        ("{party", "без пары"),
        (" \0 ", "Напишите текст"),
        ("ы" * 100_001, "Слишком длинно"),
    ],
)
def test_texts_that_cannot_be_filled_are_refused(text: str, message: str) -> None:
    owner = make_owner()

    with pytest.raises(RuleViolation, match=message.replace("{", r"\{")) as refused:
        save_template(
            owner=owner,
            kind="campaign.accepted",
            subject="Тема",
            body=text,
            actor=actor_with(Role.DIRECTORATE, owner),
            now=NOW,
        )

    assert refused.value.field == "body"
    assert LetterTemplate.objects.count() == 0


def test_values_are_not_texts_with_fields() -> None:
    assert fill_text("{a} {{b}}", {"a": "{b}", "b": "тайна"}) == "{b} {b}"


def test_the_shipped_text_comes_back() -> None:
    owner = make_owner()
    actor = actor_with(Role.REGIONAL_COORDINATOR, owner)
    for _ in range(2):
        save_template(
            owner=owner, kind="plan.published", subject="a", body="b", actor=actor, now=NOW
        )
    own = [one.kind.code for one in used_texts(owner=owner) if one.own]

    for _ in range(2):
        reset_template(owner=owner, kind="plan.published", actor=actor, now=NOW)

    assert own == ["plan.published"]
    assert LetterTemplate.objects.count() == 0


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER, Role.CITY_CONTACT])
def test_others_change_no_texts(role: Role) -> None:
    owner = make_owner()
    actor = actor_with(role, owner)

    with pytest.raises(RuleViolation, match="нет права"):
        save_template(
            owner=owner, kind="plan.published", subject="a", body="b", actor=actor, now=NOW
        )
    with pytest.raises(RuleViolation, match="нет права"):
        reset_template(owner=owner, kind="plan.published", actor=actor, now=NOW)


def test_unknown_kinds_are_refused() -> None:
    owner = make_owner()
    actor = actor_with(Role.DIRECTORATE, owner)

    with pytest.raises(RuleViolation, match="Таких писем нет"):
        save_template(owner=owner, kind="../etc", subject="a", body="b", actor=actor, now=NOW)

"""Layouts of an organization: kept, changed, chosen, and who may."""

from dataclasses import replace

import pytest
from tests.factories.people import acting
from tests.factories.plans import NOW, make_plan

from mezhgorod.planning.actions import choose_layout, delete_layout, save_layout
from mezhgorod.planning.models import Plan, PlanLayout
from mezhgorod.planning.queries import layout_choices
from mezhgorod.registry.models import AuditEntry, Organization, User
from mezhgorod.registry.rules import SYSTEM, Actor, RuleViolation
from planbook.layouts import layout_named, layout_to_dict

pytestmark = pytest.mark.django_db

OURS = replace(layout_named("sgcszr-plan"), name="ours", title="Наш макет")


def kept(owner: Organization, actor: Actor = SYSTEM) -> PlanLayout:
    return save_layout(stored=None, owner=owner, layout=OURS, actor=actor, now=NOW)


def keys(plan: Plan) -> list[str]:
    return [choice.key for choice in layout_choices(plan=plan)]


SHIPPED = ["standard", "standard-landscape", "by-month", "sgcszr-plan", "mag-plan", "smolensk-plan"]


def test_a_plan_without_layouts_is_printed_in_a_general_one() -> None:
    assert keys(make_plan()) == SHIPPED


def test_the_look_of_the_document_comes_first_and_own_layouts_after_it() -> None:
    plan = make_plan(source_layout=layout_to_dict(OURS))
    stored = kept(plan.owner)

    assert keys(plan) == ["source", f"own-{stored.pk}", *SHIPPED]


def test_a_chosen_layout_comes_first() -> None:
    plan = make_plan(source_layout=layout_to_dict(OURS))
    stored = kept(plan.owner)

    choose_layout(plan=plan, stored=stored, actor=SYSTEM, now=NOW)

    assert keys(Plan.objects.get())[:2] == [f"own-{stored.pk}", "source"]


def test_a_deleted_layout_gives_the_plan_back_its_own_look() -> None:
    plan = make_plan(source_layout=layout_to_dict(OURS))
    stored = kept(plan.owner)
    choose_layout(plan=plan, stored=stored, actor=SYSTEM, now=NOW)

    delete_layout(stored=stored, actor=SYSTEM, now=NOW)

    assert keys(Plan.objects.get()) == ["source", *SHIPPED]
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "summary")) == [
        ("layout.save", "Добавлен макет «Наш макет»"),
        ("plan.layout", f"План «{plan.title}» печатается в макете «Наш макет»"),
        ("layout.delete", "Удалён макет «Наш макет»"),
    ]


def test_a_layout_that_is_no_longer_understood_is_left_out() -> None:
    plan = make_plan(source_layout={"name": "old", "title": "Старый", "cells": []})

    assert keys(plan) == SHIPPED


def test_a_layout_of_another_organization_is_refused() -> None:
    plan = make_plan()
    other = Organization.objects.create(name="Другой союз", slug="other")

    with pytest.raises(RuleViolation) as refused:
        choose_layout(plan=plan, stored=kept(other), actor=SYSTEM, now=NOW)

    assert (refused.value.code, Plan.objects.get().layout) == ("layout.of_another", None)


def test_two_layouts_of_one_title_are_refused() -> None:
    owner = make_plan().owner
    kept(owner)

    with pytest.raises(RuleViolation) as refused:
        kept(owner)

    assert (refused.value.code, PlanLayout.objects.count()) == ("layout.same_title", 1)


def test_an_outsider_may_do_nothing() -> None:
    plan, outsider = make_plan(), User.objects.create_user("visitor")
    stored = kept(plan.owner)

    for attempt in (
        lambda: kept(plan.owner, acting(outsider)),
        lambda: delete_layout(stored=stored, actor=acting(outsider), now=NOW),
        lambda: choose_layout(plan=plan, stored=stored, actor=acting(outsider), now=NOW),
    ):
        with pytest.raises(RuleViolation, match="ведёт дирекция"):
            attempt()
    assert (PlanLayout.objects.count(), Plan.objects.get().layout) == (1, None)

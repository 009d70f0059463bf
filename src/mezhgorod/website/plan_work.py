"""What those who make a plan do with it: the second row of tabs around its views."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from mezhgorod.planning.models import Plan
from mezhgorod.planning.queries import plan_subject
from mezhgorod.planning.rules import (
    AMEND_PLAN,
    CHANGE_DRAFT,
    CHANGE_OWN_ROWS,
    COMPOSE_PLAN,
    REMARK_ON_PLAN,
    SEE_DRAFT,
)
from mezhgorod.registry.rules import Actor, Right, may


@dataclass(frozen=True, slots=True)
class WorkTab:
    """A tab; `is_current` is the page itself, `is_here` that page or one inside it."""

    label: str
    url: str
    is_current: bool
    is_here: bool = False


# name of the page, its label, the rights of which one is enough to see it
_TABS: tuple[tuple[str, str, tuple[Right, ...]], ...] = (
    ("plan_editing", "Строки", (CHANGE_DRAFT, CHANGE_OWN_ROWS, AMEND_PLAN)),
    ("plan_radar", "Накладки и пробелы", (SEE_DRAFT,)),
    ("plan_approval", "Согласование", (SEE_DRAFT, REMARK_ON_PLAN)),
    ("plan_versions", "Редакции", (SEE_DRAFT,)),
    ("plan_history", "История", (SEE_DRAFT,)),
    ("plan_fact", "План и факт", (SEE_DRAFT,)),
    ("plan_next", "Следующий период", (COMPOSE_PLAN,)),
)
# Pages that belong to a tab though their address does not begin with that of the tab.
_ALSO = {
    "plan_editing": ("items/",),
    "plan_versions": ("amendments/", "compare/"),
}


def work_tabs(*, plan: Plan, actor: Actor, here: str) -> list[WorkTab]:
    """Return the pages of working on a plan that somebody may open.

    Args:
        here: the address of the page that is shown; a page inside a tab marks the tab as well.
    """
    # A coordinator may by the committee, so every committee of the person is tried.
    bodies = {grant.body_id for grant in actor.grants} | {None}
    subjects = [plan_subject(plan, body_id=body) for body in bodies]
    tabs = []
    for name, label, rights in _TABS:
        if not any(may(actor, right, subject) for right in rights for subject in subjects):
            continue
        try:
            url = reverse(name, args=(plan.slug,))
        except NoReverseMatch:
            continue
        is_here = here.startswith((url, *_other_addresses(plan, name)))
        tabs.append(WorkTab(label, url, is_current=here == url, is_here=is_here))
    return tabs


def _other_addresses(plan: Plan, name: str) -> tuple[str, ...]:
    home = reverse("plan", args=(plan.slug,))
    return tuple(home + end for end in _ALSO.get(name, ()))

"""What may be done with plans, by whom, in which states of the plan."""

from __future__ import annotations

from mezhgorod.planning.rules.words import FROZEN_STATES, OPEN_STATES, PlanState
from mezhgorod.registry.rules import Reach, Right, Role

_MAKERS = {
    Role.DIRECTORATE: Reach.OWNER,
    Role.REGIONAL_COORDINATOR: Reach.OWNER,
}
_READERS = {
    **_MAKERS,
    Role.APPROVER: Reach.OWNER,
    Role.AUDITOR: Reach.OWNER,
    Role.BODY_COORDINATOR: Reach.OWNER,
}

SEE_DRAFT = Right("plan.see", "читать неопубликованный план", _READERS)
COMPOSE_PLAN = Right("plan.compose", "составлять новый план", _MAKERS)
CHANGE_DRAFT = Right(
    "plan.change", "менять строки проекта плана", _MAKERS, states=frozenset(OPEN_STATES)
)
CHANGE_OWN_ROWS = Right(
    "plan.change_own",
    "менять строки своей секции в проекте плана",
    {**_MAKERS, Role.BODY_COORDINATOR: Reach.BODY},
    states=frozenset({PlanState.COLLECTING, PlanState.DRAFT}),
)
AMEND_PLAN = Right(
    "plan.amend", "переносить и отменять мероприятия плана", _MAKERS, states=FROZEN_STATES
)
SUBMIT_PLAN = Right(
    "plan.submit",
    "передавать план на согласование",
    _MAKERS,
    states=frozenset({PlanState.DRAFT}),
)
REVIEW_PLAN = Right(
    "plan.review",
    "согласовывать план",
    {**_MAKERS, Role.APPROVER: Reach.MANDATE, Role.BODY_COORDINATOR: Reach.BODY},
    states=frozenset({PlanState.IN_REVIEW}),
)
REMARK_ON_PLAN = Right(
    "plan.remark",
    "оставлять замечания к строкам",
    {**_MAKERS, Role.APPROVER: Reach.OWNER, Role.BODY_COORDINATOR: Reach.OWNER},
    states=frozenset(OPEN_STATES),
)
APPROVE_PLAN = Right(
    "plan.approve",
    "утверждать план",
    {**_MAKERS, Role.APPROVER: Reach.MANDATE},
    states=frozenset({PlanState.IN_REVIEW}),
)
APPROVE_AMENDMENT = Right(
    "plan.approve_amendment",
    "утверждать изменения плана",
    {**_MAKERS, Role.APPROVER: Reach.MANDATE},
    states=FROZEN_STATES,
)
PUBLISH_PLAN = Right(
    "plan.publish",
    "публиковать план и закрывать его",
    _MAKERS,
    states=frozenset(
        {PlanState.APPROVED, PlanState.PUBLISHED, PlanState.FULFILLED, PlanState.ARCHIVED}
    ),
)
SEE_HISTORY = Right("plan.history", "видеть, кто и почему менял план", _READERS)
KEEP_LAYOUTS = Right(
    "layout.keep",
    "составлять и выбирать макеты печати",
    _MAKERS,
    refusal="Макеты печати ведёт дирекция, чьи это планы. Войдите под её учётной записью.",
)
KEEP_ROUTE = Right(
    "route.keep",
    "задавать порядок согласования",
    _MAKERS,
    refusal="Порядок согласования задаёт дирекция, чьи это планы. Войдите под её учётной записью.",
)
# A way around the usual states: the installation answers for it, no role does.
CORRECT_STATE = Right(
    "plan.correct_state",
    "исправлять состояние плана",
    {},
    refusal="Состояние плана исправляет только администратор сайта.",
)
RECORD_EDITION = Right("series.record", "вести серии, их выпуски и кто их принимает", _MAKERS)
OFFER_HOST = Right(
    "series.offer",
    "предлагать свой город для выпуска серии",
    {**_MAKERS, Role.CITY_CONTACT: Reach.PARTY},
)

PLANNING_RIGHTS = (
    SEE_DRAFT,
    COMPOSE_PLAN,
    CHANGE_DRAFT,
    CHANGE_OWN_ROWS,
    AMEND_PLAN,
    SUBMIT_PLAN,
    REVIEW_PLAN,
    REMARK_ON_PLAN,
    APPROVE_PLAN,
    APPROVE_AMENDMENT,
    PUBLISH_PLAN,
    SEE_HISTORY,
    KEEP_LAYOUTS,
    KEEP_ROUTE,
    CORRECT_STATE,
    RECORD_EDITION,
    OFFER_HOST,
)

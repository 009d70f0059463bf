"""Who may change what the site shows: asked in one place by every action that changes it."""

from __future__ import annotations

from mezhgorod.registry.models import User
from mezhgorod.registry.rules import RuleViolation, may_change_plans, may_import

_LOG_IN = "Войдите под учётной записью сотрудника."


def ensure_may_import(by: User | None) -> None:
    """Refuse everybody who may not load documents; commands act for nobody and may.

    Raises:
        RuleViolation: the person is not active staff.
    """
    if by is not None and not may_import(is_active=by.is_active, is_staff=by.is_staff):
        message = f"Загружать и принимать документы могут только сотрудники. {_LOG_IN}"
        raise RuleViolation("run.forbidden", message)


def ensure_may_change_plans(by: User | None) -> None:
    """Refuse everybody who may not change plans, their findings and layouts.

    Raises:
        RuleViolation: the person is not active staff.
    """
    if by is not None and not may_change_plans(is_active=by.is_active, is_staff=by.is_staff):
        message = f"Менять планы могут только сотрудники. {_LOG_IN}"
        raise RuleViolation("plan.forbidden", message)

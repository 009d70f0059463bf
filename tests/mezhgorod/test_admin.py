"""The admin shows every record and changes only what a person may change there."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings
from tests.factories.cast import PASSWORD
from tests.factories.people import make_user

from mezhgorod.evidence.models import Finding
from mezhgorod.evidence.rules import FindingState
from mezhgorod.planning.actions.approval.versions import ensure_first_version
from mezhgorod.planning.models import ApprovalRoute, Plan, PlanVersion
from mezhgorod.planning.rules import PlanState
from mezhgorod.planning.rules.preparation import PREPARE_EVENT
from mezhgorod.registry.actions import issue_link
from mezhgorod.registry.models import AuditEntry, Organization, PersonalLink, RoleGrant, User
from mezhgorod.registry.rules import SYSTEM, Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]

ROOMS = ("registry", "evidence", "planning", "reporting", "intake")
MODELS = sorted(
    (model for model in admin.site._registry if model._meta.app_label in ROOMS),
    key=lambda model: model._meta.label,
)


@pytest.fixture(autouse=True)
def _own_assets(tmp_path: Path, settings: Settings) -> None:
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(
        User.objects.create_superuser("chief", password=PASSWORD),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def _made(model: type) -> Model:
    """A record of a model of which the corpus has none."""
    plan, now = Plan.objects.first(), timezone.now()
    assert plan is not None
    if model is ApprovalRoute:
        return ApprovalRoute.objects.create(owner=plan.owner, position=1, title="Правление")
    if model is PlanVersion:
        version = ensure_first_version(plan=plan, actor=SYSTEM, now=now)
        assert version is not None
        return version
    if model is PersonalLink:
        return issue_link(
            right=PREPARE_EVENT, object_id=1, owner=plan.owner, label="Подготовка",
            expires_at=now + timedelta(days=1), actor=SYSTEM, now=now,
        )  # fmt: skip
    make_user("direktsiya", Role.DIRECTORATE, owner=plan.owner)
    return RoleGrant.objects.get()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_admin_lists_and_shows_records(chief: Client, model: type) -> None:
    options = model._meta
    names = f"admin:{options.app_label}_{options.model_name}"
    record = model.objects.first() or _made(model)

    page = chief.get(reverse(f"{names}_changelist"))
    form = chief.get(reverse(f"{names}_change", args=(record.pk,)))

    assert str(options.verbose_name_plural).lower() in page.content.decode().lower()
    assert (page.status_code, form.status_code) == (200, 200)


@pytest.mark.parametrize("model", [Plan, ApprovalRoute])
def test_admin_changes_nothing_of_plans_and_their_order_of_approval(
    chief: Client, model: type[Model]
) -> None:
    record = (model.objects.first() if model is Plan else None) or _made(model)
    names = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    before = model.objects.filter(pk=record.pk).values().get()

    answer = chief.post(
        reverse(f"{names}_change", args=(record.pk,)),
        {"state": PlanState.DRAFT, "title": "Чужое название", "position": 9},
    )

    assert answer.status_code == 403
    assert model.objects.filter(pk=record.pk).values().get() == before


@pytest.mark.parametrize("model", [Plan, PlanVersion, Organization, AuditEntry])
def test_admin_deletes_nothing_that_is_kept_for_ever(chief: Client, model: type) -> None:
    record = model.objects.first()
    if record is None:
        record = PlanVersion.objects.create(
            plan=Plan.objects.first(), number=1, data={}, layout={}, created_at=timezone.now()
        )
    names = f"admin:{model._meta.app_label}_{model._meta.model_name}"

    answer = chief.post(reverse(f"{names}_delete", args=(record.pk,)), {"post": "yes"})

    assert answer.status_code == 403
    assert model.objects.filter(pk=record.pk).exists()


def test_admin_accepts_findings_as_they_are(chief: Client) -> None:
    finding = Finding.objects.first()
    assert finding is not None

    chief.post(
        reverse("admin:evidence_finding_changelist"),
        {"action": "accept", "_selected_action": [finding.pk]},
    )

    finding.refresh_from_db()
    assert finding.state == FindingState.ACCEPTED


def test_admin_is_closed_to_readers(client: Client, outsider: User) -> None:
    client.force_login(outsider, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get(reverse("admin:planning_plan_changelist"))

    assert (page.status_code, "login" in page.url) == (302, True)

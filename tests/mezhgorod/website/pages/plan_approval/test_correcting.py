"""«Исправить состояние плана»: a page for administrators only."""

import pytest
from django.test import Client
from tests.factories.approvals import make_draft
from tests.factories.people import make_user

from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def words(content: bytes) -> str:
    return content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_an_administrator_takes_a_plan_back_from_the_public_and_the_history_tells_why(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    plan = make_draft(PlanState.PUBLISHED)
    url = f"/plans/{plan.slug}/approval/"
    assert "Исправить состояние плана" in words(client.get(url).content)
    assert "план снимут с публикации" in words(client.get(f"{url}correct/").content)

    answer = client.post(
        f"{url}correct/", {"state": "approved", "reason": "Не тот файл"}, follow=True
    )

    assert "Состояние исправлено: план теперь «утверждён»." in words(answer.content)
    plan.refresh_from_db()
    assert plan.state == PlanState.APPROVED
    history = words(client.get(f"/plans/{plan.slug}/history/").content)
    assert "было «опубликован», стало «утверждён». Причина: Не тот файл" in history
    client.logout()
    assert client.get(f"/plans/{plan.slug}/").status_code == 404


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"state": "approved"}, "Напишите причину"),
        ({"state": "archived", "reason": "Не тот файл"}, "archived"),
        ({"state": "чужое", "reason": "Не тот файл"}, "чужое"),
        ({"reason": "Не тот файл"}, "Обязательное поле"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    client: Client, directorate: User, sent: dict[str, str], told: str
) -> None:
    client.force_login(directorate)
    plan = make_draft(PlanState.PUBLISHED)

    answer = client.post(f"/plans/{plan.slug}/approval/correct/", sent)

    assert answer.status_code == 422
    assert told in words(answer.content)
    assert sent.get("reason", "") in words(answer.content)
    plan.refresh_from_db()
    assert plan.state == PlanState.PUBLISHED


def test_a_state_that_buttons_lead_out_of_has_nothing_to_correct(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    plan = make_draft(PlanState.IN_REVIEW)
    url = f"/plans/{plan.slug}/approval/"

    assert "Исправить состояние" not in words(client.get(url).content)
    assert "исправлять вручную нечего" in words(client.get(f"{url}correct/").content)


def test_the_directorate_sees_neither_link_nor_page(client: Client) -> None:
    plan = make_draft(PlanState.PUBLISHED)
    client.force_login(make_user("directorate", Role.DIRECTORATE, owner=plan.owner))
    url = f"/plans/{plan.slug}/approval/"

    assert "Исправить состояние" not in words(client.get(url).content)
    assert client.get(f"{url}correct/").status_code == 403
    sent = {"state": "approved", "reason": "Не тот файл"}
    assert client.post(f"{url}correct/", sent).status_code == 403
    plan.refresh_from_db()
    assert plan.state == PlanState.PUBLISHED

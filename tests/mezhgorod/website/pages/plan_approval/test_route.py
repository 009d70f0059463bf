"""«Порядок согласования»: a page that the directorate keeps and others only read."""

import pytest
from django.test import Client
from tests.factories.approvals import NOW, make_draft
from tests.factories.people import make_body, make_owner, make_user

from mezhgorod.planning.actions.approval.approving import submit_for_approval
from mezhgorod.planning.models import ApprovalRoute
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import SYSTEM, BodyKind, Role
from mezhgorod.website.forms.approval_route import RouteForm

pytestmark = [pytest.mark.django_db, pytest.mark.http]


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def url(owner: Organization) -> str:
    return f"/associations/{owner.slug}/approval/"


def as_role(client: Client, owner: Organization, role: Role) -> None:
    client.force_login(make_user(f"user-{role}", role, owner=owner))


def text(client: Client, url: str) -> str:
    return client.get(url).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def sent(client: Client, url: str, *lines: dict[str, object], final: str = "") -> dict[str, object]:
    """The form of the page with these lines typed into it."""
    context = client.get(url).context
    data: dict[str, object] = {
        "do": "save",
        "seen": context["seen"],
        "lines": max(len(lines), 2),
        "final": final,
    }
    for row, line in enumerate(lines):
        data |= {f"step-{row}-{name}": value for name, value in line.items()}
    return data


def titles(owner: Organization) -> list[tuple[int, str]]:
    routes = ApprovalRoute.objects.filter(owner=owner).order_by("position", "pk")
    return list(routes.values_list("position", "title"))


def test_from_nothing_to_an_order_and_back(client: Client, owner: Organization, url: str) -> None:
    as_role(client, owner, Role.DIRECTORATE)
    board = make_body(owner, "Правление", BodyKind.BOARD)
    assert "Порядок не задан. В каждом плане один шаг – утверждение" in text(client, url)
    lines = (
        {"position": 1, "title": "Секция «Туризм»", "days": 10},
        {"position": 1, "title": "Секция «Спорт»"},
        {"body": board.pk},
    )

    answer = client.post(url, sent(client, url, *lines, final="2"), follow=True)

    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Порядок согласования сохранён." in page
    assert titles(owner) == [(1, "Секция «Туризм»"), (1, "Секция «Спорт»"), (2, "Правление")]
    assert "на ответ 10 дней с передачи плана" in page
    assert "вместе с предыдущим" in page
    assert "Ни у кого нет роли в этом органе: ответит дирекция." in page

    entry = answer.context["entry"].pk
    answer = client.post(url, {"do": "undo", "entry": entry}, follow=True)
    assert "Возвращён прежний порядок согласования." in answer.content.decode()
    assert titles(owner) == []


def test_a_refused_line_keeps_what_was_typed(client: Client, owner: Organization, url: str) -> None:
    as_role(client, owner, Role.DIRECTORATE)

    answer = client.post(url, sent(client, url, {"title": "Туризм", "days": 900}))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Срок – от 1 до 365 дней" in page
    assert 'value="Туризм"' in page


@pytest.mark.parametrize("number", ["сто", "1.5", "9" * 40])
def test_rubbish_in_numbers_is_refused_in_words(
    client: Client, owner: Organization, url: str, number: str
) -> None:
    as_role(client, owner, Role.DIRECTORATE)

    answer = client.post(url, sent(client, url, {"title": "Туризм", "position": number}))

    assert answer.status_code == 422
    assert titles(owner) == []


def test_two_people_at_once_lose_nothing(client: Client, owner: Organization, url: str) -> None:
    as_role(client, owner, Role.DIRECTORATE)
    first, second = (
        sent(client, url, {"title": "Туризм"}),
        sent(client, url, {"title": "Спорт"}),
    )
    client.post(url, first)

    answer = client.post(url, second)

    assert answer.status_code == 409
    assert "его изменил другой сотрудник" in answer.content.decode()
    assert 'value="Спорт"' in answer.content.decode()
    assert titles(owner) == [(1, "Туризм")]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER, Role.BODY_COORDINATOR])
def test_readers_see_the_order_and_no_form(
    client: Client, owner: Organization, url: str, role: Role
) -> None:
    ApprovalRoute.objects.create(owner=owner, position=1, title="Секция «Туризм»")
    as_role(client, owner, role)

    page = text(client, url)

    assert "Секция «Туризм»" in page
    assert "Сохранить порядок" not in page
    assert client.post(url, {"do": "save"}).status_code == 403
    assert titles(owner) == [(1, "Секция «Туризм»")]


def test_others_see_neither_the_page_nor_its_tab(
    client: Client, outsider: object, owner: Organization, url: str
) -> None:
    ApprovalRoute.objects.create(owner=owner, position=1, title="Секция «Туризм»")
    home = f"/associations/{owner.slug}/"
    assert client.get(url).status_code == 302
    assert url not in text(client, home)
    as_role(client, make_owner("Другая ассоциация"), Role.DIRECTORATE)

    assert client.get(url).status_code == 403
    assert url not in text(client, home)


def test_plans_under_way_are_named(client: Client) -> None:
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    as_role(client, plan.owner, Role.DIRECTORATE)

    page = text(client, f"/associations/{plan.owner.slug}/approval/")

    assert f'<a href="/plans/{plan.slug}/approval/">' in page


def test_a_form_counts_no_more_lines_than_there_may_be() -> None:
    assert len(RouteForm([], bodies=[], data={"lines": "100000"}).lines) == 2
    assert len(RouteForm([], bodies=[], data={"lines": "999"}).lines) == 30

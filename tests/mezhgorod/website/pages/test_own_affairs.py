"""A directorate works on its own plans, layouts and findings; those of others are not there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.drafts import plan, row, section
from tests.factories.html import texts, words
from tests.factories.layouts import kept
from tests.factories.people import make_owner, make_user
from tests.factories.plans import make_item, make_plan, make_section
from tests.factories.runs import ready_run

from mezhgorod.evidence.models import Finding
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.planning.models import Plan, PlanLayout
from mezhgorod.registry.models import Organization, RoleGrant, User
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http]

OURS, THEIRS = "Наш союз", "Другой союз"


@pytest.fixture
def keeper() -> User:
    return make_user("keeper", Role.DIRECTORATE, owner=make_owner(OURS))


@pytest.fixture
def site(client: Client, keeper: User) -> Client:
    client.force_login(keeper)
    return client


def our_plan(**fields: object) -> Plan:
    return make_plan("our-2023", owner=OURS, **fields)


def their_plan(**fields: object) -> Plan:
    make_owner(THEIRS)
    plan = make_plan("their-2023", owner=THEIRS, **fields)
    make_item(make_section(plan), "Чужая встреча")
    return plan


def remark(plan: Plan) -> Finding:
    return Finding.objects.create(
        document=plan.document, code="a.b", severity="warning", message="Проверьте.", state="open"
    )


def test_layouts_are_those_of_the_own_association(site: Client) -> None:
    own, foreign = kept(our_plan().owner), kept(their_plan().owner)

    page = site.get("/layouts/")

    assert texts(page, "//section[@class='layout-owner']/h2") == [OURS]
    assert site.get(f"/layouts/{own.pk}/").status_code == 200
    slug = foreign.owner.slug
    for address in (f"{foreign.pk}/", f"new/?owner={slug}&from=mag-plan"):
        assert site.get(f"/layouts/{address}").status_code == 404
    assert site.post(f"/layouts/{foreign.pk}/delete/").status_code == 404
    logo = {"logo": SimpleUploadedFile("logo.png", b"x")}
    assert site.post(f"/layouts/logo/{slug}/", logo).status_code == 404
    assert site.post("/plans/their-2023/layout/", {"layout": ""}).status_code == 404
    assert site.post("/plans/our-2023/layout/", {"layout": str(foreign.pk)}).status_code == 404
    assert PlanLayout.objects.count() == 2


def test_remarks_are_decided_on_own_plans_only(site: Client) -> None:
    own, foreign = remark(our_plan()), remark(their_plan())

    site.post(f"/plans/our-2023/findings/{own.pk}/", {"do": "accept"})
    answers = [
        site.post(f"/plans/their-2023/findings/{address}", {"do": "accept", "code": "a.b"})
        for address in (f"{foreign.pk}/", "all/", "check/")
    ]

    assert [one.status_code for one in answers] == [403, 403, 403]
    assert list(Finding.objects.order_by("pk").values_list("state", flat=True)) == [
        "accepted", "open",
    ]  # fmt: skip
    button = "//form[@class='verbs']"
    assert texts(site.get("/plans/their-2023/findings/"), button) == []
    assert len(texts(site.get("/plans/our-2023/findings/"), button)) == 1


def test_a_draft_is_read_by_its_own_people_only(site: Client, keeper: User) -> None:
    make_item(make_section(our_plan(state="draft")), "Наша встреча")
    their_plan(state="draft")
    paths = ("", "list/", "document/", "findings/", "files/", "files/plan.json", "calendar.ics")

    own = [site.get(f"/plans/our-2023/{path}").status_code for path in paths]
    foreign = [site.get(f"/plans/their-2023/{path}").status_code for path in paths]

    assert own == [200, 200, 200, 200, 200, 200, 404]
    assert foreign == [404] * 7
    for page in ("/", "/plans/"):
        said = words(site.get(page))
        assert THEIRS not in said
        assert "Чужая встреча" not in said
    assert "Наш союз" in words(site.get("/plans/"))


def test_a_draft_is_never_kept_for_others(site: Client, keeper: User) -> None:
    make_item(make_section(our_plan(state="draft")), "Наша встреча")
    for address in ("/plans/our-2023/", "/plans/our-2023/files/plan.json"):
        page = site.get(address)
        assert page["Cache-Control"] == "private, no-cache"
        assert "Cookie" in page["Vary"]
        stranger = Client()
        stranger.force_login(User.objects.get_or_create(username="stranger")[0])
        for other in (Client(), stranger):
            assert other.get(address, headers={"if-none-match": page["ETag"]}).status_code == 404


def test_a_role_that_has_ended_ends_what_a_browser_has(site: Client, keeper: User) -> None:
    our_plan()
    page = site.get("/plans/our-2023/findings/")
    again = site.get("/plans/our-2023/findings/", headers={"if-none-match": page["ETag"]})
    RoleGrant.objects.all().delete()

    later = site.get("/plans/our-2023/findings/", headers={"if-none-match": page["ETag"]})

    assert (again.status_code, later.status_code) == (304, 200)
    assert "Проверить план снова" in words(page)
    assert "Проверить план снова" not in words(later)


@pytest.mark.parametrize(
    ("role", "entries"),
    [
        (Role.DIRECTORATE, {"Сбор предложений", "Макеты", "Загрузка", "Письма", "Люди"}),
        (Role.REGIONAL_COORDINATOR, {"Сбор предложений", "Макеты", "Загрузка", "Письма", "Люди"}),
        (Role.AUDITOR, {"Сбор предложений", "Письма", "Люди"}),
        (Role.APPROVER, {"Сбор предложений"}),
        (Role.BODY_COORDINATOR, set()),
        (Role.CITY_CONTACT, set()),
        (Role.CLERK, set()),
    ],
)
def test_the_menu_offers_what_a_role_may(client: Client, role: Role, entries: set[str]) -> None:
    owner = make_owner(OURS)
    client.force_login(make_user("somebody", role, owner=owner))

    offered = set(texts(client.get("/about/"), "//nav[@aria-label='Главное меню']//li"))

    assert offered & {"Сбор предложений", "Макеты", "Загрузка", "Письма", "Люди"} == entries
    assert Organization.objects.count() == 1


def run_of(owner: str, by: User, content: str) -> ExtractionRun:
    run = ready_run(plan(section("I", row("Форум")), owner=owner), content=content)
    run.requested_by = by
    run.save(update_fields=["requested_by"])
    return run


def test_loads_of_others_are_not_found(site: Client, keeper: User) -> None:
    stranger = make_user("stranger", Role.DIRECTORATE, owner=make_owner(THEIRS))
    foreign = run_of(THEIRS, stranger, "их")
    run_of(OURS, keeper, "наш")

    page = site.get("/import/")

    assert len(texts(page, "//table//tbody/tr")) == 1
    for action in ("", "progress/", "changes.docx"):
        assert site.get(f"/import/{foreign.pk}/{action}").status_code == 404
    for action in ("apply/", "discard/", "undo/", "again/"):
        assert site.post(f"/import/{foreign.pk}/{action}").status_code == 404
    refused = site.post(f"/import/{run_of(THEIRS, keeper, '2').pk}/apply/")
    assert refused.status_code == 409
    assert "Это документ организации" in words(refused)
    assert Plan.objects.count() == 0

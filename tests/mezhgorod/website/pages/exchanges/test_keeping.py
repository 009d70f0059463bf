"""«Обмены»: the list, one exchange, its settings and participants, ready sets, rows of plans."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.factories.answers import make_response, make_round
from tests.factories.exchange_keeping import drafted, in_use, kept_exchange
from tests.factories.html import texts, tree_of, words
from tests.factories.people import make_body, make_owner, make_party, make_user
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.exchanges.actions.keeping import set_participants
from mezhgorod.exchanges.models import Exchange
from mezhgorod.exchanges.queries.forms import form_of
from mezhgorod.exchanges.rules import ResponseState
from mezhgorod.planning.models import Plan, PlanItem
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM, Role
from planbook.dates import Period, parse_timing

pytestmark = [pytest.mark.django_db, pytest.mark.http]

Visitor = Callable[[Role | None], Client]
NEW = {
    "title": "Тарифы", "periodicity": "quarter", "reading": "members", "public_after_days": "0",
}  # fmt: skip


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def visitor(role: Role | None = None, **within: object) -> Client:
    """Somebody with a role in the association, nobody without one."""
    client = Client()
    client.force_login(make_user(f"{role or 'reader'}", role, **within))  # type: ignore[arg-type]
    return client


def exchange_row_of(plan: Plan) -> PlanItem:
    timing = parse_timing("ежеквартально", period=Period.from_edtf("2023"))
    section = make_section(plan, "Информационные обмены", "V")
    return make_item(section, "По ставкам и тарифам", timing, kind="информационный обмен")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_tells_the_current_round_and_who_answers(
    staff: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        within = make_round(title=f"Обмен {number}")
        make_response("Вологда", within=within, state=ResponseState.SUBMITTED)
        make_response("Псков", within=within)

    # The session, the person, and three of the list.
    with django_assert_num_queries(5):
        page = staff.get("/exchanges/")

    rows = texts(page, "//table//tbody/tr")
    assert len(rows) == count
    assert rows[0].startswith("Обмен 0 Союз городов Центра и Северо-Запада России, ежеквартально")
    assert "I квартал 2026 года идёт 1 из 2" in rows[0]
    assert rows[0].endswith("никого")


def test_the_public_sees_only_what_is_for_everybody(client: Client) -> None:
    kept_exchange("Для всех", reading="public")
    kept_exchange("Внутренний обмен ценами", reading="members")

    page = client.get("/exchanges/")

    assert texts(page, "//tbody//th/a") == ["Для всех"]
    assert "Внутренний" not in page.content.decode()
    assert "Завести свой обмен" not in words(page)


def test_an_empty_list_says_what_comes_first(staff: Client) -> None:
    assert "Быстрее всего начать с готового набора" in words(staff.get("/exchanges/"))


def test_a_hidden_exchange_is_like_none(client: Client) -> None:
    owner = make_owner()
    hidden = kept_exchange("Тайный обмен", owner=owner, reading="participants")
    reader = visitor(Role.CITY_CONTACT, owner=owner, party=make_party("Псков", city="Псков"))
    paths = (
        "",
        "form/",
        "form/preview/",
        "settings/",
        "participants/",
        "form/table/",
        "form/check/",
    )

    for path in paths:
        address = f"/exchanges/{hidden.pk}/{path}"
        assert reader.get(address).status_code == 404, path
        answer = client.get(address)
        assert (answer.status_code, "Тайный" in answer.content.decode()) == (302, False), path
    for path in ("end/", "row/", "form/"):
        assert reader.post(f"/exchanges/{hidden.pk}/{path}", {"do": "end"}).status_code == 404, path
    hidden.refresh_from_db()
    assert hidden.is_ended is False


def test_who_may_read_and_not_keep_is_offered_nothing_and_refused_everything() -> None:
    owner = make_owner()
    version = in_use(kept_exchange("Тарифы", owner=owner))
    home = f"/exchanges/{version.exchange_id}/"
    reader = visitor(Role.CITY_CONTACT, owner=owner, party=make_party("Псков", city="Псков"))

    page = reader.get(home)

    assert page.status_code == 200
    verbs = ("Изменить", "Новая версия формы", "Больше не проводить", "Назначить")
    assert [verb for verb in verbs if verb in words(page)] == []
    for path in ("settings/", "participants/", "form/table/", "form/check/"):
        assert reader.get(home + path).status_code == 403, path
    for path in ("settings/", "participants/", "end/", "row/", "form/"):
        assert reader.post(home + path, {"do": "end", **NEW}).status_code == 403, path
    assert reader.get("/exchanges/new/").status_code == 403
    assert reader.get("/exchanges/ready/").status_code == 403
    assert reader.get("/exchanges/rows/").status_code == 403


def test_a_draft_of_a_form_is_seen_by_nobody_else() -> None:
    owner = make_owner()
    version = drafted(kept_exchange("Тарифы", owner=owner))
    reader = visitor(Role.CITY_CONTACT, owner=owner, party=make_party("Псков", city="Псков"))

    for path in ("form/", "form/preview/"):
        answer = reader.get(f"/exchanges/{version.exchange_id}/{path}")
        assert (answer.status_code, "Водоотведение" in answer.content.decode()) == (404, False)


def test_an_exchange_is_begun_by_hand(staff: Client) -> None:
    make_plan()

    page = staff.post("/exchanges/new/", {**NEW, "initiator": "Комитет"}, follow=True)

    exchange = Exchange.objects.get()
    assert (exchange.title, exchange.initiator) == ("Тарифы", "Комитет")
    assert page.redirect_chain == [(f"/exchanges/{exchange.pk}/", 302)]
    assert "Составьте форму и введите её в работу" in words(page)


def test_a_row_of_a_plan_becomes_an_exchange_of_four_rounds_a_year(staff: Client) -> None:
    plan = make_plan()
    row = exchange_row_of(plan)

    assert texts(staff.get("/exchanges/rows/"), "//tbody/tr/td[2]") == ["4"]
    page = staff.get(f"/exchanges/new/?item={row.pk}")
    tree = tree_of(page)
    assert tree.xpath("//input[@name='title']/@value") == ["По ставкам и тарифам"]
    assert tree.xpath("//select[@name='periodicity']/option[@selected]/@value") == ["quarter"]

    staff.post(f"/exchanges/new/?item={row.pk}", NEW)

    exchange = Exchange.objects.get()
    assert (exchange.owner, list(exchange.items.all())) == (plan.owner, [row])
    shown = staff.get("/exchanges/rows/")
    assert texts(shown, "//tbody/tr/td[3]") == ["Тарифы"]


def test_a_row_is_tied_to_an_exchange_and_untied(staff: Client) -> None:
    plan = make_plan()
    row = exchange_row_of(plan)
    exchange = kept_exchange(owner=plan.owner)
    foreign = exchange_row_of(make_plan("other", owner="Другой союз"))
    address = f"/exchanges/{exchange.pk}/row/"

    staff.post(address, {"item": row.pk})
    assert staff.post(address, {"item": foreign.pk}).status_code == 404
    assert list(exchange.items.all()) == [row]
    staff.post(address, {"item": row.pk, "do": "unlink"})
    assert not exchange.items.exists()


def test_a_ready_set_brings_its_form(staff: Client) -> None:
    plan = make_plan()
    page = staff.get("/exchanges/ready/")
    assert len(texts(page, "//ul[@class='starters']/li")) == 6

    address = f"/exchanges/new/?owner={plan.owner.slug}&starter=budgets"
    staff.post(address, {**NEW, "title": "Бюджеты"})

    exchange = Exchange.objects.get()
    assert (exchange.title, exchange.starter_code) == ("Бюджеты", "budgets")
    assert len(form_of(exchange.forms.get()).lines) == 14
    assert "уже заведён" in words(staff.get("/exchanges/ready/"))


def test_settings_are_refused_with_what_was_typed(staff: Client) -> None:
    kept_exchange("Тарифы")
    exchange = kept_exchange("Цены")
    home = f"/exchanges/{exchange.pk}/settings/"

    refused = staff.post(home, {**NEW, "operator": "Неведомый город", "partners": "АСДГ"})
    assert refused.status_code == 422
    assert tree_of(refused).xpath("//input[@name='partners']/@value") == ["АСДГ"]
    taken = staff.post(home, NEW)
    assert (taken.status_code, "Обмен «Тарифы» уже есть" in words(taken)) == (422, True)
    staff.post(home, {**NEW, "title": "Цены на хлеб"})
    exchange.refresh_from_db()
    assert exchange.title == "Цены на хлеб"


def test_a_coordinator_begins_exchanges_of_the_own_committee_only() -> None:
    owner = make_owner()
    body = make_body(owner)
    coordinator = visitor(Role.BODY_COORDINATOR, owner=owner, body=body)

    refused = coordinator.post("/exchanges/new/", NEW)
    assert refused.status_code == 422
    assert "У вас нет права" in words(refused)
    coordinator.post("/exchanges/new/", {**NEW, "body": body.pk})
    assert Exchange.objects.get().body == body
    foreign = make_owner("Другой союз")
    assert coordinator.get(f"/exchanges/new/?owner={foreign.slug}").status_code == 404


def test_participants_are_ticked_and_typed(staff: Client) -> None:
    exchange = kept_exchange()
    vologda = make_party("Администрация Вологды", city="Вологда")
    make_party("Комитет по тарифам")
    set_participants(exchange=exchange, parties=[vologda], actor=SYSTEM, now=exchange.created_at)
    home = f"/exchanges/{exchange.pk}/participants/"

    assert tree_of(staff.get(home)).xpath("//input[@checked]/@value") == [str(vologda.pk)]
    wrong = staff.post(home, {"party": [vologda.pk], "others": "Неведомый"})
    assert wrong.status_code == 422
    assert "Неведомый" in words(wrong)
    staff.post(home, {"others": "Комитет по тарифам", "party": ["9999", "²"]})

    asked = exchange.participants.filter(until_on__isnull=True)
    assert [one.party.name for one in asked] == ["Комитет по тарифам"]


def test_an_exchange_is_ended_and_resumed(staff: Client) -> None:
    exchange = kept_exchange()
    address = f"/exchanges/{exchange.pk}/end/"

    staff.post(address, {"do": "end"})
    assert "Больше не проводятся 1" in words(staff.get("/exchanges/"))
    staff.post(address, {"do": "resume"})
    exchange.refresh_from_db()
    assert exchange.is_ended is False


def test_indicators_are_found_and_their_wording_corrected(staff: Client) -> None:
    in_use()
    page = staff.get("/exchanges/indicators/?q=водоотв")
    (address,) = tree_of(page).xpath("//tbody//th/a/@href")
    assert "ничего не нашлось" in words(staff.get("/exchanges/indicators/?q=бензин"))

    typed = {"name": "Стоки", "direction": "neutral", "minimum": "много"}
    assert "Здесь ждут число" in words(staff.post(address, typed))
    done = staff.post(address, {**typed, "minimum": "1,5"}, follow=True)

    assert texts(done, "//h1") == ["Стоки"]
    assert "не меньше 1.5" in words(done) or "не меньше 1,5" in words(done)


def test_indicators_are_hidden_from_strangers_and_changed_by_keepers_only(client: Client) -> None:
    version = in_use()
    owner = version.exchange.owner
    staff = visitor(Role.DIRECTORATE, owner=owner)
    (address, *_) = tree_of(staff.get("/exchanges/indicators/")).xpath("//tbody//th/a/@href")
    assert client.get("/exchanges/indicators/").status_code == 302
    assert client.get(address).status_code == 302
    stranger = visitor(Role.AUDITOR, owner=make_owner("Другой союз"))
    assert stranger.get(address).status_code == 404
    assert "Холодная" not in stranger.get("/exchanges/indicators/").content.decode()
    reader = visitor(Role.CLERK, owner=owner, party=make_party("Департамент"))
    shown = reader.get(address)
    assert (shown.status_code, "Уточнить запись" in words(shown)) == (200, False)
    assert reader.post(address, {"name": "x", "direction": "neutral"}).status_code == 403

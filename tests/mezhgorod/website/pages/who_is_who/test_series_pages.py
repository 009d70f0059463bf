"""Series of an association in forms; editions that need a city, offered by the cities."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.editions import city, edition, series
from tests.factories.html import texts, words
from tests.factories.people import make_owner, make_party, make_user
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.planning.models import EventSeries, HostingBid, SeriesEdition
from mezhgorod.planning.rules import EditionState, PlanState
from mezhgorod.registry.models import Organization
from mezhgorod.registry.queries.actors import actor_of
from mezhgorod.registry.rules import Role
from mezhgorod.website.own_work import work_of

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]

NEXT = timezone.localdate().year + 1


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def site(client: Client, owner: Organization) -> Client:
    client.force_login(make_user("keeper", Role.DIRECTORATE, owner=owner))
    return client


@pytest.fixture
def ivanovo(owner: Organization) -> Organization:
    return make_party("Город Иваново", city="Иваново")


@pytest.fixture
def contact(client: Client, owner: Organization, ivanovo: Organization) -> Client:
    client.force_login(make_user("contact", Role.CITY_CONTACT, owner=owner, party=ivanovo))
    return client


@pytest.fixture
def games(owner: Organization) -> SeriesEdition:
    made = series(owner, "Спартакиада", "спартакиада")
    return edition(made, 20, NEXT, EditionState.NEEDS_HOST)


def home(owner: Organization) -> str:
    return f"/associations/{owner.slug}/"


def messages_of(page: HttpResponse) -> list[str]:
    return [str(one) for one in page.context["messages"]]


def test_a_series_is_begun_shown_renamed_ended_and_deleted(
    site: Client, owner: Organization
) -> None:
    form = {"name": "Слёт городов", "step_years": "2", "number": "4", "year": "2024"}

    begun = site.post(f"{home(owner)}series/add/", form, follow=True)
    made = EventSeries.objects.get()
    page = f"/series/{made.slug}/edit/"
    ended = site.post(page, {"name": "Сбор", "step_years": "1", "until_year": "2030"}, follow=True)

    assert messages_of(begun) == ["Заведена серия «Слёт городов»."]
    assert texts(begun, "//tbody/tr/*") == [
        "Слёт городов", "раз в 2 года", "№ 4, 2024 год", "Изменить",
    ]  # fmt: skip
    assert texts(ended, "//tbody/tr/*")[:2] == ["Сбор до 2030 года", "каждый год"]
    assert "В планах этой серии ещё нет" in words(site.get(f"/series/{made.slug}/"))
    assert "/follow/" not in site.get(f"/series/{made.slug}/").content.decode()
    gone = site.post(page, {"do": "delete"}, follow=True)
    assert messages_of(gone) == ["Серия «Сбор» удалена."]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "Обязательное поле."),
        ({"name": "XX слёт"}, "Название серии пишут без номера"),
        ({"name": "Слёт", "number": "4"}, "Укажите и номер выпуска, и его год."),
        ({"name": "Слёт", "year": "2024"}, "Укажите и номер выпуска, и его год."),
        ({"name": "Слёт", "step_years": "много"}, "Напишите число от 1 до 20."),
        ({"name": "Слёт", "number": "0", "year": "2024"}, "Напишите число от 1 до 999."),
        ({"name": "Слёт", "season": "autumn"}, "Выберите корректный вариант"),
        ({"name": "я" * 100_000}, "500"),
        ({"name": "Слёт\0городов"}, "запрещённый символ"),
    ],
)
def test_a_wrong_form_is_told_and_nothing_is_written(
    site: Client, owner: Organization, fields: dict[str, str], told: str
) -> None:
    answer = site.post(f"{home(owner)}series/add/", fields)

    assert (answer.status_code, EventSeries.objects.count()) == (422, 0)
    assert told in words(answer)


@pytest.mark.parametrize(
    ("role", "own", "status"),
    [
        (None, True, 302),
        (Role.AUDITOR, True, 403),
        (Role.CITY_CONTACT, True, 403),
        (Role.DIRECTORATE, False, 403),
    ],
)
def test_others_begin_and_change_no_series(
    client: Client, owner: Organization, role: Role | None, own: bool, status: int
) -> None:
    made = series(owner, "Спартакиада", "спартакиада")
    make_item(make_section(make_plan(owner=owner.name)), series=made, edition=1)
    if role:
        client.force_login(
            make_user("reader", role, owner=owner if own else make_owner("Другой союз"))
        )

    added = client.post(f"{home(owner)}series/add/", {"name": "Слёт"})
    changed = client.post(f"/series/{made.slug}/edit/", {"name": "Слёт"})

    assert (added.status_code, changed.status_code) == (status, status)
    assert list(EventSeries.objects.values_list("name", flat=True)) == ["Спартакиада"]
    assert "Завести" not in words(client.get(f"{home(owner)}series/"))


def test_a_city_offers_itself_and_takes_it_back(
    contact: Client, owner: Organization, ivanovo: Organization, games: SeriesEdition
) -> None:
    address = f"/editions/{games.pk}/offer/"

    offered = contact.post(address, {"party": ivanovo.pk, "note": "Есть стадион"}, follow=True)
    after = words(contact.get(f"{home(owner)}series/"))
    back = contact.post(address, {"party": ivanovo.pk, "do": "withdraw"}, follow=True)

    assert messages_of(offered) == ["Предложение записано: Иваново. Дирекция его видит."]
    assert "Иваново: вы предложили принять" in after
    assert messages_of(back) == ["Предложение отозвано: Иваново."]
    assert HostingBid.objects.get().state == "withdrawn"


def test_only_keepers_read_offers_of_others(
    client: Client, owner: Organization, ivanovo: Organization, games: SeriesEdition
) -> None:
    make_item(make_section(make_plan(owner=owner.name)), series=games.series, edition=19)
    HostingBid.objects.create(edition=games, city=city("Псков"), note="Тайный довод")
    people = {
        "public": None,
        "contact": make_user("contact", Role.CITY_CONTACT, owner=owner, party=ivanovo),
        "auditor": make_user("auditor", Role.AUDITOR, owner=owner),
        "foreign": make_user("foreign", Role.DIRECTORATE, owner=make_owner("Другой союз")),
        "keeper": make_user("keeper", Role.DIRECTORATE, owner=owner),
    }
    read = {}
    for name, user in people.items():
        client.logout()
        if user:
            client.force_login(user)
        shown = [words(client.get(home(owner) + page)) for page in ("", "series/")]
        read[name] = {
            (one.count("нужен город"), "Псков" in one, "Тайный довод" in one) for one in shown
        }

    assert read == {
        "public": {(1, False, False)},
        "contact": {(1, False, False)},
        "auditor": {(1, False, False)},
        "foreign": {(1, False, False)},
        "keeper": {(1, True, True)},
    }


def test_a_series_of_drafts_is_told_to_its_members_only_when_it_needs_a_city(
    client: Client, owner: Organization, ivanovo: Organization, games: SeriesEdition
) -> None:
    secret = series(owner, "Тайный сбор", "тайный сбор")
    draft = make_plan("draft", owner=owner.name, state=PlanState.DRAFT)
    make_item(make_section(draft), series=secret, edition=3)
    found = {}
    for name, party in (("public", None), ("contact", ivanovo)):
        if party:
            client.force_login(make_user(name, Role.CITY_CONTACT, owner=owner, party=party))
        found[name] = words(client.get(f"{home(owner)}series/"))

    assert [("Спартакиада" in one, "Тайный сбор" in one) for one in found.values()] == [
        (False, False),
        (True, False),
    ]
    assert client.get(f"/series/{secret.slug}/").status_code == 404
    assert client.get(f"/series/{games.series.slug}/").status_code == 200


@pytest.mark.parametrize("who", ["another party", "clerk", "public", "foreign"])
def test_nobody_offers_for_others(
    client: Client, owner: Organization, ivanovo: Organization, games: SeriesEdition, who: str
) -> None:
    make_item(make_section(make_plan(owner=owner.name)), series=games.series, edition=19)
    users = {
        "another party": (Role.CITY_CONTACT, owner, make_party("Псков", city="Псков")),
        "clerk": (Role.CLERK, owner, ivanovo),
        "foreign": (Role.CITY_CONTACT, make_owner("Другой союз"), ivanovo),
    }
    if who in users:
        role, where, party = users[who]
        client.force_login(make_user("reader", role, owner=where, party=party))

    answer = client.post(f"/editions/{games.pk}/offer/", {"party": ivanovo.pk})

    assert answer.status_code == (302 if who == "public" else 403)
    assert HostingBid.objects.count() == 0


@pytest.mark.parametrize("party", ["", "0", "99999999999999999999", "я"])
def test_a_strange_offer_is_not_found(contact: Client, games: SeriesEdition, party: str) -> None:
    answer = contact.post(f"/editions/{games.pk}/offer/", {"party": party})

    assert (answer.status_code, HostingBid.objects.count()) == (404, 0)


def waiting(user: object) -> list[tuple[str, list[tuple[str, str]]]]:
    today = timezone.localdate()
    actor = actor_of(user=user, today=today)  # type: ignore[arg-type]
    found = work_of(actor=actor, now=timezone.now(), today=today)
    return [(one.title, [(line.words, line.url) for line in one.lines]) for one in found]


def test_a_city_is_waited_for_until_it_has_offered_itself(
    owner: Organization, ivanovo: Organization, games: SeriesEdition
) -> None:
    edition(series(make_owner("Другой союз"), "Чужой сбор", "сбор"), 1, NEXT, EditionState.OFFERED)
    edition(games.series, 30, NEXT + 20, EditionState.NEEDS_HOST)
    edition(games.series, 19, NEXT - 1, EditionState.DECIDED, "Псков")
    user = make_user("contact", Role.CITY_CONTACT, owner=owner, party=ivanovo)

    before = waiting(user)
    HostingBid.objects.create(edition=games, city=city("Псков"))
    same = waiting(user)
    HostingBid.objects.create(edition=games, city=ivanovo.territory)

    line = (f"Спартакиада, № 20, {NEXT} год", f"{home(owner)}series/#hosts")
    assert before == same == [("Нужен город", [line])]
    assert waiting(user) == []
    assert waiting(make_user("clerk", Role.CLERK, owner=owner, party=ivanovo)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_series_costs_a_fixed_number_of_queries(
    contact: Client,
    owner: Organization,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        made = series(owner, f"Слёт {number}", f"слет {number}")
        one = edition(made, 20, NEXT, EditionState.OFFERED)
        HostingBid.objects.create(edition=one, city=city("Псков"))

    with django_assert_num_queries(11):
        contact.get(f"{home(owner)}series/")

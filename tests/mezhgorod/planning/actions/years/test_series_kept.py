"""Series begun, renamed and ended by hand; a city offers itself for an edition."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from tests.factories.editions import edition, series
from tests.factories.people import actor_with, make_owner, make_party
from tests.factories.plans import make_item, make_plan, make_section

from mezhgorod.planning.actions.years.editions import EditionFacts
from mezhgorod.planning.actions.years.offers import offer_own_city, take_offer_back
from mezhgorod.planning.actions.years.series import (
    SeriesDraft,
    change_series,
    create_series,
    delete_series,
)
from mezhgorod.planning.models import EventSeries, HostingBid, SeriesEdition
from mezhgorod.planning.queries.events import series_visible_to
from mezhgorod.planning.queries.next_rows import next_rows
from mezhgorod.planning.rules import EditionState, PlanState
from mezhgorod.registry.models import AuditEntry, Organization
from mezhgorod.registry.rules import NOBODY, Actor, Role, RuleViolation
from planbook.dates import Period

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 11, 5, 9, tzinfo=UTC)


@pytest.fixture
def owner() -> Organization:
    return make_owner()


@pytest.fixture
def keeper(owner: Organization) -> Actor:
    return actor_with(Role.DIRECTORATE, owner)


def make(owner: Organization, actor: Actor, name: str = "Слёт городов", **more: int) -> EventSeries:
    return create_series(owner=owner, draft=SeriesDraft(name, **more), actor=actor, now=NOW)


def told() -> list[tuple[str, str]]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", "summary"))


def test_a_series_is_begun_with_an_edition_and_counts_on(
    owner: Organization, keeper: Actor
) -> None:
    plan = make_plan(owner=owner.name)
    make_item(make_section(plan))

    made = create_series(
        owner=owner,
        draft=SeriesDraft("Спартакиада городов", step_years=2, season="winter"),
        first=EditionFacts(3, 2022, EditionState.HELD),
        actor=keeper,
        now=NOW,
    )

    rows = next_rows(plan=plan, period=Period.from_edtf("2024"), today=date(2023, 11, 1))
    assert (made.name, made.key) == (
        "Спартакиада городов (зимний сезон)",
        "зимний спартакиада город",
    )
    assert [one.row.title for one in rows if one.item_id is None] == [
        "IV спартакиада городов (зимний сезон)"
    ]
    assert told() == [
        ("series.add", "Заведена серия «Спартакиада городов (зимний сезон)»"),
        (
            "edition.record",
            "Записан выпуск № 3 (2022 год) серии «Спартакиада городов (зимний сезон)»",
        ),
    ]


def test_renaming_and_ending_are_told(owner: Organization, keeper: Actor) -> None:
    made = make(owner, keeper)

    change_series(series=made, draft=SeriesDraft("Сбор городов", 2), actor=keeper, now=NOW)
    change_series(series=made, draft=SeriesDraft("Сбор городов", 2, 2026), actor=keeper, now=NOW)
    change_series(series=made, draft=SeriesDraft("Сбор городов", 2, 2026), actor=keeper, now=NOW)

    made.refresh_from_db()
    assert (made.name, made.key, made.step_years, made.until_year) == (
        "Сбор городов", "сбор город", 2, 2026,
    )  # fmt: skip
    assert told()[1:] == [
        (
            "series.edit",
            "Серия «Слёт городов» переименована в «Сбор городов»; раз в сколько лет: 2",
        ),
        ("series.edit", "Изменена серия «Сбор городов»; последний год — 2026"),
    ]


def test_a_series_with_rows_keeps_the_name_its_rows_are_known_by(
    owner: Organization, keeper: Actor
) -> None:
    made = make(owner, keeper)
    item = make_item(make_section(make_plan(owner=owner.name)), edition=3, edition_text="III")
    item.event.series = made
    item.event.save()

    change_series(series=made, draft=SeriesDraft("Сбор городов"), actor=keeper, now=NOW)
    with pytest.raises(RuleViolation) as refused:
        delete_series(series=made, actor=keeper, now=NOW)

    made.refresh_from_db()
    assert (made.key, refused.value.code) == ("слет город", "series.has_rows")


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (SeriesDraft(""), "directory.empty"),
        (SeriesDraft("я" * 501), "directory.too_long"),
        (SeriesDraft("XX слёт городов"), "series.numbered"),
        (SeriesDraft("Слет городов"), "series.exists"),
        (SeriesDraft("Форум", step_years=0), "series.step"),
        (SeriesDraft("Форум", step_years=21), "series.step"),
        (SeriesDraft("Форум", until_year=2500), "series.until"),
        (SeriesDraft("!!!"), "series.no_words"),
    ],
)
def test_an_impossible_series_is_refused(
    owner: Organization, keeper: Actor, draft: SeriesDraft, code: str
) -> None:
    make(owner, keeper)

    with pytest.raises(RuleViolation) as refused:
        create_series(owner=owner, draft=draft, actor=keeper, now=NOW)

    assert (refused.value.code, EventSeries.objects.count()) == (code, 1)


def test_a_wrong_edition_leaves_no_series_behind(owner: Organization, keeper: Actor) -> None:
    with pytest.raises(RuleViolation, match="Номер выпуска"):
        create_series(
            owner=owner,
            draft=SeriesDraft("Форум"),
            first=EditionFacts(0, 2024),
            actor=keeper,
            now=NOW,
        )

    assert (EventSeries.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_series_does_not_end_before_its_editions(owner: Organization, keeper: Actor) -> None:
    made = make(owner, keeper)
    edition(made, 20, 2027, EditionState.NEEDS_HOST)

    with pytest.raises(RuleViolation) as refused:
        change_series(
            series=made, draft=SeriesDraft(made.name, until_year=2026), actor=keeper, now=NOW
        )

    assert refused.value.code == "series.ends_early"


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.APPROVER, Role.CITY_CONTACT])
def test_others_keep_no_series(owner: Organization, keeper: Actor, role: Role) -> None:
    made = make(owner, keeper)
    draft = SeriesDraft("Форум")
    foreign = actor_with(Role.DIRECTORATE, make_owner("Другой союз"))
    before = AuditEntry.objects.count()

    for actor in (NOBODY, foreign, actor_with(role, owner)):
        acts: list[Callable[[], object]] = [
            lambda who=actor: make(owner, who, "Форум"),
            lambda who=actor: change_series(series=made, draft=draft, actor=who, now=NOW),
            lambda who=actor: delete_series(series=made, actor=who, now=NOW),
        ]
        for act in acts:
            with pytest.raises(RuleViolation) as refused:
                act()
            assert refused.value.code == "series.record.forbidden"

    assert (EventSeries.objects.get().name, AuditEntry.objects.count()) == (made.name, before)


def test_a_series_begun_by_mistake_goes_with_its_editions(
    owner: Organization, keeper: Actor
) -> None:
    made = make(owner, keeper)
    edition(made, 1, 2025, EditionState.NEEDS_HOST)

    delete_series(series=made, actor=keeper, now=NOW)

    assert (EventSeries.objects.count(), SeriesEdition.objects.count()) == (0, 0)
    assert told()[-1] == ("series.delete", "Удалена серия «Слёт городов»")


def test_who_reads_a_series_without_rows(owner: Organization, keeper: Actor) -> None:
    hidden = series(owner, "Слёт", "слет")
    wanted = series(owner, "Спартакиада", "спартакиада")
    edition(wanted, 20, 2025, EditionState.NEEDS_HOST)
    draft = make_item(make_section(make_plan(owner=owner.name, state=PlanState.DRAFT)))
    draft.event.series = hidden
    draft.event.save()
    city = make_party("Город Иваново", city="Иваново")

    found = {
        "keeper": keeper,
        "city": actor_with(Role.CITY_CONTACT, owner, party=city),
        "clerk": actor_with(Role.CLERK, owner, party=city),
        "foreign city": actor_with(Role.CITY_CONTACT, make_owner("Другой"), party=city),
        "public": NOBODY,
    }
    names = {
        who: sorted(one.name for one in series_visible_to(actor=actor))
        for who, actor in found.items()
    }
    assert names == {
        "keeper": ["Слёт", "Спартакиада"],
        "city": ["Спартакиада"],
        "clerk": [],
        "foreign city": [],
        "public": [],
    }


@pytest.fixture
def games(owner: Organization) -> SeriesEdition:
    return edition(series(owner, "Спартакиада", "спартакиада"), 20, 2025, EditionState.NEEDS_HOST)


def test_a_city_offers_itself_once_and_takes_it_back(
    owner: Organization, games: SeriesEdition
) -> None:
    party = make_party("Город Иваново", city="Иваново")
    contact = actor_with(Role.CITY_CONTACT, owner, party=party)

    for _ in range(2):
        offer_own_city(edition=games, party=party, note="стадион", actor=contact, now=NOW)
    games.refresh_from_db()
    offered = (games.state, [(bid.city.name, bid.state, bid.note) for bid in games.bids.all()])
    take_offer_back(edition=games, party=party, actor=contact, now=NOW)
    games.refresh_from_db()

    assert offered == ("offered", [("Иваново", "offered", "стадион")])
    assert (games.state, games.bids.get().state) == ("needs_host", "withdrawn")
    assert told() == [
        ("edition.own_offer", "Иваново предлагает себя: № 20 серии «Спартакиада», 2025 год"),
        (
            "edition.own_offer",
            "Иваново отзывает предложение: № 20 серии «Спартакиада», 2025 год",
        ),
    ]


def test_another_offer_keeps_the_edition_offered(owner: Organization, games: SeriesEdition) -> None:
    parties = [make_party(f"Город {name}", city=name) for name in ("Иваново", "Псков")]
    for party in parties:
        actor = actor_with(Role.CITY_CONTACT, owner, party=party)
        offer_own_city(edition=games, party=party, actor=actor, now=NOW)

    take_offer_back(edition=games, party=parties[0], actor=actor_with(
        Role.CITY_CONTACT, owner, party=parties[0]), now=NOW)  # fmt: skip

    games.refresh_from_db()
    assert games.state == "offered"


@pytest.mark.parametrize("role", [Role.CITY_CONTACT, Role.CLERK, Role.AUDITOR, None])
def test_nobody_offers_a_foreign_city(
    owner: Organization, games: SeriesEdition, role: Role | None
) -> None:
    own, foreign = make_party("Город Псков", city="Псков"), make_party("Иваново", city="Иваново")
    actor = actor_with(role, owner, party=own) if role else NOBODY

    with pytest.raises(RuleViolation) as refused:
        offer_own_city(edition=games, party=foreign, actor=actor, now=NOW)

    assert (refused.value.code, HostingBid.objects.count()) == ("series.offer.forbidden", 0)


@pytest.mark.parametrize(
    ("state", "note", "has_city", "code"),
    [
        (EditionState.DECIDED, "", True, "offer.closed"),
        (EditionState.NEEDS_HOST, "я" * 2001, True, "offer.note"),
        (EditionState.NEEDS_HOST, "", False, "offer.no_city"),
    ],
)
def test_an_offer_that_cannot_stand_is_refused(
    owner: Organization,
    games: SeriesEdition,
    state: EditionState,
    note: str,
    has_city: bool,
    code: str,
) -> None:
    party = make_party("Иваново", city="Иваново" if has_city else "")
    SeriesEdition.objects.filter(pk=games.pk).update(state=state)
    actor = actor_with(Role.CITY_CONTACT, owner, party=party)

    with pytest.raises(RuleViolation) as refused:
        offer_own_city(edition=games, party=party, note=note, actor=actor, now=NOW)

    assert (refused.value.code, HostingBid.objects.count()) == (code, 0)


def test_no_offer_no_taking_back(owner: Organization, games: SeriesEdition) -> None:
    party = make_party("Иваново", city="Иваново")
    actor = actor_with(Role.CITY_CONTACT, owner, party=party)

    with pytest.raises(RuleViolation) as refused:
        take_offer_back(edition=games, party=party, actor=actor, now=NOW)

    assert refused.value.code == "offer.none"

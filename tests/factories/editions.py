"""What the report of 2024 tells of the series of a union, entered by hand as records."""

from mezhgorod.planning.models import EventSeries, HostingBid, SeriesEdition
from mezhgorod.planning.rules import EditionState
from mezhgorod.planning.rules.hosting import BidState
from mezhgorod.registry.models import Municipality, Organization
from mezhgorod.registry.rules import slug_text

WINTER_KEY = "зимний спартакиада союз город центр и северо запад россия"


def city(name: str) -> Municipality:
    return Municipality.objects.get_or_create(name=name, defaults={"slug": slug_text(name)})[0]


def series(owner: Organization, name: str = "Слёт городов", key: str = "слет город") -> EventSeries:
    return EventSeries.objects.get_or_create(
        owner=owner, key=key, defaults={"name": name, "slug": slug_text(name)[:120]}
    )[0]


def edition(
    of: EventSeries, number: int, year: int, state: EditionState, host: str = ""
) -> SeriesEdition:
    return SeriesEdition.objects.create(
        series=of, number=number, year=year, state=state, host=city(host) if host else None
    )


def report_of_2024(owner: Organization) -> SeriesEdition:
    """Record what the report says; returns the summer games of 2025, which need a host."""
    known = {one.key: one for one in EventSeries.objects.filter(owner=owner)}
    art = next(one for key, one in known.items() if "изобразительный" in key)
    summer = next(one for key, one in known.items() if key.startswith("летний спартакиада"))
    winter = series(
        owner, "Зимняя Спартакиада Союза городов Центра и Северо-Запада России", WINTER_KEY
    )
    edition(art, 29, 2024, EditionState.HELD, "Тихвин")
    edition(winter, 3, 2024, EditionState.HELD, "Петрозаводск")
    edition(winter, 4, 2026, EditionState.DECIDED, "Сыктывкар")
    games = edition(summer, 20, 2025, EditionState.WITHDRAWN, "Великий Новгород")
    HostingBid.objects.create(edition=games, city=city("Иваново"))
    HostingBid.objects.create(
        edition=games, city=city("Великий Новгород"), state=BidState.WITHDRAWN
    )
    return games

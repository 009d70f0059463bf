"""The map of cities: places are right, words are only words, the picture is always the same."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from tests.planbook.writers.printed_samples import HOSTILE

from planbook.writers.charts import ChartFrame, CityDot, city_map

pytestmark = pytest.mark.core

SVG = "{http://www.w3.org/2000/svg}"
FRAME = ChartFrame("Где прошли мероприятия", name="hosts")
NOUN = ("мероприятие", "мероприятия", "мероприятий")
ARKHANGELSK = CityDot("Архангельск", 64.54, 40.54, 2)
PSKOV = CityDot("Псков", 57.81, 28.35)
VOLOGDA = CityDot("Вологда", 59.22, 39.88, 5, url="/cities/vologda/")


def places(svg: str) -> dict[str, tuple[float, float, float]]:
    """Where dots stand and how large they are, by city."""
    return {
        (dot.findtext(f"{SVG}title") or "").partition(":")[0]: (
            float(dot.get("cx", "")),
            float(dot.get("cy", "")),
            float(dot.get("r", "")),
        )
        for dot in etree.fromstring(svg.encode()).iter(f"{SVG}circle")
    }


def test_north_is_up_east_is_right_and_more_is_larger() -> None:
    found = places(city_map([ARKHANGELSK, PSKOV, VOLOGDA], frame=FRAME, noun=NOUN))

    (north_x, north_y, _), (west_x, west_y, small), (_, middle_y, large) = (
        found["Архангельск"],
        found["Псков"],
        found["Вологда"],
    )
    assert north_y < middle_y < west_y
    assert west_x < north_x
    assert small < large == 13.0


def test_chukotka_lies_east_of_kamchatka() -> None:
    east = CityDot("Уэлен", 66.16, -169.81)
    kamchatka = CityDot("Петропавловск-Камчатский", 53.04, 158.65)

    found = places(city_map([east, kamchatka], frame=FRAME, noun=NOUN))

    assert found["Петропавловск-Камчатский"][0] < found["Уэлен"][0] <= FRAME.width


def test_distances_north_and_east_are_in_one_scale() -> None:
    """A degree of longitude at 60 degrees north is half a degree of latitude."""
    dots = [CityDot("а", 60, 40), CityDot("б", 60, 44), CityDot("в", 58, 42), CityDot("г", 62, 42)]

    found = places(city_map(dots, frame=FRAME, noun=NOUN))

    width = found["б"][0] - found["а"][0]
    height = found["в"][1] - found["г"][1]
    assert width / height == pytest.approx(0.5, rel=0.05)


def test_picture_is_told_in_words_and_leads_to_cities() -> None:
    svg = city_map([PSKOV, VOLOGDA], frame=FRAME, noun=NOUN)

    root = etree.fromstring(svg.encode())
    assert root.findtext(f"{SVG}desc") == (
        "2 города: Вологда — 5 мероприятий; Псков — 1 мероприятие."
    )
    assert [(one.get("href"), one.get("aria-label")) for one in root.iter(f"{SVG}a")] == [
        ("/cities/vologda/", "Вологда: 5 мероприятий")
    ]


@pytest.mark.parametrize("dots", [[VOLOGDA], [VOLOGDA] * 300])
def test_one_place_is_shown_with_what_is_around(dots: list[CityDot]) -> None:
    svg = city_map(dots, frame=FRAME, noun=NOUN)

    assert set(places(svg)) == {"Вологда"}
    x, y, _ = places(svg)["Вологда"]
    assert (x, y > 0) == (FRAME.width / 2, True)


def test_cities_far_from_every_shore_stand_on_land() -> None:
    kazan, samara = CityDot("Казань", 55.79, 49.12), CityDot("Самара", 53.2, 50.13)

    drawn = etree.fromstring(city_map([kazan, samara], frame=FRAME, noun=NOUN).encode())
    window = drawn.find(f"{SVG}g/{SVG}rect")
    (land,) = drawn.iter(f"{SVG}path")

    assert window is not None
    low = float(window.get("y", "")) + float(window.get("height", ""))
    assert land.get("d") == f"M0 {window.get('y')}H{window.get('width')}V{low:g}H0Z"


def test_names_never_cover_one_another() -> None:
    dots = [CityDot(f"Город {place}", 58 + place / 50, 40 + place / 50) for place in range(40)]

    lines = re.findall(r'<text x="([0-9.]+)" y="([0-9.]+)"', city_map(dots, frame=FRAME, noun=NOUN))

    spots = [(float(x), float(y)) for x, y in lines[1:]]
    assert 1 < len(spots) < 40
    assert all(
        abs(x - u) > 30 or abs(y - v) >= 13
        for index, (x, y) in enumerate(spots)
        for u, v in spots[:index]
    )


def test_hostile_words_are_only_words_and_nothing_is_drawn_of_nothing() -> None:
    hostile = CityDot(HOSTILE + '" onload="x', 59, 39, url='/"><script>')
    svg = city_map([hostile, PSKOV], frame=FRAME, noun=NOUN)

    marks = list(etree.fromstring(svg.encode()).iter())
    tags = {etree.QName(one).localname for one in marks}
    assert tags == {
        "svg", "title", "desc", "text", "clipPath", "g", "rect", "path", "circle", "a"
    }  # fmt: skip
    assert "onload" not in {
        name for one in etree.fromstring(svg.encode()).iter() for name in one.attrib
    }
    assert city_map([], frame=FRAME, noun=NOUN) == ""


def test_the_coastline_is_the_one_that_is_named() -> None:
    data = (files("planbook.writers") / "data" / "coast.json").read_bytes()
    notice = Path(__file__).parents[3] / "NOTICE"

    assert hashlib.sha256(data).hexdigest() in notice.read_text("utf-8")

"""Hosts, regions, short and unofficial names, unknown cities."""

import pytest
from tests.planbook.checks.drafts import event, found, plan_of

from planbook.checks import check_plan, check_report
from planbook.documents import Paragraph
from planbook.findings import Repair

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("where", "count"),
    [
        ("Нарьян-Мар, Ярославль", 1),
        ("Вологда и Шуя", 1),
        ("Вологда, Шуя (ВКС)", 0),
        ("Вологда", 0),
        ("Вологда – Череповец", 0),
        ("Белгород, Курск, Орёл", 0),
        ("Вологда, Дворец спорта; Шуя, Дом культуры", 0),
        ("администрация г. Кирова, Вологда", 0),
    ],
)
def test_two_hosts(where: str, count: int) -> None:
    draft = plan_of(event("Круглый стол", where=where), event("Слёт", "июнь"))

    assert len(found(draft, "place.ambiguous_host")) == count


@pytest.mark.parametrize(
    ("partners", "where", "count"),
    [
        ("Ленинградская область", "г. Санкт-Петербург", 1),
        ("Республика Крым", "г. Севастополь", 1),
        ("Московская область", "г. Москва", 1),
        ("г. Москва", "г. Москва", 0),
        ("Тверская область", "г. Смоленск", 0),  # at home
        ("Тверская, Московская области", "г. Москва", 1),
        ("Тверская область", "Дистанционный формат", 0),
        ("Все субъекты РФ", "г. Москва", 0),
    ],
)
def test_place_and_partner_region(partners: str, where: str, count: int) -> None:
    row = f"{partners} | Выставка | май | {where}"
    draft = plan_of(row, event("Слёт", "июнь", "г. Смоленск"), owner="Смоленской области")

    assert len(found(draft, "place.region_mismatch")) == count


def test_without_a_home_region_nothing_is_said_of_places() -> None:
    row = "Ленинградская область | Выставка | май | г. Санкт-Петербург"

    assert found(plan_of(row, event("Слёт")), "place.region_mismatch") == []


@pytest.mark.parametrize(
    ("where", "repairs"),
    [
        ("Вел. Новгород", [Repair("place", "Вел. Новгород", "Великий Новгород")]),
        ("Н. Новгород", [Repair("place", "Н. Новгород", "Нижний Новгород")]),
        ("Великий Новгород", []),
        ("г. Шуя", []),
    ],
)
def test_short_name_of_a_city(where: str, repairs: list[Repair]) -> None:
    draft = plan_of(event("Форум", where=where), event("Слёт", "июнь"))

    assert [one.repair for one in found(draft, "place.short_name")] == repairs


@pytest.mark.parametrize(
    ("partners", "repairs"),
    [
        (
            "Кемеровская область",
            [Repair("partners", "Кемеровская область", "Кемеровская область – Кузбасс")],
        ),
        ("Кемеровская область - Кузбасс", []),
        ("Кемеровская область – Кузбасс", []),
        ("Кемеровская, Тверская области", []),
        ("Чувашская Республика – Чувашия", []),
        (
            "Чеченская республика",
            [Repair("partners", "республика", "Республика")],
        ),
        ("Республика Татарстан", []),
        ("Республика Северная Осетия - Алания", []),
    ],
)
def test_official_name_of_a_region(partners: str, repairs: list[Repair]) -> None:
    draft = plan_of(f"{partners} | Выставка | май | Шуя", event("Слёт", "июнь"))

    assert [one.repair for one in found(draft, "place.official_name")] == repairs


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("Встреча прошла в г. Тьмутараканск", ["г. Тьмутараканск"]),
        ("администрация г. Кирова и г. Шуи", []),
        ("в г.Санкт-Петербург, г. Нижний Новгород", []),
        ("в 2023 г. Собрание решило", []),
        ("10 г. Сахара", []),
        ("городов Союза", []),
    ],
)
def test_city_that_is_not_in_the_gazetteer(text: str, evidence: list[str]) -> None:
    told = [one for one in check_report([Paragraph(text)]) if one.code == "place.unknown_city"]

    assert [one.evidence for one in told] == evidence


@pytest.mark.parametrize(
    ("registry", "evidence"),
    [
        (None, []),
        (["Вологда", "Шуя", "Тверь", "Астана"], []),
        (["Вологда", "Астана"], ["Шуя", "Твери"]),
        ([], ["Вологда", "Шуя", "Нур-Султан", "Твери"]),
    ],
)
def test_city_that_is_not_in_the_register(registry: list[str] | None, evidence: list[str]) -> None:
    draft = plan_of(
        event("Форум", where="Вологда"),
        event("Слёт", "июнь", "Шуя"),
        event("Форум", "июль", "Нур-Султан"),
        event("Слёт для молодёжи Твери", "август", "Вологда"),
    )
    told = check_plan(draft, registry=registry)

    assert [one.evidence for one in told if one.code == "place.not_in_registry"] == evidence


def test_city_of_a_report_that_is_not_in_the_register() -> None:
    told = check_report([Paragraph("Гости из Вологды и Шуи, снова из Шуи.")], registry=["Вологда"])

    assert [(one.code, one.evidence) for one in told] == [("place.not_in_registry", "Шуи")]

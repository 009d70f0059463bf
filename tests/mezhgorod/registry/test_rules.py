import pytest

from mezhgorod.registry.rules import (
    MunicipalityIdentity,
    MunicipalityKind,
    OrganizationKind,
    free_slug,
    municipality_identity,
    name_key,
    organization_kind,
    slug_text,
)
from planbook.places import Place


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Великий Новгород", "velikiy-novgorod"),
        ("Юрьев-Польский", "yurev-polskiy"),
        ("Щёлково", "shchelkovo"),
        ("II полугодие 2023", "ii-polugodie-2023"),
        ("№", "a01afe1c"),
    ],
)
def test_slug_text(text: str, slug: str) -> None:
    assert slug_text(text) == slug


def test_slug_text_of_a_long_name_ends_at_a_word() -> None:
    slug = slug_text("межрегиональная конференция " * 10)

    assert len(slug) <= 80
    assert slug.endswith("-mezhregionalnaya")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Нарьян-Мар", "нарьян – мар"),
        ("Королёв", "КОРОЛЕВ"),
        ("Великий  Новгород", "Великий\nНовгород."),
    ],
)
def test_name_key_makes_spellings_equal(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (
            Place("г. Вологда", "Вологда", region="Вологодская область", country="Россия"),
            MunicipalityIdentity(
                "Вологда", MunicipalityKind.SETTLEMENT, "Вологодская область", "Россия"
            ),
        ),
        (
            Place("Нур-Султан", "Нур-Султан", country="Казахстан"),
            MunicipalityIdentity("Астана", MunicipalityKind.SETTLEMENT, "", "Казахстан"),
        ),
        (
            Place("Пинежский район", district="Пинежский район"),
            MunicipalityIdentity("Пинежский район", MunicipalityKind.DISTRICT),
        ),
        (Place("Дом культуры", venue="Дом культуры"), None),
        (Place("Тверская область", region="Тверская область"), None),
    ],
)
def test_municipality_identity(place: Place, expected: MunicipalityIdentity | None) -> None:
    assert municipality_identity(place) == expected


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Союз городов Центра и Северо-Запада России", OrganizationKind.UNION),
        ("Международная Ассамблея столиц и крупных городов", OrganizationKind.UNION),
        ("Администрация города Вологды", OrganizationKind.MUNICIPALITY),
        ("Департамент Смоленской области по культуре", OrganizationKind.EXECUTIVE),
        ("Правительство Алтайского края", OrganizationKind.EXECUTIVE),
        ("Краеведческий музей", OrganizationKind.INSTITUTION),
        ("НОК «Российская семья»", OrganizationKind.OTHER),
    ],
)
def test_organization_kind(name: str, kind: OrganizationKind) -> None:
    assert organization_kind(name) is kind


def test_free_slug_takes_the_first_free_candidate() -> None:
    taken = {"kirov"}

    assert free_slug(("kirov", "kirov-kaluzhskaya-oblast"), taken) == "kirov-kaluzhskaya-oblast"
    assert free_slug(("kirov", "kirov-kaluzhskaya-oblast"), taken) not in {
        "kirov",
        "kirov-kaluzhskaya-oblast",
    }
    assert len(taken) == 3

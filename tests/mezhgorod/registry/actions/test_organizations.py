import pytest

from mezhgorod.registry.actions import ensure_organization, organization_index
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import RuleViolation

pytestmark = pytest.mark.django_db

NAME = "Международная Ассамблея столиц и крупных городов"


def test_ensure_organization_makes_it_once_under_all_its_names() -> None:
    made = ensure_organization(name=NAME, short_names=["МАГ"])

    assert ensure_organization(name=f"  {NAME.upper()} ") == made
    assert ensure_organization(name="МАГ") == made
    assert ensure_organization(name=f"{NAME} (МАГ)") == made
    assert organization_index().find("«МАГ»") == made
    assert (made.short_name, made.slug) == (
        "МАГ",
        "mezhdunarodnaya-assambleya-stolits-i-krupnykh-gorodov",
    )


def test_ensure_organization_keeps_addresses_apart() -> None:
    ensure_organization(name="Союз «Север»")
    other = ensure_organization(name="Союз: Север!")

    assert Organization.objects.count() == 2
    assert other.slug.startswith("soyuz-sever-")


def test_ensure_organization_needs_a_name() -> None:
    with pytest.raises(RuleViolation) as refused:
        ensure_organization(name="  ")

    assert (refused.value.code, refused.value.field) == ("organization.no_name", "owner_name")


def test_ensure_organization_learns_the_abbreviation_after_its_name() -> None:
    made = ensure_organization(name=f"{NAME} (МАГ)")

    assert (made.name, made.short_name) == (NAME, "МАГ")
    assert ensure_organization(name=NAME) == ensure_organization(name="МАГ") == made

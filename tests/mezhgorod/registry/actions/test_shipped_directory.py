"""The shipped tables of who is who say only what the documents of the corpus say."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.factories.who_is_who import NOW

from mezhgorod.registry.actions import load_regions, load_who_is_who
from mezhgorod.registry.models import AuditEntry, Body, Membership, Organization, Person, Tenure
from mezhgorod.registry.queries.agreements import counterparts_of
from mezhgorod.registry.queries.memberships import members_on
from mezhgorod.registry.queries.offices import ending_terms
from planbook.language import Case
from planbook.places import locality_form

ROOT = Path(__file__).parents[4]
DATA = ROOT / "src" / "mezhgorod" / "registry" / "data"
CORPUS = ROOT / "tests" / "corpus"


def rows(name: str) -> Iterator[dict[str, str]]:
    yield from csv.DictReader((DATA / f"{name}.csv").read_text(encoding="utf-8").splitlines())


def said() -> str:
    """All words of the corpus, in one line."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*/source.txt")))
    return " ".join(" ".join(texts).replace("\N{NO-BREAK SPACE}", " ").split()).replace("- ", "-")


def test_every_person_and_partner_is_printed_in_a_document() -> None:
    text = said()

    assert [row["person"] for row in rows("posts") if row["person"] not in text] == []
    # Partners stand there in the genitive: what is the same in both cases must be found.
    stems = [row["partner"].split(" ", 1)[1] for row in rows("counterparts")]
    assert [stem for stem in stems if stem.split(" ", 1)[1] not in text] == []
    departments = [row["member"] for row in rows("members") if " " in row["member"][12:]]
    assert [name for name in departments if name not in text] == []


def test_the_twenty_cities_are_those_that_the_report_calls_cities_of_the_union() -> None:
    report = (CORPUS / "sgcszr-report-2024" / "source.txt").read_text(encoding="utf-8")
    (line,) = [one for one in report.splitlines() if "20-ти городов Союза" in one]
    cities = [row["member"] for row in rows("members") if row["owner"].startswith("Союз")]

    named = line.partition("городов Союза:")[2]
    missing = [city for city in cities if locality_form(city, Case.GENITIVE) not in named]
    assert (len(cities), missing) == (20, [])


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_keeps_what_people_changed() -> None:
    load_regions()

    first = load_who_is_who(now=NOW)
    Body.objects.filter(name="Правление").update(until_on=date(2024, 6, 30))
    told = AuditEntry.objects.count()
    second = load_who_is_who(now=NOW)

    assert (first, second) == (64, 0)
    assert AuditEntry.objects.count() == told
    assert Body.objects.get(name="Правление").until_on == date(2024, 6, 30)
    assert (Membership.objects.count(), Tenure.objects.count(), Person.objects.count()) == (
        38,
        2,
        2,
    )
    union = Organization.objects.get(name="Союз городов Центра и Северо-Запада России")
    found = members_on(association=union, day=date(2024, 12, 31))
    assert len(found) == 20
    assert [one.words for one in ending_terms(owner=union, today=date(2024, 12, 1))] == [
        "Председатель Союза: в 2025 году завершаются полномочия избранных органов управления Союза"
    ]
    region = Organization.objects.get(name="Смоленская область")
    assert len(counterparts_of(owner=region)) == 6

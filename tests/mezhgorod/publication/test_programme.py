"""The programme and the list of participants as documents ready for print."""

from datetime import UTC, datetime

import pytest
from tests.factories.plans import make_document
from tests.factories.preparation import PreparedEvent, make_prepared

from mezhgorod.planning.models import Invitation, ProgrammeEntry
from mezhgorod.planning.queries.preparation import invitations_of, programme_of
from mezhgorod.publication.programme import (
    document_name,
    participants_document,
    programme_document,
)
from planbook.documents.printed import PrintedDocument, PrintedParagraph
from planbook.writers import WRITERS

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def prepared() -> PreparedEvent:
    return make_prepared("Круглый стол по теме «Туристский код города»")


def paragraphs(document: PrintedDocument) -> list[str]:
    return [one.text for one in document.blocks if isinstance(one, PrintedParagraph)]


def rows(document: PrintedDocument) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables() for row in table.rows]


def add(prepared: PreparedEvent, **values: object) -> None:
    position = prepared.event.programme.count() + 1
    ProgrammeEntry.objects.create(event=prepared.event, position=position, **values)


def test_programme_says_when_what_and_who(prepared: PreparedEvent) -> None:
    add(prepared, kind="opening", time_text="10:00", title="Приветствие участников")
    add(
        prepared, time_text="10:15", title="Туристский код города", speaker_name="Докладчик",
        speaker_office="начальник отдела туризма", party=prepared.vologda, mode="online",
    )  # fmt: skip
    add(
        prepared, title="Опыт «Серебряного ожерелья»", speaker_name="Докладчик", party=prepared.tver
    )
    add(prepared, kind="break", time_text="11:30", file=make_document("кофе.pdf"))
    add(prepared, kind="other", title="Обсуждение итогов")

    document = programme_document(
        event=prepared.event, plan=prepared.plan, entries=programme_of(event=prepared.event)
    )

    assert paragraphs(document) == [
        "Союз городов Центра и Северо-Запада России",
        "Программа",
        "Круглый стол по теме «Туристский код города»",
        "май. Вологда",
    ]
    assert rows(document) == [
        ["Время", "Что и кто"],
        ["10:00", "Открытие. Приветствие участников"],
        [
            "10:15",
            "«Туристский код города»\nДокладчик, начальник отдела туризма, Вологда (по ВКС)",
        ],
        ["", "Опыт «Серебряного ожерелья»\nДокладчик, Тверь"],
        ["11:30", "Перерыв"],
        ["", "Обсуждение итогов"],
    ]


def test_empty_programme_has_no_table(prepared: PreparedEvent) -> None:
    document = programme_document(event=prepared.event, plan=prepared.plan, entries=())

    assert list(document.tables()) == []


def test_participants_are_those_who_come_with_the_totals(prepared: PreparedEvent) -> None:
    about = {"event": prepared.event, "owner": prepared.owner}
    Invitation.objects.create(
        **about, party=prepared.vologda, name="Вологда", state="coming", mode="in_person",
        head_count=2, names_text="Начальник отдела\nСпециалист",
    )  # fmt: skip
    Invitation.objects.create(**about, party=prepared.tver, name="Тверь", state="declined")
    Invitation.objects.create(
        **about, name="Областной музей", is_guest=True, state="coming", mode="online", head_count=1
    )

    document = participants_document(
        event=prepared.event,
        plan=prepared.plan,
        invitations=list(invitations_of(event=prepared.event)),
    )

    assert paragraphs(document)[-1] == (
        "Примут участие 2 из 3: очно 1, по ВКС 1, всего 3 человека. Не примут участия: 1."
    )
    assert rows(document)[1:] == [
        ["1.", "Вологда", "Начальник отдела\nСпециалист", "2", "очно"],
        ["2.", "Областной музей", "", "1", "по ВКС"],
    ]
    assert "Тверь" not in str(rows(document))


@pytest.mark.parametrize("extension", ["docx", "pdf", "html"])
def test_same_programme_gives_the_same_file(prepared: PreparedEvent, extension: str) -> None:
    add(prepared, title="Туристский код города", time_text="10:15")
    writer = WRITERS[extension]

    files = {
        writer.write(
            programme_document(
                event=prepared.event, plan=prepared.plan, entries=programme_of(event=prepared.event)
            ),
            created=NOW,
        )
        for _ in range(2)
    }

    assert len(files) == 1
    assert document_name("Программа", prepared.event, extension) == (
        f"Программа. Круглый стол по теме «Туристский код города».{extension}"
    )

"""Names without agreement in a published report: hidden in every case, order and field."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories.html import tree_of
from tests.factories.people import make_owner
from tests.factories.plans import NOW
from tests.factories.written_reports import draft, held_with, text_part

from mezhgorod.outcomes.models import AgendaItem, EventAward, FactSource, HeldEvent, Talk
from mezhgorod.outcomes.rules import SourceKind, TalkRole
from mezhgorod.registry.models import User
from mezhgorod.reporting.models import Report
from planbook.readers import read_document

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]

LIST = "/reports/written/"
# The last word changes its vowel in other cases: «Льва», «Петра».
HIDDEN, SHOWN = "Контактнова Лев", "Открытова Пётр"


@pytest.fixture
def held() -> HeldEvent:
    return held_with(make_owner(), "Вологда, Шуя")


def lines(page: HttpResponse) -> list[str]:
    found = tree_of(page).xpath("//*[contains(@class, 'speech')]/p")
    return ["".join(one.itertext()) for one in found]


def publish(client: Client, report: Report) -> None:
    for verb, end in (("freeze", "state/"), ("approve", "approve/"), ("publish", "state/")):
        seen = Report.objects.get(pk=report.pk).sequence
        client.post(
            f"{LIST}{report.slug}/{end}", {"do": verb, "seen": seen, "is_without_body": "on"}
        )
    assert Report.objects.get(pk=report.pk).published_at is not None


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("Вели {модераторы:род}.", "Вели имя не показано."),
        ("Докладчики: {докладчики:вин}.", "Докладчики: имя не показано и Открытову Петра."),
        ("[*докладчики через «; »: {человек:дат}].", "имя не показано; Открытове Петру."),
        ("[*награды через «; »: {кому} от {вручил:род}].", "Открытова Пётр от имя не показано."),
        ("[*повестка через «; »: {вопрос}, {докладчик:тв}].", "Бюджет, имя не показано."),
    ],
)
def test_a_name_is_hidden_in_every_case_and_field(
    client: Client, directorate: User, held: HeldEvent, template: str, told: str
) -> None:
    source = FactSource.objects.create(held_event=held, kind=SourceKind.DIRECTORATE, at=NOW)
    common = {"held_event": held, "source": source}
    Talk.objects.create(position=1, role=TalkRole.MODERATOR, name=HIDDEN, **common)
    Talk.objects.create(position=2, role=TalkRole.SPEAKER, name=HIDDEN, **common)
    Talk.objects.create(
        position=3, role=TalkRole.SPEAKER, name=SHOWN, is_name_public=True, **common
    )
    EventAward.objects.create(
        position=1, winner=SHOWN, is_name_public=True, handed_by=HIDDEN, **common
    )
    AgendaItem.objects.create(held_event=held, position=1, title="Бюджет", reporter=HIDDEN)
    report = draft(text_part(template, held), owner=held.owner)
    client.force_login(directorate)

    own = lines(client.get(f"{LIST}{report.slug}/"))[0]
    publish(client, report)
    client.logout()

    assert "не показано" not in own
    assert lines(client.get(f"{LIST}{report.slug}/")) == [told]


def test_consent_withdrawn_after_publication_hides_the_name_in_what_was_frozen(
    client: Client, directorate: User, held: HeldEvent
) -> None:
    source = FactSource.objects.create(held_event=held, kind=SourceKind.DIRECTORATE, at=NOW)
    common = {"held_event": held, "source": source, "is_name_public": True}
    Talk.objects.create(position=1, role=TalkRole.SPEAKER, name=HIDDEN, **common)
    Talk.objects.create(position=2, role=TalkRole.SPEAKER, name=SHOWN, **common)
    words = "Выступили {докладчики}. Спасибо Контактнове Льву и Открытове Петру."
    report = draft(text_part(words, held), owner=held.owner)
    client.force_login(directorate)
    publish(client, report)
    address = f"{LIST}{report.slug}/"
    own = lines(client.get(address))
    HeldEvent.objects.filter(pk=held.pk).update(published_at=NOW)
    visitor = Client()
    before = lines(visitor.get(address))

    Talk.objects.filter(name=HIDDEN).update(is_name_public=False)

    told = f"Выступили имя не показано и {SHOWN}. Спасибо имя не показано и Открытове Петру."
    assert before == own
    assert lines(client.get(address)) == own
    for end in ("", "versions/1/"):
        page = visitor.get(address + end)
        assert lines(page) == [told]
        assert "Контактнов" not in page.text
    assert "Контактнов" not in visitor.get(f"{LIST}uses/{held.pk}/").text
    document = read_document(visitor.get(f"{address}report.docx").content, file_name="x.docx")
    printed = " ".join(one.text for one in document.paragraphs())
    assert told in printed
    assert "Контактнов" not in printed

"""Preparing an event on the site: the list, the answer by a link, the programme, who sees what."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.people import make_user
from tests.factories.preparation import PreparedEvent, make_prepared

from mezhgorod.notices.actions.invitations import write_invitations
from mezhgorod.notices.models import Letter
from mezhgorod.planning.models import Invitation, Plan, ProgrammeEntry
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import Contact, PersonalLink
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import Role

pytestmark = pytest.mark.django_db
NAMES = "Начальник отдела туризма"


@pytest.fixture
def prepared() -> PreparedEvent:
    made = make_prepared()
    make_user("vologda", Role.CITY_CONTACT, owner=made.owner, party=made.vologda)
    Contact.objects.create(organization=made.vologda, email="vologda@example.org")
    return made


def signed_in(prepared: PreparedEvent, role: Role = Role.DIRECTORATE) -> Client:
    client = Client()
    client.force_login(make_user(f"with-{role}", role, owner=prepared.owner))
    return client


def page(prepared: PreparedEvent, name: str = "event_preparation", *more: object) -> str:
    return reverse(name, args=(prepared.event.uid, *more))


def invited(prepared: PreparedEvent, client: Client) -> Invitation:
    """Vologda on the list, with a letter and a link."""
    client.post(page(prepared), {"party": [prepared.vologda.pk], "guests": ""})
    client.post(page(prepared, "event_letters"), {"do": "invite"})
    return Invitation.objects.get(party=prepared.vologda)


def link_of(invitation: Invitation) -> str:
    assert invitation.link is not None
    return reverse("invitation", args=(link_token(invitation.link),))


def test_directorate_invites_members_and_guests_and_writes_letters(
    prepared: PreparedEvent,
) -> None:
    client = signed_in(prepared)

    added = client.post(
        page(prepared),
        {"party": [prepared.vologda.pk], "guests": "Областной музей; museum@example.org\nГость"},
        follow=True,
    )
    sent = client.post(page(prepared, "event_letters"), {"do": "invite"}, follow=True)

    assert "Добавлено: 3 приглашённых" in added.text
    assert "Подготовлено писем: 2. Проверьте и отправьте" in sent.text
    assert "Нет адреса для письма: 1" in sent.text
    letters = Letter.objects.order_by("to_address")
    assert [(one.to_address, one.state) for one in letters] == [
        ("museum@example.org", "held"),
        ("vologda@example.org", "held"),
    ]
    invitation = Invitation.objects.get(party=prepared.vologda)
    assert link_of(invitation) in letters[1].body
    assert [one.state for one in Invitation.objects.all()] == ["invited"] * 3


def test_letters_are_not_written_twice(prepared: PreparedEvent) -> None:
    client = signed_in(prepared)
    invited(prepared, client)

    again = client.post(page(prepared, "event_letters"), {"do": "invite"}, follow=True)

    assert "Писать некому" in again.text
    assert Letter.objects.count() == 1


def test_silent_ones_are_reminded(prepared: PreparedEvent) -> None:
    client = signed_in(prepared)
    invited(prepared, client)

    for _ in range(2):
        client.post(page(prepared, "event_letters"), {"do": "remind"})

    assert [one.kind for one in Letter.objects.order_by("pk")] == [
        "event.invitation",
        "event.reminder",
        "event.reminder",
    ]
    assert Invitation.objects.get().reminder_count == 2


def test_city_answers_by_its_link_and_changes_its_mind(prepared: PreparedEvent) -> None:
    invitation = invited(prepared, signed_in(prepared))
    visitor = Client()

    shown = visitor.get(link_of(invitation))
    visitor.post(
        link_of(invitation),
        {"is_coming": "yes", "mode": "online", "head_count": "2", "names_text": NAMES},
    )
    answered = visitor.get(link_of(invitation))

    assert "Заседание секции «Туризм»" in shown.text
    assert "Ваш ответ: примет участие" in answered.text
    assert NAMES in answered.text
    assert answered["Cache-Control"] == "no-store, private"
    kept = Invitation.objects.get()
    assert (kept.state, kept.mode, kept.head_count) == ("coming", "online", 2)

    visitor.post(link_of(invitation), {"is_coming": "no", "comment": "Заняты"})
    assert Invitation.objects.get().state == "declined"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Ответьте: примете участие или нет."),
        ({"is_coming": "yes"}, "Укажите, как будете участвовать"),
        ({"is_coming": "yes", "mode": "online"}, "Укажите, сколько человек"),
        ({"is_coming": "yes", "mode": "online", "head_count": "много"}, "Напишите число"),
        ({"is_coming": "yes", "mode": "телефон", "head_count": "1"}, "Выберите корректный"),
    ],
)
def test_incomplete_answer_says_what_is_missing(
    prepared: PreparedEvent, data: dict[str, str], words: str
) -> None:
    invitation = invited(prepared, signed_in(prepared))

    answered = Client().post(link_of(invitation), data)

    assert words in answered.text
    assert Invitation.objects.get().state == "invited"


def test_withdrawn_expired_and_foreign_links_open_nothing(prepared: PreparedEvent) -> None:
    invitation = invited(prepared, signed_in(prepared))
    address = link_of(invitation)
    visitor = Client()

    PersonalLink.objects.update(expires_at=datetime(2020, 1, 1, tzinfo=UTC))
    expired = visitor.post(address, {"is_coming": "no"})
    PersonalLink.objects.update(
        expires_at=timezone.now() + timedelta(days=1), withdrawn_at=timezone.now()
    )
    withdrawn = visitor.get(address)
    PersonalLink.objects.update(withdrawn_at=None, right="proposal.send")
    foreign = visitor.get(address)
    unknown = visitor.get(address[:-2] + "x/")

    assert (expired.status_code, withdrawn.status_code) == (410, 410)
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    for response in (expired, withdrawn, foreign, unknown):
        assert "Заседание секции" not in response.text
    assert Invitation.objects.get().state == "invited"


def test_answer_by_telephone_is_written_down(prepared: PreparedEvent) -> None:
    client = signed_in(prepared)
    invitation = invited(prepared, client)

    client.post(
        page(prepared, "event_answer", invitation.pk),
        {"is_coming": "yes", "mode": "in_person", "head_count": "4"},
    )

    shown = client.get(page(prepared))
    assert "Примут участие 1 из 1: очно 1, всего 4 человека." in shown.text.replace("\xa0", " ")


def test_names_of_participants_do_not_leak(prepared: PreparedEvent) -> None:
    invitation = invited(prepared, signed_in(prepared))
    Client().post(
        link_of(invitation),
        {"is_coming": "yes", "mode": "in_person", "head_count": "1", "names_text": NAMES},
    )
    addresses = [
        page(prepared),
        page(prepared, "event_participants_file", "docx"),
        page(prepared, "event_answer", invitation.pk),
        page(prepared, "event_uninvite", invitation.pk),
        page(prepared, "event"),
    ]
    contact = Client()
    contact.force_login(
        make_user("tver", Role.CITY_CONTACT, owner=prepared.owner, party=prepared.tver)
    )

    for visitor in (Client(), contact):
        for address in addresses:
            assert NAMES not in visitor.get(address).text
    assert NAMES in signed_in(prepared, Role.AUDITOR).get(page(prepared)).text


def test_auditor_reads_and_changes_nothing(prepared: PreparedEvent) -> None:
    invitation = invited(prepared, signed_in(prepared))
    auditor = signed_in(prepared, Role.AUDITOR)

    for address, data in (
        (page(prepared), {"party": [prepared.tver.pk], "guests": ""}),
        (page(prepared, "event_letters"), {"do": "remind"}),
        (page(prepared, "event_uninvite", invitation.pk), {}),
        (page(prepared, "event_programme_edit"), {"kind": "talk", "title": "Тема"}),
        (page(prepared, "event_programme_change"), {"do": "sort"}),
    ):
        assert auditor.post(address, data).status_code == 403
    assert Invitation.objects.count() == 1
    assert Letter.objects.count() == 1


def test_removing_asks_first(prepared: PreparedEvent) -> None:
    client = signed_in(prepared)
    invitation = invited(prepared, client)

    asked = client.get(page(prepared, "event_uninvite", invitation.pk))
    assert Invitation.objects.exists()
    client.post(page(prepared, "event_uninvite", invitation.pk))

    assert "Убрать из списка: Вологда?" in asked.text
    assert not Invitation.objects.exists()


def test_wrong_guests_are_named_by_their_lines(prepared: PreparedEvent) -> None:
    shown = signed_in(prepared).post(
        page(prepared), {"guests": "Музей; не адрес\n; a@example.org\nТеатр"}
    )

    assert "Строка 1: «не адрес» не похоже на адрес" in shown.text
    assert "Строка 2: имя пустое" in shown.text
    assert not Invitation.objects.exists()


def test_programme_is_made_and_published(prepared: PreparedEvent) -> None:
    client, visitor = signed_in(prepared), Client()
    slides = SimpleUploadedFile("слайды.pdf", b"%PDF-1.4 slides")

    client.post(
        page(prepared, "event_programme_edit"),
        {"kind": "talk", "title": "Туристский код", "time_text": "10:00", "file": slides},
    )
    entry = ProgrammeEntry.objects.get()
    hidden = [
        visitor.get(page(prepared, "event_programme")).status_code,
        visitor.get(page(prepared, "event_programme_file", "docx")).status_code,
        visitor.get(page(prepared, "event_material", entry.pk)).status_code,
    ]
    client.post(page(prepared, "event_programme_change"), {"do": "publish"})
    shown = visitor.get(page(prepared, "event_programme"))

    assert hidden == [404, 404, 404]
    assert "Туристский код" in shown.text
    assert "слайды.pdf" not in shown.text
    assert visitor.get(page(prepared, "event_material", entry.pk)).status_code == 404
    material = client.get(page(prepared, "event_material", entry.pk))
    assert b"".join(material.streaming_content) == b"%PDF-1.4 slides"


def test_public_material_is_taken_by_everybody(prepared: PreparedEvent) -> None:
    client = signed_in(prepared)
    client.post(
        page(prepared, "event_programme_edit"),
        {
            "kind": "talk", "title": "Тема", "is_file_public": "on",
            "file": SimpleUploadedFile("слайды.pdf", b"slides"),
        },
    )  # fmt: skip
    client.post(page(prepared, "event_programme_change"), {"do": "publish"})
    entry = ProgrammeEntry.objects.get()

    material = Client().get(page(prepared, "event_material", entry.pk))
    assert b"".join(material.streaming_content) == b"slides"
    Plan.objects.update(state=PlanState.DRAFT)
    assert Client().get(page(prepared, "event_material", entry.pk)).status_code == 404


@pytest.mark.parametrize("what", ["up", "down", "remove"])
def test_line_is_moved_or_removed(prepared: PreparedEvent, what: str) -> None:
    client = signed_in(prepared)
    for title in ("Первый", "Второй"):
        client.post(page(prepared, "event_programme_edit"), {"kind": "talk", "title": title})
    entry = ProgrammeEntry.objects.get(title="Первый" if what == "down" else "Второй")

    client.post(page(prepared, "event_programme_change"), {"do": what, "entry": entry.pk})

    left = [one.title for one in ProgrammeEntry.objects.order_by("position")]
    assert left == (["Первый"] if what == "remove" else ["Второй", "Первый"])


@pytest.mark.parametrize("number", ["", "0", "x", "9" * 30])
def test_unknown_line_changes_nothing(prepared: PreparedEvent, number: str) -> None:
    address = page(prepared, "event_programme_change")

    answer = signed_in(prepared).post(address, {"do": "up", "entry": number})

    assert answer.status_code == 404


def test_event_page_counts_cities_for_everybody(prepared: PreparedEvent) -> None:
    invitation = invited(prepared, signed_in(prepared))
    before = Client().get(page(prepared, "event")).text
    Invitation.objects.filter(pk=invitation.pk).update(
        state="coming", mode="in_person", head_count=2, names_text=NAMES
    )

    after = Client().get(page(prepared, "event")).text

    assert "Подготовка" not in before
    assert "Примут участие: 1 город или организация." in after.replace("\xa0", " ")
    assert "Пригласить участников" not in after


@pytest.mark.parametrize("extra", [1, 3, 30])
def test_number_of_queries_does_not_grow_with_the_list(
    prepared: PreparedEvent, django_assert_num_queries: DjangoAssertNumQueries, extra: int
) -> None:
    client = signed_in(prepared)
    Invitation.objects.bulk_create(
        Invitation(event=prepared.event, owner=prepared.owner, name=f"Гость {number}")
        for number in range(extra)
    )

    with django_assert_num_queries(11):
        client.get(page(prepared))


@pytest.mark.parametrize("number", ["9" * 5_000, "99999999999999999999", "٣", "-1", "\0"])
def test_a_number_that_no_page_has_sent_finds_nothing(prepared: PreparedEvent, number: str) -> None:
    client = signed_in(prepared)

    added = client.post(page(prepared), {"party": [number], "guests": ""}, follow=True)
    moved = client.post(page(prepared, "event_programme_change"), {"do": "up", "entry": number})

    assert "Никто не добавлен" in added.text
    assert moved.status_code == 404


def test_answer_given_while_reminders_are_written_stays(prepared: PreparedEvent) -> None:
    seen_as_silent = invited(prepared, signed_in(prepared))
    Invitation.objects.update(state="coming", mode="online", head_count=2)

    written = write_invitations(
        invitations=[seen_as_silent], plan=prepared.plan, is_reminder=True,
        site="https://plan.example.org", actor=prepared.directorate, now=timezone.now(),
    )  # fmt: skip

    kept = Invitation.objects.get()
    assert (written.letter_count, kept.state, kept.reminder_count) == (0, "coming", 0)
    assert [one.kind for one in Letter.objects.all()] == ["event.invitation"]

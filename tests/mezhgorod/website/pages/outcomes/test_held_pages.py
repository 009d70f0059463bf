"""Pages of one held event: told by its host, edited in parts, accepted, shown to everybody."""

from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories.held_pages import HeldPages, make_held_pages
from tests.factories.html import words

from mezhgorod.outcomes.models import HeldEvent, Participation, StatedCount, Talk
from mezhgorod.outcomes.rules import PartyRole, SourceKind
from mezhgorod.planning.models import Event, Plan
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import Contact
from mezhgorod.registry.rules import Role

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]
TOLD = {
    "outcome": "held",
    "timing_text": "17 мая 2023 года",
    "venue": "Дом культуры",
    "attendance_mode": "in_person",
    "people": "40",
    "is_about": "on",
    "cities": "из Твери, Вологды и Неведомска",
    "result": "Обсудили маршруты.",
    "tasks": "Подготовить карту\nСобрать предложения",
    "next_host": "Тверь",
}


@pytest.fixture
def pages() -> HeldPages:
    return make_held_pages()


def cities_of(pages: HeldPages, role: PartyRole = PartyRole.PARTICIPANT) -> list[str]:
    rows = Participation.objects.filter(held_event=pages.held, role=role, is_current=True)
    return [one.text for one in rows.order_by("position")]


def test_a_host_tells_in_steps_and_sends(pages: HeldPages) -> None:
    visitor, url = Client(), reverse("tell", args=(pages.link(),))

    shown = visitor.get(url)
    step = visitor.post(url, TOLD | {"do": "save:who"})
    again = visitor.get(url)
    visitor.post(url, TOLD | {"do": "send", "seen": str(pages.now().sequence)})
    thanks = visitor.get(url)

    assert "По плану:" in shown.text
    assert step["Location"] == f"{url}#what"
    assert "Неведомск" in again.text
    assert (pages.now().state, pages.now().outcome, pages.now().venue) == (
        "submitted",
        "held",
        "Дом культуры",
    )
    assert {"Тверь", "Вологда"} <= set(cities_of(pages))
    (people,) = StatedCount.objects.filter(held_event=pages.held)
    assert (people.number, people.hedge, people.source.kind) == (40, "~", SourceKind.HOST_FORM)
    assert [one.text for one in pages.now().tasks.all()] == [
        "Подготовить карту",
        "Собрать предложения",
        "Принять следующее мероприятие",
    ]
    assert "сведения у дирекции" in thanks.text
    assert "no-store" in thanks["Cache-Control"]


def test_a_form_with_a_mistake_keeps_what_was_typed(pages: HeldPages) -> None:
    url = reverse("tell", args=(pages.link(),))

    refused = Client().post(url, TOLD | {"outcome": "not_held", "do": "send"})
    many = Client().post(url, TOLD | {"people": "сорок", "do": "save"})

    assert (refused.status_code, many.status_code) == (422, 422)
    assert "Напишите, почему мероприятие не прошло" in refused.text
    assert "Напишите число цифрами" in many.text
    assert "Обсудили маршруты." in many.text
    assert pages.now().outcome == ""


def test_an_address_without_its_scheme_is_taken(pages: HeldPages) -> None:
    host, url = Client(), reverse("tell", args=(pages.link(),))

    host.post(url, {"outcome": "held", "link": "example.org/news", "do": "save"})

    assert 'type="url"' not in host.get(url).text, "a browser would not send it"
    assert [one.url for one in pages.held.materials.all()] == ["https://example.org/news"]


def test_the_directorate_accepts_and_publishes_and_strangers_see_the_public_part(
    pages: HeldPages,
) -> None:
    client, stranger = pages.client(), Client()
    stranger.post(reverse("tell", args=(pages.link(),)), TOLD | {"do": "send"})
    assert stranger.get(pages.url()).status_code == 302

    accepted = client.post(pages.url("held_review"), {"do": "accept"}, follow=True)
    client.post(pages.url("held_review"), {"do": "publish"})
    seen = stranger.get(pages.url())
    listed = stranger.get(reverse("held_list"), {"year": "2023"})

    assert "Сведения приняты" in accepted.text
    assert (seen.status_code, "Обсудили маршруты." in seen.text) == (200, True)
    assert "Источник" not in seen.text
    assert "Что дальше" not in seen.text
    assert "Заседание секции «Туризм»" in listed.text

    client.post(pages.url("held_review"), {"do": "hide"})
    assert stranger.get(pages.url()).status_code == 302


def test_facts_are_returned_with_a_question_and_the_link_opens_again(pages: HeldPages) -> None:
    client, url = pages.client(), reverse("tell", args=(pages.link(),))
    Client().post(url, TOLD | {"do": "send"})

    empty = client.post(pages.url("held_review"), {"do": "return", "note": ""})
    question = {"do": "return", "note": "Сколько очно?"}
    told = client.post(pages.url("held_review"), question, follow=True)
    shown = Client().get(url)

    assert empty.status_code == 422
    assert "Поставлено в отправку писем: 1." in words(told)
    assert "Нет адреса" not in words(told)
    assert "Сколько очно?" in shown.text
    assert "Отправить дирекции" in shown.text


def test_nobody_is_told_of_a_letter_that_has_no_address(pages: HeldPages) -> None:
    Contact.objects.all().delete()
    Client().post(reverse("tell", args=(pages.link(),)), TOLD | {"do": "send"})

    question = {"do": "return", "note": "Сколько очно?"}
    told = words(pages.client().post(pages.url("held_review"), question, follow=True))

    assert "Нет адреса для письма: Вологда. Передайте личную ссылку сами" in told
    assert "Поставлено в отправку" not in told


@pytest.mark.parametrize(
    ("part", "typed", "field", "stored"),
    [
        ("time", {"outcome": "held", "timing_text": "17 мая 2023", "attendance_mode": "online"},
         "attendance_mode", "online"),
        ("about", {"title": "Секция", "host_counted": "no", "edition": "3"}, "edition", 3),
        ("result", {"result": "Итог."}, "result", "Итог."),
        ("quorum", {"members_total": "9", "members_present": "7"}, "members_present", 7),
    ],
)  # fmt: skip
def test_the_head_is_edited_in_parts(
    pages: HeldPages, part: str, typed: dict[str, str], field: str, stored: object
) -> None:
    client, url = pages.client(), pages.url("held_part", part)

    shown = client.get(url)
    answer = client.post(url, typed | {"seen": str(pages.held.sequence)})

    assert shown.status_code == 200
    assert answer["Location"].endswith(f"#{part}")
    assert getattr(pages.now(), field) == stored


def test_somebody_elses_change_is_not_written_over(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_part", "result")
    seen = str(pages.now().sequence)
    client.post(url, {"result": "Первый.", "seen": seen})

    late = client.post(url, {"result": "Второй.", "seen": seen})

    assert (late.status_code, "Второй." in late.text) == (422, True)
    assert pages.now().result == "Первый."


def test_numbers_have_units_and_hedges(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_counts")
    fields = {
        f"{part}_{unit}": value
        for unit in ("people", "athletes", "delegations", "municipalities", "cities", "teams",
                     "works", "other")
        for part, value in (("hedge", "="), ("host", "unknown"))
    }  # fmt: skip

    unnamed = client.post(url, fields | {"number_other": "5"})
    client.post(url, fields | {"number_cities": "14", "hedge_cities": ">="})

    assert "число без единицы" in unnamed.text
    (count,) = StatedCount.objects.filter(held_event=pages.held)
    assert (count.unit, count.number, count.hedge) == ("cities", 14, ">=")


def test_a_pasted_list_is_looked_at_before_it_is_written(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_parties")
    preview = client.post(
        url,
        {"do": "preview", "role": "participant", "names": "из Твери, Вологды, Твери и Неведомска",
         "mode": "online", "adds": "add", "source": "directorate"},
    )  # fmt: skip
    rows = [one.split('"')[0] for one in preview.text.split('name="row" value="')[1:]]
    sent = {"do": "save", "role": "participant", "adds": "add", "source": "directorate"}
    client.post(url, sent | {"row": rows, "seen": str(pages.now().sequence)})

    assert "нет в справочнике" in preview.text
    assert cities_of(pages)[:2] == ["Тверь", "Вологда"]
    assert Participation.objects.filter(mode="online").count() == 3
    row = Participation.objects.get(text="Тверь", role=PartyRole.PARTICIPANT)
    client.post(pages.url("held_party_remove", row.pk), {})
    assert "Тверь" not in cities_of(pages)


def test_an_empty_list_and_a_stale_page_change_nothing(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_parties")
    blank = {"role": "participant", "mode": "unknown", "adds": "add", "source": "directorate"}

    empty = client.post(url, blank | {"do": "preview", "names": ""})
    client.post(url, {"do": "save", "role": "нет такой", "row": ["Тверь||||||"]})

    assert "Вставьте список или выберите файл" in empty.text
    assert cities_of(pages) == []


def test_ticks_are_saved_part_by_part(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_attendance")
    shown = client.get(url)
    keys = [one.split('"')[0] for one in shown.text.split('name="shown" value="')[1:]]

    answer = client.post(
        url, {"part": "0", "shown": keys, "here": keys[:1], f"heads-{keys[0]}": "3",
              f"mode-{keys[0]}": "in_person"},
    )  # fmt: skip
    client.post(url, {"guests": "из Минска"})
    ticked = Participation.objects.filter(held_event=pages.held, role=PartyRole.PARTICIPANT)
    assert answer["Location"] == f"{url}#part-1"
    first = ticked.earliest("position")
    assert (first.text, first.headcount, first.mode) == ("Вологда", 3, "in_person")
    assert "Минск" in cities_of(pages)

    client.post(url, {"part": "0", "shown": keys, "here": []})
    assert cities_of(pages) == ["Минск"]


def test_talks_are_added_changed_and_removed(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_records", "talks")
    client.post(url, {"role": "speaker", "title": "Маршруты", "affiliation": "Тверь"})
    talk = Talk.objects.get()
    client.post(url, {"row": str(talk.pk), "role": "moderator", "affiliation": "Тверь"})

    assert [(one.role, one.title) for one in Talk.objects.all()] == [("moderator", "")]
    client.post(url, {"row": str(talk.pk), "do": "remove"})
    assert not Talk.objects.exists()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("agenda", {"title": "О бюджете", "votes_for": "7", "decision_text": "Утвердить"}),
        ("tasks", {"text": "Подготовить карту", "state": "open"}),
        ("awards", {"kind": "diploma", "affiliation": "Тверь"}),
    ],
)
def test_other_records_are_added(pages: HeldPages, kind: str, typed: dict[str, str]) -> None:
    client, url = pages.client(), pages.url("held_records", kind)

    client.post(url, typed)
    (row,) = getattr(pages.now(), kind).all()
    client.get(url, {"edit": str(row.pk)})
    client.post(url, {"row": str(row.pk), "do": "remove"})

    assert not getattr(pages.now(), kind).exists()


def test_places_are_pasted_and_ties_kept(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_standings")

    read = client.post(url, {"do": "paste", "rows": "0", "pasted": "1. Вологда — 25\n1\tТверь\t25"})
    client.post(
        url,
        {"do": "save", "rows": "2", "place-0": "1", "team-0": "Вологда", "points-0": "25",
         "place-1": "1", "team-1": "Тверь", "points-1": "25,5"},
    )  # fmt: skip
    wrong = client.post(url, {"do": "save", "rows": "1", "place-0": "первое", "team-0": "Тверь"})

    doubled = {"do": "paste", "rows": "0", "pasted": "1. Вологда – 25\n2. Вологда – 20"}

    assert 'value="Вологда"' in read.text
    assert "Строка 2: Вологда: команда указана дважды" in client.post(url, doubled).text
    (table,) = pages.now().standings.all()
    assert [(one.place, one.team) for one in table.lines.all()] == [(1, "Вологда"), (1, "Тверь")]
    assert "Строка 1: «первое» не похоже на число" in wrong.text


def test_materials_are_links_and_files_and_photos_need_words(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_materials")
    photo = SimpleUploadedFile("зал.jpg", b"\xff\xd8\xff")

    client.post(url, {"url": "https://example.org/news", "title": "Новость", "is_public": "on"})
    silent = client.post(url, {"file": photo})
    client.post(url, {"file": SimpleUploadedFile("протокол.pdf", b"%PDF-1.7\n1")})

    assert "Опишите, что на фотографии" in silent.text
    kinds = {one.kind: one for one in pages.now().materials.all()}
    assert set(kinds) == {"link", "file"}
    file = client.get(pages.url("held_material", kinds["file"].pk))
    assert b"".join(file.streaming_content) == b"%PDF-1.7\n1"  # type: ignore[attr-defined]
    assert file["Content-Disposition"].startswith("attachment")
    assert Client().get(pages.url("held_material", kinds["file"].pk)).status_code == 302


def test_another_source_stands_beside_what_counts_until_it_is_preferred(pages: HeldPages) -> None:
    client = pages.client()
    fields = {"number": "300", "unit": "people", "hedge": "~"}
    Client().post(reverse("tell", args=(pages.link(),)), TOLD | {"do": "save"})

    client.post(
        pages.url("held_source"), {"kind": "publication", "title": "Новость города"} | fields
    )
    source = pages.now().sources.get(title="Новость города")
    shown = client.get(pages.url())
    assert "Считать по этому источнику" in shown.text

    client.post(pages.url("held_source_choose", source.pk), {"do": "prefer"})
    (counted,) = StatedCount.objects.filter(held_event=pages.held, is_current=True)
    assert (counted.number, counted.source) == (300, source)


def test_doubts_are_decided(pages: HeldPages) -> None:
    client = pages.client()
    told = TOLD | {"cities": "Тверь, Вологда", "do": "save"}
    Client().post(reverse("tell", args=(pages.link(),)), told)
    count = {
        f"{part}_{unit}": value
        for unit in ("people", "athletes", "delegations", "municipalities", "cities", "teams",
                     "works", "other")
        for part, value in (("hedge", "="), ("host", "unknown"))
    }  # fmt: skip
    client.post(pages.url("held_counts"), count | {"number_cities": "14"})

    shown = client.get(pages.url())
    code = shown.text.split('name="code" value="')[1].split('"')[0]
    subject = unescape(shown.text.split('name="subject" value="')[1].split('"')[0])
    sent = {"code": code, "subject": subject, "do": "accepted"}
    silent = client.post(pages.url("held_doubt"), sent, follow=True)
    client.post(pages.url("held_doubt"), sent | {"note": "Назвали не все."})

    assert "почему" in silent.text.casefold()
    assert pages.now().doubts.get().code == code
    unknown = client.post(pages.url("held_doubt"), {"code": "нет", "do": "accepted"})
    assert unknown.status_code == 404


def test_the_list_shows_what_is_silent_and_begins_a_record(pages: HeldPages) -> None:
    client, url = pages.client(), reverse("held_list")

    shown = client.get(url, {"year": "2023"})
    begun = client.post(reverse("held_new"), {"item": str(pages.item.pk)})
    beside = client.post(
        reverse("held_new"), {"title": "Слёт", "timing_text": "в мае 2023", "hosts": "в Твери"}
    )

    assert "Прошло, а сведений нет" in shown.text
    assert begun["Location"] == pages.url()
    assert beside.status_code == 302
    assert Participation.objects.filter(role=PartyRole.HOST, text="Тверь").exists()


def test_the_city_that_hosted_finds_its_form_on_the_first_page(pages: HeldPages) -> None:
    host = pages.client(Role.CITY_CONTACT, party=pages.vologda)
    other = pages.client(Role.CITY_CONTACT, party=pages.tver, owner=pages.owner)

    assert pages.url("tell_held") in host.get("/").text
    assert host.get(pages.url("tell_held")).status_code == 200
    assert pages.url("tell_held") not in other.get("/").text
    assert other.get(pages.url("tell_held")).status_code == 404

    host.post(pages.url("tell_held"), {"outcome": "held", "do": "save"})
    assert f"{pages.held.title}: начато, не отправлено" in words(host.get("/"))
    host.post(pages.url("tell_held"), {"outcome": "held", "do": "send"})
    assert "Расскажите, как прошло" not in words(host.get("/"))


def test_letters_and_links_are_given_by_hand(pages: HeldPages) -> None:
    client = pages.client()

    written = client.post(pages.url("held_links"), {"do": "write"}, follow=True)
    attend = client.post(pages.url("held_links"), {"do": "attend"}, follow=True)

    assert "Подготовлено писем: 1" in written.text
    assert "/tell/" in written.text
    assert "/attend/" in attend.text


def test_a_file_of_participants_keeps_cities_and_no_names(pages: HeldPages) -> None:
    client, url = pages.client(), pages.url("held_parties")
    lines = (
        "№;ФИО;Город\n1;Контактное лицо один;Тверь\n2;Контактное лицо два;Тверь\n3;Три;Вологда\n"
    )
    file = SimpleUploadedFile("список.csv", lines.encode())
    blank = {"role": "participant", "mode": "unknown", "adds": "replace", "source": "file"}

    preview = client.post(url, blank | {"do": "preview", "file": file})
    rows = [one.split('"')[0] for one in preview.text.split('name="row" value="')[1:]]
    client.post(url, blank | {"do": "save", "is_file": "1", "row": rows})
    picture = SimpleUploadedFile("список.csv", b"\x89PNG\r\n\x1a\n")
    wrong = client.post(url, blank | {"do": "preview", "file": picture})

    assert "Контактное лицо" not in preview.text
    found = Participation.objects.filter(held_event=pages.held, role=PartyRole.PARTICIPANT)
    assert [(one.text, one.headcount, one.source.kind) for one in found.order_by("position")] == [
        ("Тверь", 2, SourceKind.PARTICIPANT_FILE),
        ("Вологда", 1, SourceKind.PARTICIPANT_FILE),
    ]
    assert wrong.status_code == 422


def test_ticks_made_while_the_form_was_open_stay(pages: HeldPages) -> None:
    url = reverse("tell", args=(pages.link(),))
    Client().post(url, TOLD | {"cities": "Тверь", "do": "save"})
    seen = str(pages.now().sequence)
    pages.client().post(pages.url("held_attendance"), {"guests": "Минск"})
    typed = TOLD | {"cities": "Тверь, Вологда", "do": "save", "was": "Тверь"}

    late = Client().post(url, typed | {"seen": seen})
    Client().post(url, typed | {"seen": str(pages.now().sequence)})

    assert (late.status_code, "Вологда" in late.text) == (422, True)
    assert set(cities_of(pages)) == {"Тверь", "Вологда", "Минск"}


def test_a_published_event_tells_nothing_of_drafts_around_it(pages: HeldPages) -> None:
    """A plan that is not published, a larger event that is not published, names without leave."""
    secret = HeldEvent.objects.create(
        uid="00000000-0000-4000-8000-000000000002", owner=pages.owner, title="Тайнозвон",
        updated_at=pages.held.updated_at,
    )  # fmt: skip
    HeldEvent.objects.filter(pk=pages.held.pk).update(
        published_at=pages.held.updated_at, state="accepted", outcome="held", parent=secret
    )
    Event.objects.update(title="Тайнозвон в плане", timing_text="Тайнозвон")
    Plan.objects.update(state=PlanState.DRAFT)
    keeper = pages.client()
    for kind, typed in (
        ("talks", {"role": "speaker", "name": "Тайнозвон", "post": "начальник отдела"}),
        ("awards", {"kind": "thanks", "winner": "Тайнозвон", "handed_by": "Тайнозвон"}),
        ("agenda", {"title": "О бюджете", "reporter": "Тайнозвон", "elected": "Тайнозвон"}),
    ):
        keeper.post(pages.url("held_records", kind), typed)

    shown = Client().get(pages.url())

    assert (shown.status_code, "начальник отдела" in shown.text) == (200, True)
    assert "Тайнозвон" not in shown.text
    assert "Тайнозвон" in keeper.get(pages.url()).text

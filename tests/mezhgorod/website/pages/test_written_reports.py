"""Pages of written reports: who sees what, the editor, findings, the way to everybody's page."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client
from tests.factories.html import texts, tree_of
from tests.factories.outcomes import make_held
from tests.factories.people import make_owner, make_user
from tests.factories.plans import NOW
from tests.factories.written_reports import draft, held_with, part_of, text_part

from mezhgorod.outcomes.models import FactSource, HeldEvent, Talk
from mezhgorod.outcomes.rules import SourceKind
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import Role
from mezhgorod.reporting.actions.writing import BlockWords
from mezhgorod.reporting.models import Report
from mezhgorod.reporting.rules import BlockKind, ReportState

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]

LIST = "/reports/written/"


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


@pytest.fixture
def held() -> HeldEvent:
    return held_with(make_owner(), "Вологда, Шуя")


@pytest.fixture
def report(held: HeldEvent) -> Report:
    return draft(text_part("Собрались {участники:род}. Спасибо хозяевам.", held))


def page_of(report: Report, end: str = "") -> str:
    return f"{LIST}{report.slug}/{end}"


def lines(page: HttpResponse) -> list[str]:
    """The paragraphs of a report on a page, letter for letter."""
    found = tree_of(page).xpath("//*[contains(@class, 'speech')]/p")
    return ["".join(one.itertext()) for one in found]


def do(client: Client, report: Report, verb: str, **values: object) -> HttpResponse:
    seen = Report.objects.get(pk=report.pk).sequence
    data = {"do": verb, "seen": seen, **values}
    return client.post(page_of(report, "state/"), data)


def publish(client: Client, report: Report) -> None:
    do(client, report, "freeze")
    seen = Report.objects.get(pk=report.pk).sequence
    client.post(page_of(report, "approve/"), {"seen": seen, "is_without_body": "on"})
    do(client, report, "publish")
    assert Report.objects.get(pk=report.pk).state == ReportState.PUBLISHED


def test_a_draft_is_nobodys_but_its_writers(client: Client, report: Report) -> None:
    foreign = make_user("stranger", Role.DIRECTORATE, owner=make_owner("Другой союз"))

    for user in (None, foreign):
        if user:
            client.force_login(user)
        assert report.title not in client.get(LIST).content.decode()
        for end in ("", "versions/", "report.docx"):
            assert client.get(page_of(report, end)).status_code == 404
        for end in ("edit/", "findings/", "remarks/"):
            assert client.get(page_of(report, end)).status_code in {302, 404}


def test_the_text_leads_to_its_facts_and_back(
    staff: Client, report: Report, held: HeldEvent
) -> None:
    page = staff.get(page_of(report))

    links = tree_of(page).xpath("//article//a[@class='fact']")
    assert {(one.text, one.get("href")) for one in links} == {
        ("Вологды", f"/held/{held.pk}/#parties"),
        ("Шуи", f"/held/{held.pk}/#parties"),
    }
    back = staff.get(f"/reports/written/uses/{held.pk}/")
    assert lines(back) == ["Собрались Вологды и Шуи. Спасибо хозяевам."]


def test_a_report_begins_and_a_wrong_period_keeps_what_was_typed(staff: Client) -> None:
    owner = held_with(make_owner(), "Вологда").owner
    data = {"owner": owner.pk, "title": "Доклад", "period": "когда-то", "kind": "speech"}

    wrong = staff.post(f"{LIST}new/", data)
    right = staff.post(f"{LIST}new/", {**data, "period": "2024"})

    assert wrong.status_code == 422
    assert tree_of(wrong).xpath("//input[@name='title']/@value") == ["Доклад"]
    assert "II полугодие 2026 года" in texts(wrong, "//ul[@class='errorlist']")[0]
    made = Report.objects.get()
    assert right["Location"] == page_of(made, "edit/")
    assert staff.get(right["Location"]).status_code == 200


def test_a_part_is_changed_shown_and_taken_back(staff: Client, report: Report) -> None:
    block = part_of(report)
    address = page_of(report, f"parts/{block.pk}/")
    data = {
        "kind": "event",
        "held_event": block.held_event_id,
        "template": "Были {участники}.",
        "seen": 0,
    }

    shown = staff.post(address, {**data, "do": "show"}, headers={"HX-Request": "true"})
    kept = part_of(report).template
    saved = staff.post(address, {**data, "do": "save"})
    conflict = staff.post(address, {**data, "template": "Поздно.", "do": "save"})

    assert lines(shown) == ["Были Вологда и Шуя."]
    assert kept == "Собрались {участники:род}. Спасибо хозяевам."
    assert saved["Location"] == f"{page_of(report, 'edit/')}#part-{block.pk}"
    assert conflict.status_code == 422
    assert "Поздно." in conflict.content.decode()
    edit = staff.get(page_of(report, "edit/"))
    (step,) = tree_of(edit).xpath("//input[@name='step']/@value")
    staff.post(page_of(report, "change/"), {"do": "undo", "step": step})
    assert part_of(report).template == kept


def test_a_part_is_narrowed_to_ticked_events(staff: Client, held: HeldEvent) -> None:
    later = make_held(held.owner, title="Форум молодёжи", timing_text="3 мая 2024")
    before = make_held(held.owner, title="Форум молодёжи", timing_text="3 мая 2023")
    foreign = make_held(make_owner("Другой союз"), title="Форум молодёжи")
    report = draft(BlockWords(BlockKind.EVENTS, template="{название}."), owner=held.owner)
    block = part_of(report)
    address = page_of(report, f"parts/{block.pk}/")
    data = {"kind": "events", "template": "{название}.", "seen": 0}

    def ticks(page: HttpResponse) -> list[str]:
        return list(map(str, tree_of(page).xpath("//input[@name='events']/@value")))

    offered = ticks(staff.get(address))
    found = staff.post(address, {**data, "do": "find", "find": "МОЛОД", "events": [held.pk]})
    refused = staff.post(address, {**data, "do": "save", "events": [foreign.pk]})
    staff.post(address, {**data, "do": "save", "events": [later.pk, before.pk]})
    chosen = tree_of(staff.get(address)).xpath("//input[@name='events'][@checked]/@value")

    assert offered == [str(held.pk), str(later.pk)]
    assert ticks(found) == [str(held.pk), str(before.pk), str(later.pk)]
    assert (found.status_code, refused.status_code) == (200, 422)
    assert part_of(report).options == {"events": [later.pk, before.pk]}
    assert sorted(chosen) == sorted([str(later.pk), str(before.pk)])
    assert lines(staff.get(page_of(report))) == ["Форум молодёжи.", "Форум молодёжи."]


def test_a_broken_field_is_told_beside_the_text(staff: Client, report: Report) -> None:
    block = part_of(report)
    data = {"kind": "event", "held_event": block.held_event_id, "template": "{участники", "seen": 0}

    page = staff.post(page_of(report, f"parts/{block.pk}/"), {**data, "do": "save"})

    assert page.status_code == 422
    assert texts(page, "//ul[@id='id_template_error']")


def test_parts_are_added_moved_and_removed(staff: Client, report: Report) -> None:
    new = {"kind": "text", "template": "Вступление.", "do": "save"}
    staff.post(page_of(report, "parts/new/?before=1"), new)
    first = part_of(report)
    staff.post(page_of(report, f"parts/{first.pk}/do/"), {"do": "down"})
    moved = part_of(report, 2).template
    staff.post(page_of(report, f"parts/{first.pk}/do/"), {"do": "remove"})

    assert moved == "Вступление."
    assert report.blocks.count() == 1


def test_everybody_reads_what_was_published_and_nothing_since(
    staff: Client, report: Report, held: HeldEvent
) -> None:
    publish(staff, report)
    do(staff, report, "correct")
    block = part_of(report)
    data = {"kind": "text", "template": "Ещё не решено.", "seen": 0, "do": "save"}
    staff.post(page_of(report, f"parts/{block.pk}/"), data)
    staff.logout()

    page = staff.get(page_of(report))

    assert lines(page) == ["Собрались Вологды и Шуи. Спасибо хозяевам."]
    assert tree_of(page).xpath("//article//a") == []
    assert "Ещё не решено" not in staff.get(page_of(report, "versions/")).content.decode()
    HeldEvent.objects.filter(pk=held.pk).update(published_at=NOW)
    uses = staff.get(f"/reports/written/uses/{held.pk}/")
    assert lines(uses) == ["Собрались Вологды и Шуи. Спасибо хозяевам."]
    open_page = staff.get(page_of(report))
    assert tree_of(open_page).xpath("//article//a/@href") == [f"/held/{held.pk}/#parties"] * 2
    assert staff.get(page_of(report, "report.docx")).content[:2] == b"PK"


def test_without_a_body_the_approval_says_so(staff: Client, report: Report) -> None:
    do(staff, report, "freeze")
    seen = Report.objects.get(pk=report.pk).sequence

    refused = staff.post(page_of(report, "approve/"), {"seen": seen})
    staff.post(page_of(report, "approve/"), {"seen": seen, "is_without_body": "on"})

    assert refused.status_code == 422
    assert "Не сказано, какой орган" in texts(refused, "//ul[@id='id_is_without_body_error']")[0]
    assert "без решения органа" in staff.get(page_of(report)).text


def test_unfilled_places_are_named_before_everybody_sees_them(
    staff: Client, held: HeldEvent
) -> None:
    words = (text_part("Вступление."), text_part("Итог: {итог}.", held))
    report = draft(*words, owner=held.owner)
    do(staff, report, "freeze")
    seen = Report.objects.get(pk=report.pk).sequence
    staff.post(page_of(report, "approve/"), {"seen": seen, "is_without_body": "on"})

    asked = do(staff, report, "publish")
    kept = Report.objects.get(pk=report.pk).state
    do(staff, report, "publish", has_gaps="on")

    assert texts(asked, "//ol[@class='findings-list']/li") == ["Абзац 2 Итог: … ."]
    assert (asked.status_code, kept) == (422, ReportState.APPROVED)
    assert Report.objects.get(pk=report.pk).state == ReportState.PUBLISHED


def test_a_name_without_agreement_is_hidden_from_everybody_else(
    staff: Client, held: HeldEvent
) -> None:
    source = FactSource.objects.create(held_event=held, kind=SourceKind.DIRECTORATE, at=NOW)
    Talk.objects.create(held_event=held, position=1, name="Контактное лицо Вологды", source=source)
    report = draft(text_part("Выступил {докладчики}.", held), owner=held.owner)
    own = lines(staff.get(page_of(report)))
    publish(staff, report)
    staff.logout()

    assert own == ["Выступил Контактное лицо Вологды."]
    assert lines(staff.get(page_of(report))) == ["Выступил имя не показано."]
    content = staff.get(page_of(report, "report.pdf")).content
    assert b"%PDF" in content[:8]


def test_the_findings_lead_to_the_fact_and_to_the_text(
    staff: Client, report: Report, held: HeldEvent
) -> None:
    block = part_of(report)
    data = {"kind": "event", "held_event": held.pk, "template": "{итог}", "seen": 0, "do": "save"}
    staff.post(page_of(report, f"parts/{block.pk}/"), data)

    page = staff.get(page_of(report, "findings/"))

    links = tree_of(page).xpath("//ul[@class='findings-list']//a/@href")
    assert f"/held/{held.pk}/" in links
    assert page_of(report, f"parts/{block.pk}/") in links


def test_the_words_of_a_phrase_are_tried_on_a_real_event(staff: Client, held: HeldEvent) -> None:
    address = f"{LIST}phrases/{held.owner.slug}/section/"
    data = {"template": "Были {участники}.", "event": held.pk}

    tried = staff.post(address, {**data, "do": "show"}, headers={"HX-Request": "true"})
    staff.post(address, {**data, "do": "save"})
    wrong = staff.post(address, {"template": "{нет}", "do": "save"})

    assert lines(tried) == ["Были Вологда и Шуя."]
    assert texts(staff.get(f"{LIST}phrases/{held.owner.slug}/"), "//span[@class='tag']") == ["свой"]
    assert wrong.status_code == 422


def test_a_period_without_events_says_what_to_do(staff: Client) -> None:
    report = draft(text_part("", None), period="1999")

    edit = staff.get(page_of(report, "edit/"))
    page = staff.get(page_of(report))

    assert re.search("За период 1999 .* не нашлось", texts(edit, "//div[@class='empty']")[0])
    assert "рассказать пока нечего" in texts(page, "//div[@class='empty']")[0]


def test_remarks_are_left_by_an_approver(client: Client, report: Report) -> None:
    client.force_login(make_user("approver", Role.APPROVER, owner=report.owner))

    client.post(page_of(report, "remarks/"), {"text": "Короче"})

    page = client.get(page_of(report, "remarks/"))
    assert "Короче" in texts(page, "//ul[@class='findings-list']/li")[0]
    assert client.get(page_of(report, "edit/")).status_code == 403


def test_a_wrong_head_keeps_what_was_typed_and_a_draft_is_deleted(
    staff: Client, report: Report
) -> None:
    change = page_of(report, "change/")

    wrong = staff.post(
        change, {"do": "head", "title": "", "head": "Доклад", "salutation": "Друзья"}
    )
    (seen,) = tree_of(wrong).xpath("//details//input[@name='seen']/@value")
    data = {"do": "head", "title": "Итоги", "head": "", "salutation": "Друзья", "seen": seen}
    right = staff.post(change, data)
    late = staff.post(change, {**data, "title": "Поздно"})
    named = Report.objects.get(pk=report.pk)
    staff.post(change, {"do": "discard"})

    assert wrong.status_code == 422
    assert tree_of(wrong).xpath("//input[@name='salutation']/@value") == ["Друзья"]
    assert (right.status_code, late.status_code) == (302, 422)
    assert tree_of(late).xpath("//input[@name='title']/@value") == ["Поздно"]
    assert (named.title, named.salutation) == ("Итоги", "Друзья")
    assert not Report.objects.exists()


def test_a_report_with_a_version_is_kept(staff: Client, report: Report) -> None:
    publish(staff, report)
    do(staff, report, "correct")

    staff.post(page_of(report, "change/"), {"do": "discard"})

    assert Report.objects.get().versions.count() == 1

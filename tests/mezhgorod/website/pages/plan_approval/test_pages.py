"""Pages of approval, versions, amendments and changes: who sees what, what they say and refuse."""

from datetime import date

import pytest
from django.test import Client
from tests.factories.approvals import AMENDING, APPROVAL, GROUNDS, NOW, make_draft, rows_of, said
from tests.factories.people import make_body, make_user
from tests.factories.plans import make_item

from mezhgorod.planning.actions.approval.amendments import approve_amendment
from mezhgorod.planning.actions.approval.approving import submit_for_approval
from mezhgorod.planning.actions.approval.versions import freeze_version
from mezhgorod.planning.actions.changes.changing import postpone
from mezhgorod.planning.models import ApprovalRoute, ItemRemark, Plan, PlanChange, PlanVersion
from mezhgorod.planning.rules import PlanState
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM, BodyKind, Role
from mezhgorod.website.pages.plan_approval.approving import PAGE_ROWS

pytestmark = [pytest.mark.django_db, pytest.mark.http]


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def in_review() -> Plan:
    plan = make_draft()
    ApprovalRoute.objects.create(owner=plan.owner, position=1, title="Секция «Туризм»")
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    plan.refresh_from_db()
    return plan


def amended() -> tuple[Plan, PlanChange]:
    plan = make_draft(PlanState.PUBLISHED)
    change = postpone(
        item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW
    )
    assert change is not None
    return plan, change


def test_the_way_of_a_plan_by_its_pages(client: Client, directorate: User) -> None:
    client.force_login(directorate)
    plan = make_draft()
    url = f"/plans/{plan.slug}/approval/"
    client.post(f"{url}move/", {"do": "submit"})
    plan.refresh_from_db()
    final = {"revision": plan.revision, "body_text": "решением Собрания", "number": "4"}

    answer = client.post(f"{url}approve/", final | {"approved_on": "2023-01-20"}, follow=True)

    assert "План утверждён. Закреплена редакция 1." in answer.content.decode()
    plan.refresh_from_db()
    assert plan.approval == ["УТВЕРЖДЁН", "решением Собрания", "20\xa0января 2023\xa0г. № 4"]
    client.post(f"{url}move/", {"do": "publish"})
    plan.refresh_from_db()
    assert plan.state == PlanState.PUBLISHED


def test_a_form_without_a_date_comes_back_with_what_was_typed(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    plan = make_draft()
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    plan.refresh_from_db()

    answer = client.post(
        f"/plans/{plan.slug}/approval/approve/",
        {"revision": plan.revision, "body_text": "решением Собрания"},
    )

    assert answer.status_code == 422
    assert "Укажите дату утверждения." in answer.content.decode()
    assert 'value="решением Собрания"' in answer.content.decode()


def test_an_answer_to_a_draft_that_changed_shows_what_changed(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    plan = in_review()
    step = plan.approval_steps.get(title="Секция «Туризм»")
    seen = {"revision": plan.revision, "change": PlanChange.objects.latest("pk").pk}
    postpone(item=rows_of(plan)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW)

    answer = client.post(f"/plans/{plan.slug}/approval/steps/{step.pk}/", seen | {"do": "approve"})

    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == 409
    assert "Проект изменился, пока вы его смотрели" in page
    assert "Перенесено: Форум малых городов. Было: 15 мая; стало: 29 мая." in page
    step.refresh_from_db()
    assert step.state == "active"


def test_remarks_are_left_answered_and_closed(client: Client, directorate: User) -> None:
    client.force_login(directorate)
    plan = in_review()
    url = f"/plans/{plan.slug}/approval/remarks/"
    row = rows_of(plan)[1]

    client.post(url, {"item": row.pk, "text": "Июнь занят"})
    client.post(url, {"item": row.pk, "text": "Июнь занят"})
    remark = ItemRemark.objects.get()
    client.post(f"{url}{remark.pk}/", {"do": "answer", "answer": "Перенесём"})
    client.post(f"{url}{remark.pk}/", {"do": "close"})

    remark.refresh_from_db()
    assert (remark.row_text, remark.answer, remark.closed_by) == (
        "Семинар по туризму",
        "Перенесём",
        directorate,
    )
    row.delete()
    assert "строки уже нет" in text(client, f"/plans/{plan.slug}/approval/")


def test_rows_of_a_long_plan_come_page_by_page_and_each_can_be_remarked_on(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    plan = make_draft()
    section = plan.sections.get()
    for number in range(PAGE_ROWS):
        make_item(section, f"Занятие {number + 1}.")
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    url, last = f"/plans/{plan.slug}/approval/", rows_of(plan)[-1]

    first, second = text(client, url), text(client, f"{url}?page=2")
    named = text(client, f"{url}?item={last.pk}")
    client.post(f"{url}remarks/", {"item": last.pk, "text": "Уточните день"})

    assert ("Занятие 197." in first, "Занятие 198." in first, "строки 1–200" in first) == (
        True,
        False,
        True,
    )
    assert ("Занятие 197." in second, "Занятие 200." in second, "строки 201–203" in second) == (
        False,
        True,
        True,
    )
    assert f'<option value="{last.pk}" selected>' in named
    assert ItemRemark.objects.get().item == last


def test_a_coordinator_may_remark_and_answer_for_the_section_but_not_approve(
    client: Client,
) -> None:
    plan = make_draft()
    body = make_body(plan.owner, "Секция «Туризм»")
    ApprovalRoute.objects.create(owner=plan.owner, position=1, title=body.name, body=body)
    submit_for_approval(plan=plan, actor=SYSTEM, now=NOW)
    user = make_user("coordinator", Role.BODY_COORDINATOR, owner=plan.owner, body=body)
    client.force_login(user)

    page = text(client, f"/plans/{plan.slug}/approval/")

    assert "Согласовать</button>" in page
    assert "Утвердить план" not in page
    assert "Вернуть в проекты" not in page
    assert client.post(f"/plans/{plan.slug}/approval/approve/").status_code == 403


@pytest.mark.parametrize(("is_of_board", "offered"), [(True, True), (False, False)])
def test_only_the_body_that_approves_is_shown_the_forms_of_approving(
    client: Client, is_of_board: bool, offered: bool
) -> None:
    draft = make_draft()
    board = make_body(draft.owner, "Правление", BodyKind.BOARD)
    tourism = make_body(draft.owner, "Секция «Туризм»")
    ApprovalRoute.objects.create(
        owner=draft.owner, position=1, title=board.name, body=board, is_final=True
    )
    submit_for_approval(plan=draft, actor=SYSTEM, now=NOW)
    published = make_draft(PlanState.PUBLISHED, slug="published", period_edtf="2024")
    postpone(item=rows_of(published)[0], wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW)
    of_body = board if is_of_board else tourism
    client.force_login(make_user("approver", Role.APPROVER, owner=draft.owner, body=of_body))

    approval = text(client, f"/plans/{draft.slug}/approval/")
    amendment = text(client, f"/plans/{published.slug}/amendments/1/")

    assert ("Утвердить план</button>" in approval) is offered
    assert ("Утвердить изменения</button>" in amendment) is offered


@pytest.mark.parametrize("page", ["approval/", "history/", "approval/sheet.docx"])
def test_outsiders_see_neither_approval_nor_history(
    client: Client, outsider: User, page: str
) -> None:
    plan, _ = amended()
    assert client.get(f"/plans/{plan.slug}/{page}").status_code == 302
    client.force_login(outsider)

    assert client.get(f"/plans/{plan.slug}/{page}").status_code == 403


def test_everybody_reads_approved_versions_but_not_changes_on_their_way(client: Client) -> None:
    plan, change = amended()

    assert "Редакция 1" in text(client, f"/plans/{plan.slug}/versions/1/")
    assert "Изменения № 1" not in text(client, f"/plans/{plan.slug}/versions/")
    text(client, f"/plans/{plan.slug}/amendments/1/", status=404)
    approve_amendment(
        amendment=change.amendment, approval=AMENDING, seen_change=change.pk, actor=SYSTEM, now=NOW
    )

    page = text(client, f"/plans/{plan.slug}/amendments/1/")
    assert "15 мая" in page
    assert "Утвердить изменения" not in page


def test_versions_of_a_draft_are_hidden_like_the_draft(client: Client) -> None:
    plan = make_draft(PlanState.APPROVED)
    freeze_version(plan=plan, approval=APPROVAL, actor=SYSTEM, now=NOW)

    for page in ("versions/", "versions/1/", "versions/1/plan.docx", "compare/"):
        text(client, f"/plans/{plan.slug}/{page}", status=404)


@pytest.mark.parametrize("extension", ["docx", "pdf", "xlsx", "html", "csv", "json"])
def test_a_version_is_handed_out_the_same_after_the_plan_has_changed(
    client: Client, extension: str
) -> None:
    plan, change = amended()
    url = f"/plans/{plan.slug}/versions/1/plan.{extension}"
    before = client.get(url).content
    approve_amendment(
        amendment=change.amendment, approval=AMENDING, seen_change=change.pk, actor=SYSTEM, now=NOW
    )

    assert client.get(url).content == before
    assert client.get(url.replace("versions/1", "versions/2")).content != before


@pytest.mark.parametrize("page", ["versions/1/plan.ics", "versions/9/", "compare/?from=7"])
def test_what_is_not_there_is_no_page(client: Client, page: str) -> None:
    plan, _ = amended()

    text(client, f"/plans/{plan.slug}/{page}", status=404)


def test_any_two_editions_are_compared(client: Client) -> None:
    plan, _ = amended()

    page = text(client, f"/plans/{plan.slug}/compare/?from=1&to=now")

    assert "1 строка отличается" in page
    assert "Срок: 29 мая" in page
    docx = client.get(f"/plans/{plan.slug}/compare/changes.docx?from=1&to=now")
    assert docx.content[:2] == b"PK"


def test_a_row_is_postponed_on_its_page(client: Client, directorate: User) -> None:
    client.force_login(directorate)
    plan = make_draft(PlanState.PUBLISHED)
    url = f"/plans/{plan.slug}/items/{rows_of(plan)[0].pk}/change/"
    assert "Перенести" in text(client, url)
    assert "Новый срок" in text(client, f"{url}?do=postpone")

    refused = client.post(url, {"do": "postpone", "wording": "29 мая"})
    assert refused.status_code == 422
    assert "Напишите причину изменения: план уже утверждён." in refused.content.decode()
    client.post(url, {"do": "postpone", "wording": "29 мая", "reason": "Выборы"})

    assert said(plan)[0] == ("Форум малых городов", "29 мая")


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"do": "cancel"}, "15 мая (отменено)"),
        ({"do": "host", "wording": "г. Тверь"}, "15 мая"),
        ({"do": "format", "mode": "online"}, "15 мая"),
        ({"do": "fix_date", "wording": "16 мая"}, "16 мая"),
        ({"do": "replace", "cell-0-0": "Слёт", "cell-0-1": "", "cell-0-2": "май"}, "май"),
    ],
)
def test_every_kind_of_change_has_its_form(
    client: Client, directorate: User, sent: dict[str, str], expected: str
) -> None:
    client.force_login(directorate)
    plan = make_draft(PlanState.PUBLISHED)
    url = f"/plans/{plan.slug}/items/{rows_of(plan)[0].pk}/change/"
    text(client, f"{url}?do={sent['do']}")

    client.post(url, sent | {"reason": "Решение Собрания"})

    assert said(plan)[0][1] == expected
    assert PlanChange.objects.latest("pk").kind == sent["do"]


def test_rows_are_merged_split_and_included_by_forms(client: Client, directorate: User) -> None:
    client.force_login(directorate)
    plan = make_draft(PlanState.PUBLISHED)
    first, second, _ = rows_of(plan)
    url = f"/plans/{plan.slug}/items/{first.pk}/change/"
    why = {"reason": "Решение Собрания"}
    client.post(
        url, why | {"do": "merge", "with": second.pk, "cell-0-0": "Форум", "cell-0-2": "май"}
    )
    split = {"cell-0-0": "Этап 1", "cell-0-2": "май", "cell-1-0": "Этап 2", "cell-1-2": "июль"}
    client.post(url, why | {"do": "split"} | split)
    client.post(f"/plans/{plan.slug}/items/add/", why | {"cell-0-0": "Слёт", "cell-0-2": "август"})

    assert said(plan) == [
        ("Этап 1", "май"),
        ("Этап 2", "июль"),
        ("Заседание секции", "по согласованию"),
        ("Слёт", "август"),
    ]


def test_words_typed_over_a_row_that_changed_are_kept_and_asked_about(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    plan = make_draft(PlanState.PUBLISHED)
    item = rows_of(plan)[0]
    sent = {"do": "replace", "seen": item.fingerprint, "cell-0-0": "Слёт", "reason": "Решение"}
    postpone(item=item, wording="29 мая", grounds=GROUNDS, actor=SYSTEM, now=NOW)

    answer = client.post(f"/plans/{plan.slug}/items/{item.pk}/change/", sent)

    page = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert answer.status_code == 409
    assert "Сейчас в ней: Форум малых городов; г. Вологда; 29 мая." in page
    assert ">\nСлёт</textarea>" in page
    assert said(plan)[0] == ("Форум малых городов", "29 мая")


def test_a_step_sent_twice_is_one_step(client: Client, directorate: User) -> None:
    client.force_login(directorate)
    plan = make_draft(PlanState.PUBLISHED)
    sent = {
        "cell-0-0": "Слёт",
        "reason": "Решение",
        "step": "6f1f0d3e-54a1-4f3a-9a3c-7a9d4f9d0a11",
    }
    for _ in range(2):
        client.post(f"/plans/{plan.slug}/items/add/", sent)

    assert len(rows_of(plan)) == 4


def test_what_is_typed_is_read_at_once(client: Client, directorate: User) -> None:
    client.force_login(directorate)
    plan = make_draft(PlanState.PUBLISHED)
    url = f"/plans/{plan.slug}/items/{rows_of(plan)[0].pk}/read/"

    answer = client.post(url, {"do": "postpone", "wording": "29 мая"})

    assert "29 мая 2023 года" in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_an_amendment_is_approved_on_its_page_and_twice_is_once(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    plan, change = amended()
    url = f"/plans/{plan.slug}/amendments/1/"
    sent = {
        "do": "approve",
        "change": change.pk,
        "body_text": "решением Правления",
        "approved_on": "2023-03-17",
    }

    for _ in range(2):
        assert client.post(url, sent).status_code == 302

    version = PlanVersion.objects.get(number=2)
    assert (version.approved_on, PlanVersion.objects.count()) == (date(2023, 3, 17), 2)
    assert client.get(f"{url}changes.docx").content[:2] == b"PK"
    assert client.get(f"{url}changes.pdf").content[:4] == b"%PDF"


def test_an_amendment_with_new_changes_is_refused_with_the_new_list(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    plan, change = amended()
    postpone(item=rows_of(plan)[1], wording="июль", grounds=GROUNDS, actor=SYSTEM, now=NOW)

    answer = client.post(
        f"/plans/{plan.slug}/amendments/1/",
        {"do": "approve", "change": change.pk, "body_text": "П", "approved_on": "2023-03-17"},
    )

    assert answer.status_code == 409
    assert "Семинар по туризму" in answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_history_tells_rows_kinds_and_people_and_takes_the_last_step_back(
    client: Client, directorate: User
) -> None:
    client.force_login(directorate)
    plan, change = amended()
    url = f"/plans/{plan.slug}/history/"

    page = text(client, url)
    assert "Перенесено: Форум малых городов. Было: 15 мая; стало: 29 мая." in page
    assert "Причина: Совпало с днём выборов" in page
    assert "Только строка «Форум малых городов»" in text(client, f"{url}?row={change.event_uid}")
    client.post(url, {"batch": str(change.batch)})

    assert said(plan)[0] == ("Форум малых городов", "15 мая")


def test_the_public_page_of_an_event_tells_what_changed_but_not_by_whom(
    client: Client, directorate: User
) -> None:
    plan = make_draft(PlanState.PUBLISHED)
    client.force_login(directorate)
    item = rows_of(plan)[0]
    client.post(
        f"/plans/{plan.slug}/items/{item.pk}/change/",
        {"do": "postpone", "wording": "29 мая", "reason": "Выборы"},
    )
    own = text(client, f"/events/{item.event.uid}/")
    client.logout()

    page = text(client, f"/events/{item.event.uid}/")

    assert "было <del>15 мая</del>, стало <ins>29 мая</ins>" in page
    assert "directorate" in own
    assert "directorate" not in page
    assert "/change/" not in page
    assert "было: 15 мая" in text(client, f"/plans/{plan.slug}/list/")

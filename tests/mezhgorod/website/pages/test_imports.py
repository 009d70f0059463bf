"""«Загрузка»: who may, what is refused, how a file becomes a run and a run a plan."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries
from tests.factories.drafts import MAY, OWNER, YAROSLAVL, plan, row, rows_plan, section
from tests.factories.html import texts, words
from tests.factories.runs import NOW, ready_run

from mezhgorod.evidence.models import SourceDocument
from mezhgorod.intake.actions import apply_run
from mezhgorod.intake.models import ExtractionRun
from mezhgorod.intake.rules import RunState
from mezhgorod.planning.models import Event, Plan
from mezhgorod.registry.models import User
from mezhgorod.registry.rules import SYSTEM
from mezhgorod.reporting.models import AnnualReport
from mezhgorod.reporting.tasks import read_facts
from mezhgorod.website import uploads
from planbook.plans import PlanDraft

pytestmark = [pytest.mark.django_db, pytest.mark.http]

SMALL = plan(section("I. Форумы", row("Форум"), row("Стол", places=(YAROSLAVL,), at=2)))
REPORT = plan(kind="report", title="Отчёт о работе за 2023 год")
GETS = ["/import/", "/import/{pk}/", "/import/{pk}/progress/", "/import/{pk}/changes.docx"]
POSTS = [
    "/import/",
    "/import/{pk}/apply/",
    "/import/{pk}/discard/",
    "/import/{pk}/again/",
    "/import/{pk}/undo/",
]


@pytest.fixture
def staff(client: Client, directorate: User) -> Client:
    client.force_login(directorate)
    return client


def file_of(content: bytes = b"plan", name: str = "план 2023.txt") -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def page_of(run: ExtractionRun, *rest: str) -> str:
    return "/".join(["/import", str(run.pk), *rest, ""])


def applied(draft: PlanDraft, content: str = "план") -> ExtractionRun:
    return apply_run(run=ready_run(draft, content=content), actor=SYSTEM, now=NOW)


@pytest.mark.parametrize("address", GETS)
def test_a_visitor_is_asked_to_log_in_and_comes_back(client: Client, address: str) -> None:
    path = address.format(pk=ready_run(SMALL).pk)

    response = client.get(path)

    assert (response.status_code, response["Location"]) == (302, f"/login/?next={path}")


@pytest.mark.parametrize("address", POSTS)
def test_a_visitor_can_do_nothing(client: Client, address: str) -> None:
    run = ready_run(SMALL)

    response = client.post(address.format(pk=run.pk), {"file": file_of()})

    run.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, "/login/?next=/import/")
    assert (run.state, ExtractionRun.objects.count()) == (RunState.READY, 1)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", sorted({*GETS, *POSTS}))
def test_a_person_without_the_right_reads_why(
    client: Client, outsider: User, address: str, method: str
) -> None:
    run = ready_run(SMALL)
    client.force_login(outsider)

    response = getattr(client, method)(address.format(pk=run.pk), {"file": file_of()})

    run.refresh_from_db()
    if response.status_code != 405:
        assert response.status_code == 403
        assert "дирекция дала для этого роль" in words(response)
    assert (run.state, ExtractionRun.objects.count()) == (RunState.READY, 1)


def test_a_forged_form_is_refused(directorate: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(directorate)

    assert client.post("/import/", {"file": file_of()}).status_code == 403
    assert not ExtractionRun.objects.exists()


@pytest.mark.parametrize("action", ["apply", "discard", "again"])
def test_looking_decides_nothing(staff: Client, action: str) -> None:
    assert staff.get(page_of(ready_run(SMALL), action)).status_code == 405


@pytest.mark.parametrize(
    ("fields", "period"),
    [
        ({}, ""),
        ({"year": "2023"}, "2023"),
        ({"year": "2022", "part": "h2"}, "2022-41"),
        ({"year": "2023", "part": "q1"}, "2023-33"),
        ({"year": "2023", "part": "school"}, "2023-09/2024-05"),
        ({"other": "2016-10"}, "2016-10"),
        ({"year": "2023", "part": "h1", "other": "2022/2023"}, "2022/2023"),
    ],
)
def test_a_file_is_kept_and_waits_to_be_read(
    staff: Client, directorate: User, fields: dict[str, str], period: str
) -> None:
    response = staff.post("/import/", {"file": file_of(), **fields})

    run = ExtractionRun.objects.get()
    assert (response.status_code, response["Location"]) == (302, page_of(run))
    assert (run.document.file_name, run.document.size) == ("план 2023.txt", 4)
    assert (run.state, run.requested_by, run.period_edtf) == (RunState.QUEUED, directorate, period)
    assert DBTaskResult.objects.get().args_kwargs["args"] == [run.pk]


def test_a_button_pressed_twice_reads_once(staff: Client) -> None:
    first = staff.post("/import/", {"file": file_of()})
    second = staff.post("/import/", {"file": file_of()}, follow=True)

    assert second.redirect_chain == [(first["Location"], 302)]
    assert "Этот файл уже загружен" in words(second)
    assert (ExtractionRun.objects.count(), DBTaskResult.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Выберите файл с планом или отчётом."),
        ({"file": b""}, "Файл пуст. Проверьте, что он сохранён, и загрузите его снова."),
        ({"file": b"plan", "year": "двадцать"}, "Год пишется четырьмя цифрами, например 2023."),
        ({"file": b"plan", "year": "20233"}, "Год должен быть от 1990 до 2100."),
        (
            {"file": b"plan", "part": "h1"},
            "Укажите год, к которому относится выбранная часть.",
        ),
        ({"file": b"plan", "part": "h3"}, "Выберите часть года из списка."),
        ({"file": b"plan", "other": "осень"}, "«осень» не является периодом плана"),
    ],
)
def test_a_form_that_cannot_be_right_says_why(
    staff: Client, fields: dict[str, bytes | str], message: str
) -> None:
    data = {name: file_of(value) if name == "file" else value for name, value in fields.items()}

    response = staff.post("/import/", data)

    assert response.status_code == 422
    assert message in " ".join(texts(response, "//p[@role='alert']"))
    assert not SourceDocument.objects.exists()


def test_a_file_over_the_limit_is_dropped_on_its_way(
    staff: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MAX_FILE_BYTES", 100_000)

    response = staff.post("/import/", {"file": file_of(b"x" * 100_001)})

    assert response.status_code == 422
    assert texts(response, "//p[@role='alert']") == [
        "Файл больше 50 МБ. Уберите из него рисунки или разделите документ и загрузите части."
    ]
    assert not SourceDocument.objects.exists()
    assert staff.post("/import/", {"file": file_of(b"x" * 100_000)}).status_code == 302


def test_the_list_tells_what_became_of_every_document(
    staff: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    applied(SMALL)
    ready_run(SMALL, content="другой")
    for number in range(30):
        run = ready_run(SMALL, content=str(number))
    ExtractionRun.objects.filter(pk=run.pk).update(
        state=RunState.FAILED, error_message="Файл зашифрован."
    )

    with django_assert_num_queries(4):
        response = staff.get("/import/")

    rows = texts(response, "//table//tbody/tr")
    assert len(rows) == 32
    assert sum("Проверить прочитанное" in one for one in rows) == 30
    assert sum("Файл зашифрован." in one for one in rows) == 1
    assert sum(SMALL.title in one for one in rows) == 1


def test_an_empty_list_says_what_to_do(staff: Client) -> None:
    assert "пока нет ни одного документа" in words(staff.get("/import/"))


@pytest.mark.parametrize("state", [RunState.QUEUED, RunState.READING])
def test_progress_is_shown_and_may_be_left(
    staff: Client, state: RunState, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    run = ready_run(SMALL)
    ExtractionRun.objects.update(state=state, progress=40, step="Разбираем строки: 40 из 100")

    response = staff.get(page_of(run))
    with django_assert_num_queries(3):
        fragment = staff.get(page_of(run, "progress"))

    assert "Страницу можно закрыть" in words(response)
    assert b'<noscript><meta http-equiv="refresh"' in response.content
    assert "Разбираем строки: 40 из 100" in words(fragment, "//div[@id='progress']")
    assert b"<html" not in fragment.content


@pytest.mark.parametrize(
    "state", [RunState.READY, RunState.FAILED, RunState.APPLIED, RunState.DISCARDED]
)
def test_the_end_of_reading_loads_the_page_anew(staff: Client, state: RunState) -> None:
    run = ready_run(SMALL)
    ExtractionRun.objects.update(state=state)

    assert staff.get(page_of(run, "progress"))["HX-Refresh"] == "true"


def test_a_document_not_read_says_cause_and_remedy_and_that_nothing_changed(staff: Client) -> None:
    run = ready_run(SMALL)
    ExtractionRun.objects.update(
        state=RunState.FAILED, error_code="file.encrypted", error_message="Снимите пароль."
    )

    page = words(staff.get(page_of(run)))

    assert "Снимите пароль." in page
    assert "На сайте ничего не изменилось" in page
    assert "file.encrypted" in page


def test_a_new_plan_is_accepted(staff: Client, directorate: User) -> None:
    run = ready_run(SMALL)
    review = staff.get(page_of(run))

    response = staff.post(page_of(run, "apply"), follow=True)

    run.refresh_from_db()
    assert "появится новый план из 2 строк" in words(review)
    assert (run.state, run.decided_by) == (RunState.APPLIED, directorate)
    assert "документ принят" in words(response)
    assert texts(response, "//a[contains(@class, 'btn-primary')]") == ["Открыть план"]
    assert Event.objects.count() == 2


def test_accepting_twice_does_the_work_once(staff: Client) -> None:
    run = ready_run(SMALL)

    for _ in range(2):
        assert staff.post(page_of(run, "apply"))["Location"] == page_of(run)

    assert Plan.objects.get().revision == 1


def test_a_document_applied_before_has_nothing_to_accept(staff: Client) -> None:
    applied(SMALL)

    response = staff.get(page_of(ready_run(SMALL)))

    assert "В плане всё уже есть." in words(response)
    assert not texts(response, "//form[contains(@action, '/apply/')]")


def test_losing_many_rows_needs_a_tick(staff: Client) -> None:
    applied(rows_plan(10))
    run = ready_run(rows_plan(7), content="короче")

    review = staff.get(page_of(run))
    refused = staff.post(page_of(run, "apply"))

    assert "Есть в плане на сайте, нет в новом документе" in words(review)
    assert len(texts(review, "//section[@id='gone']//li")) == 3
    assert texts(review, "//p[@class='confirm'][input/@required]") == [
        "Да, убрать из плана 3 строки какие"
    ]
    assert refused.status_code == 409
    assert "убирает из плана строк: 3 из 10" in " ".join(texts(refused, "//p[@role='alert']"))
    assert Event.objects.count() == 10
    assert staff.post(page_of(run, "apply"), {"confirm_removal": "1"}).status_code == 302
    assert Event.objects.count() == 7


def test_a_document_without_an_owner_asks_whose_it_is(staff: Client) -> None:
    run = ready_run(replace(SMALL, owner=None))

    review = staff.get(page_of(run))
    refused = staff.post(page_of(run, "apply"))
    accepted = staff.post(page_of(run, "apply"), {"owner_name": OWNER})

    assert "Чей это план" in words(review)
    assert refused.status_code == 409
    assert "не ясно, чей это план" in " ".join(texts(refused, "//p[@role='alert']"))
    assert (accepted.status_code, Plan.objects.get().owner.name) == (302, OWNER)


def test_a_document_without_a_period_is_read_again_with_one(staff: Client) -> None:
    run = ready_run(replace(SMALL, period=None))

    review = staff.get(page_of(run))
    wrong = staff.post(page_of(run, "again"), {"other": "осень"})
    response = staff.post(page_of(run, "again"), {"year": "2023", "part": "h2"})

    assert "Не хватает периода." in words(review)
    assert not texts(review, "//form[contains(@action, '/apply/')]")
    assert wrong.status_code == 422
    again = ExtractionRun.objects.exclude(pk=run.pk).get()
    assert response["Location"] == page_of(again)
    assert (again.document, again.period_edtf) == (run.document, "2023-41")


def test_a_document_whose_file_is_gone_says_so_instead_of_failing(staff: Client) -> None:
    run = ready_run(SMALL, content="файл, которого не станет")
    Path(run.document.file.path).unlink()

    response = staff.post(page_of(run, "again"), follow=True)

    assert response.redirect_chain == [(page_of(run), 302)]
    assert "Сохранённого файла нет на диске" in words(response)
    assert ExtractionRun.objects.count() == 1


def test_a_document_is_put_aside_after_a_question(staff: Client) -> None:
    run = ready_run(SMALL)

    question = texts(staff.get(page_of(run)), "//details[contains(@class, 'discard')]")
    response = staff.post(page_of(run, "discard"), follow=True)

    assert question
    assert "Да, отклонить" in question[0]
    assert "на сайте ничего не записано" in words(response)
    assert not Plan.objects.exists()


def test_what_is_applied_cannot_be_put_aside(staff: Client) -> None:
    run = applied(SMALL)

    response = staff.post(page_of(run, "discard"), follow=True)

    assert "отклонять нечего" in words(response)
    assert ExtractionRun.objects.get().state == RunState.APPLIED


def test_a_document_that_is_no_plan_says_so(staff: Client) -> None:
    run = ready_run(plan(title="Протокол совещания", kind="other"))

    response = staff.get(page_of(run))

    assert "Это не план" in words(response)
    assert "«Протокол совещания»" in words(response)
    assert not texts(response, "//form[contains(@action, '/apply/')]")


def test_a_report_is_shown_as_text_and_accepted(staff: Client) -> None:
    run = ready_run(REPORT, paragraphs=("В Вологде прошёл форум.", "В Шуе выступил хор."))

    review = staff.get(page_of(run))
    response = staff.post(page_of(run, "apply"), follow=True)

    assert "Это отчёт в виде текста" in words(review)
    assert texts(review, "//div[@class='report-text']/p") == list(run.paragraphs_data)
    assert "Отчёт на сайте" in words(response)
    assert AnnualReport.objects.get().title == REPORT.title


def test_the_facts_of_an_accepted_report_are_read_in_the_background(staff: Client) -> None:
    run = ready_run(REPORT, paragraphs=("В Вологде прошла конференция «Вода».",))

    staff.post(page_of(run, "apply"))

    report = AnnualReport.objects.get()
    waiting = DBTaskResult.objects.get()
    assert (waiting.task_path, waiting.args_kwargs["args"]) == (
        "mezhgorod.reporting.tasks.read_facts",
        [report.pk],
    )
    assert not report.read_events.exists()
    read_facts.call(report.pk)
    read_facts.call(report.pk + 1)
    assert [one.title for one in report.read_events.all()] == ["Конференция «Вода»"]


def test_a_draft_of_an_older_program_is_read_again(staff: Client) -> None:
    run = ready_run(SMALL)
    ExtractionRun.objects.update(draft_data={"version": 0})

    assert "прежней версией программы" in words(staff.get(page_of(run)))


@pytest.mark.parametrize("number", [0, 999, 99999999999999999999])
def test_an_unknown_run_is_not_found(staff: Client, number: int) -> None:
    assert staff.get(f"/import/{number}/").status_code == 404


def test_pages_are_not_kept_by_browsers(staff: Client) -> None:
    run = ready_run(plan(section("I", row("Форум", MAY))))

    assert "no-store" in staff.get(page_of(run))["Cache-Control"]

"""Filled workbooks become answers: all or nothing of a file, and every refusal is told."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError
from openpyxl import load_workbook
from tests.factories.answer_sheets import row_of
from tests.factories.answers import NOW, make_response, make_round
from tests.factories.people import make_user

from mezhgorod.exchanges.actions import save_cells, save_copies, save_texts, taking_files
from mezhgorod.exchanges.actions.answering import CellBatch
from mezhgorod.exchanges.actions.taking_files import (
    SentFile,
    queue_files,
    read_again,
    take_file,
    take_waiting,
)
from mezhgorod.exchanges.models import ExchangeRound, Response, ResponseFile, ResponseStep
from mezhgorod.exchanges.queries.answer_sheets import answer_sheet_of
from mezhgorod.exchanges.queries.answers import answer_of
from mezhgorod.exchanges.rules import FileState, ResponseState, RoundState, StepKind
from mezhgorod.registry.models import User
from mezhgorod.registry.queries.actors import actor_of
from mezhgorod.registry.rules import NOBODY, SYSTEM, Actor, Role, RuleViolation
from planbook.indicators import Cell, CellValue, MissingReason
from planbook.writers.answer_sheet import write_answer_sheet

pytestmark = pytest.mark.django_db

COLD, LOSS, HEAT = Cell("tariff.cold"), Cell("share.loss"), Cell("heat.price")
LATER = NOW + timedelta(hours=1)


def number(text: str) -> CellValue:
    return CellValue(number=Decimal(text))


def loaded(response: Response) -> Response:
    return Response.objects.select_related(
        "round__exchange__owner__territory", "round__form", "party__territory"
    ).get(pk=response.pk)


def workbook_of(
    response: Response, cells: dict[str, object] | None = None, **more: object
) -> bytes:
    """The template of a city filled by a person: values by hidden code, with reasons in `more`."""
    book = load_workbook(io.BytesIO(write_answer_sheet(answer_sheet_of(loaded(response)))))
    page = book["Ответ"]
    for code, value in (cells or {}).items():
        page.cell(row_of(page, code), 5).value = value
    for code, reason in more.items():
        page.cell(row_of(page, code.replace("__", ".")), 6).value = reason
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def take(response: Response, data: bytes, actor: Actor = SYSTEM) -> ResponseFile:
    return take_file(
        response=response, file=io.BytesIO(data), file_name="Ответ.xlsx", actor=actor, now=LATER
    )


def messages(sent: ResponseFile) -> list[str]:
    return [finding["code"] for finding in sent.findings if finding["severity"] == "error"]


@pytest.fixture
def response() -> Response:
    return make_response("Вологда")


def test_a_file_becomes_an_answer(response: Response) -> None:
    cells = {"tariff.cold": 32.15, "heat.price#1": 1820.3, "@heat#1": "Северная котельная"}
    sent = take(response, workbook_of(response, cells, share__loss="нет данных"))
    assert (sent.state, sent.taken_count, messages(sent)) == (FileState.TAKEN, 3, [])
    answer = answer_of(loaded(response))
    assert answer.values == {
        COLD: number("32.15"), HEAT: number("1820.3"),
        LOSS: CellValue(missing=MissingReason.NO_DATA),
    }  # fmt: skip
    assert answer.copies == {"heat": ("Северная котельная",)}
    step = ResponseStep.objects.get(response=response, kind=StepKind.FILE)
    assert step.document == sent.document


def test_what_can_be_read_is_taken_and_the_rest_is_told(response: Response) -> None:
    sent = take(response, workbook_of(response, {"tariff.cold": 32.15, "share.loss": "?"}))
    assert (sent.state, sent.taken_count, messages(sent)) == (
        FileState.PARTLY, 1, ["cell.unread"],
    )  # fmt: skip


def test_the_same_file_twice_changes_nothing(response: Response) -> None:
    data = workbook_of(response, {"tariff.cold": 32.15})
    take(response, data)
    steps = ResponseStep.objects.count()
    sent = take(response, data)
    assert (sent.state, ResponseStep.objects.count()) == (FileState.REPEATED, steps)
    assert "уже взят 10.04.2026" in sent.findings[0]["message"]


def test_a_value_changed_on_the_site_meanwhile_is_not_overwritten(response: Response) -> None:
    save(response, {COLD: number("30")})
    data = workbook_of(response, {"tariff.cold": 31, "share.loss": 12})
    save(response, {COLD: number("33")})
    sent = take(response, data)
    assert messages(sent) == ["sheet.conflict"]
    assert "на сайте теперь «33,00»" in sent.findings[0]["message"]
    assert answer_of(loaded(response)).values == {COLD: number("33"), LOSS: number("12")}


def test_what_is_unchanged_in_the_file_leaves_the_site_alone(response: Response) -> None:
    save(response, {COLD: number("30.50")})
    data = workbook_of(response, {"share.loss": 12})
    save(response, {COLD: number("33")})
    sent = take(response, data)
    assert (sent.state, sent.taken_count) == (FileState.TAKEN, 1)
    assert answer_of(loaded(response)).values[COLD] == number("33")


def test_an_empty_cell_takes_nothing_away(response: Response) -> None:
    data = workbook_of(response)
    save(response, {COLD: number("30")})
    assert take(response, data).state == FileState.TAKEN
    assert answer_of(loaded(response)).values == {COLD: number("30")}


def test_suppliers_are_found_by_their_names(response: Response) -> None:
    name(response, ["Первая", "Вторая"])
    data = workbook_of(response, {"heat.price#2": 1700, "@heat#1": "Первая (бывшая)"})
    name(response, ["Новая", "Вторая", "Первая"])
    take(response, data)
    answer = answer_of(loaded(response))
    assert answer.copies == {"heat": ("Новая", "Вторая", "Первая (бывшая)")}
    assert answer.values == {Cell("heat.price", 1): number("1700")}


def test_words_changed_meanwhile_are_told(response: Response) -> None:
    data = workbook_of(response)
    book = load_workbook(io.BytesIO(data))
    book["Вопросы"]["C2"] = "Ремонт сетей"
    buffer = io.BytesIO()
    book.save(buffer)
    assert take(response, buffer.getvalue()).taken_count == 1
    assert answer_of(loaded(response)).texts == {"plans": "Ремонт сетей"}

    save_texts(response=response, texts={"plans": "Другое"}, actor=SYSTEM, now=NOW)
    book["Вопросы"]["C2"] = "Третье"
    book.save(buffer := io.BytesIO())
    assert messages(take(response, buffer.getvalue())) == ["sheet.conflict"]
    assert answer_of(loaded(response)).texts == {"plans": "Другое"}


def test_the_file_of_another_city_round_or_form_is_refused(response: Response) -> None:
    other_city = make_response("Череповец")
    other_round = make_response("Вологда", within=make_round(quarter=2))
    for stranger, code in ((other_city, "sheet.other_city"), (other_round, "sheet.other_round")):
        sent = take(response, workbook_of(stranger, {"tariff.cold": 32}))
        assert (sent.state, messages(sent)) == (FileState.REFUSED, [code])
    assert not answer_of(loaded(response)).values


def test_who_may_not_fill_takes_no_file(response: Response) -> None:
    data = workbook_of(response, {"tariff.cold": 32})
    with pytest.raises(RuleViolation):
        take(response, data, NOBODY)
    other, owner = make_response("Псков").party, response.round.exchange.owner
    stranger = actor(make_user("stranger", Role.CITY_CONTACT, owner=owner, party=other))
    with pytest.raises(RuleViolation):
        take(response, data, stranger)
    assert not ResponseFile.objects.exists()


def test_a_city_takes_its_own_file(response: Response) -> None:
    owner = response.round.exchange.owner
    city = make_user("city", Role.CITY_CONTACT, owner=owner, party=response.party)
    sent = take(response, workbook_of(response, {"tariff.cold": 32}), actor(city))
    assert (sent.state, sent.sent_by) == (FileState.TAKEN, city)


@pytest.mark.parametrize("state", [ResponseState.SUBMITTED, ResponseState.IN_APPROVAL])
def test_an_answer_on_its_way_takes_no_file(response: Response, state: ResponseState) -> None:
    data = workbook_of(response, {"tariff.cold": 32})
    Response.objects.update(state=state)
    with pytest.raises(RuleViolation):
        take(response, data)


def test_many_files_are_taken_one_after_another(response: Response) -> None:
    second = make_response("Череповец")
    stranger = workbook_of(make_response("Псков", within=make_round(quarter=2)))
    by = make_user("directorate", Role.DIRECTORATE, owner=response.round.exchange.owner)
    # A workbook saved a second later differs in its moment.
    same = workbook_of(response, {"tariff.cold": 32})
    data = packed(
        ("Ответы/Вологда.xlsx", same), ("Ответы/ещё раз.xlsx", same),
        ("Псков.xlsx", stranger), ("письмо.docx", b"1"), ("пусто.xlsx", b""),
    )  # fmt: skip
    files = [sent("ответы.zip", data), sent("Ч.xlsx", workbook_of(second, {"tariff.cold": 40}))]
    found = the_round()
    started: list[ExchangeRound] = []
    queued = queue_files(found=found, files=files, actor=actor(by), now=NOW, start=started.append)
    assert (queued.waiting, queued.refused, started) == (4, 2, [found])
    assert take_waiting(found=found, clock=lambda: LATER) == 4
    assert list(ResponseFile.objects.order_by("id").values_list("file_name", "state")) == [
        ("Вологда.xlsx", "taken"), ("ещё раз.xlsx", "repeated"), ("Псков.xlsx", "refused"),
        ("письмо.docx", "refused"), ("пусто.xlsx", "refused"), ("Ч.xlsx", "taken"),
    ]  # fmt: skip
    assert answer_of(loaded(second)).values == {COLD: number("40")}
    assert take_waiting(found=found, clock=lambda: LATER) == 0


def test_a_file_that_another_worker_has_taken_is_left_alone(response: Response) -> None:
    data = workbook_of(response, {"tariff.cold": 32})
    queue_files(found=the_round(), files=[sent("В.xlsx", data)], actor=SYSTEM, now=NOW,
                start=lambda found: None)  # fmt: skip
    waiting = ResponseFile.objects.select_related("document").get()
    ResponseFile.objects.update(state=FileState.TAKEN, response=response)
    assert taking_files._take(waiting, the_round(), SYSTEM, LATER).state == FileState.TAKEN
    assert not answer_of(loaded(response)).values


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        (OperationalError("database is locked"), FileState.WAITING),
        (ZeroDivisionError("a fault of ours"), FileState.REFUSED),
    ],
)
def test_a_fault_of_ours_refuses_the_file_and_a_busy_database_leaves_it_waiting(
    response: Response, monkeypatch: pytest.MonkeyPatch, fault: Exception, state: FileState
) -> None:
    found, files = the_round(), [sent("В.xlsx", workbook_of(response, {"tariff.cold": 32}))]
    queue_files(found=found, files=files, actor=SYSTEM, now=NOW, start=lambda found: None)

    def fail(*args: object, **more: object) -> None:
        raise fault

    with monkeypatch.context() as broken:
        broken.setattr(taking_files, "read_answer_sheet", fail)
        with suppress(OperationalError):
            take_waiting(found=found, clock=lambda: LATER)

    assert ResponseFile.objects.get().state == state
    assert answer_of(loaded(response)).values == {}


def test_files_whose_sender_is_gone_are_refused(response: Response) -> None:
    by = make_user("directorate", Role.DIRECTORATE, owner=response.round.exchange.owner)
    files = [sent("В.xlsx", workbook_of(response, {"tariff.cold": 32}))]
    found = the_round()
    queue_files(found=found, files=files, actor=actor(by), now=NOW, start=lambda found: None)
    User.objects.filter(pk=by.pk).update(is_active=False)
    take_waiting(found=found, clock=lambda: LATER)
    assert ResponseFile.objects.get().state == FileState.REFUSED
    assert not answer_of(loaded(response)).values


def test_who_may_not_run_the_round_sends_no_files(response: Response) -> None:
    owner = response.round.exchange.owner
    city = actor(make_user("city", Role.CITY_CONTACT, owner=owner, party=response.party))
    files = [sent("В.xlsx", workbook_of(response))]
    for who in (city, NOBODY):
        with pytest.raises(RuleViolation):
            queue_files(found=the_round(), files=files, actor=who, now=NOW, start=forbidden)
        with pytest.raises(RuleViolation):
            read_again(found=the_round(), actor=who, start=forbidden)


def test_a_closed_round_a_broken_archive_and_nothing_are_refused(response: Response) -> None:
    found = the_round()
    for files in ([sent("а.zip", b"PK\x03\x04broken")], [], [sent("а.zip", packed())]):
        with pytest.raises(RuleViolation):
            queue_files(found=found, files=files, actor=SYSTEM, now=NOW, start=forbidden)
    found.state = RoundState.CLOSED
    with pytest.raises(RuleViolation, match="пока раунд идёт"):
        queue_files(found=found, files=[], actor=SYSTEM, now=NOW, start=forbidden)
    assert not ResponseFile.objects.exists()


def save(response: Response, cells: dict[Cell, CellValue | None]) -> None:
    save_cells(response=response, batch=CellBatch(cells), actor=SYSTEM, now=NOW)


def name(response: Response, names: list[str]) -> None:
    save_copies(response=response, section="heat", names=names, actor=SYSTEM, now=NOW)


def actor(user: User) -> Actor:
    return actor_of(user=user, today=NOW.date())


def the_round() -> ExchangeRound:
    rounds = ExchangeRound.objects.select_related("exchange__owner", "form")
    return rounds.get(period_edtf="2026-33")


def sent(name: str, data: bytes) -> SentFile:
    return SentFile(name, io.BytesIO(data))


def packed(*members: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member, data in members:
            archive.writestr(member, data)
    return buffer.getvalue()


def forbidden(found: ExchangeRound) -> None:
    raise AssertionError("nothing may be queued")

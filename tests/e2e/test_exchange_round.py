"""A round of an exchange in a real browser, by a personal link and by Excel, to its table.

The union and its cities are those of the corpus; figures are generated, only the hands are the
test's. With `MEZHGOROD_PICTURES` set to a folder, pages are kept there as the handbook's pictures.
"""

import pytest
from django.utils import timezone
from tests.e2e.conftest import Visitor
from tests.e2e.exchange import answering, by_excel, past, reading, running, starting
from tests.e2e.exchange.hands import (
    ABSENT,
    BY_ACCOUNT,
    BY_EXCEL,
    BY_LINK,
    OTHERS,
    link_in,
)
from tests.e2e.year.hands import sign_in

from mezhgorod.notices.models import Letter

pytestmark = pytest.mark.django_db(transaction=True)


def test_cities_exchange_their_tariffs(visitor: Visitor, union: None) -> None:
    from mezhgorod.exchanges.queries.forms import form_of  # noqa: PLC0415 -- after the set-up

    directorate = sign_in(visitor, "direktsiya")
    exchange = starting.start(directorate)
    before, found = running.plan_year(directorate, exchange)[2:]
    past.hold(before)
    running.open_round(directorate, found)
    letters = running.invite(directorate, found)
    form = form_of(found.form)

    city = answering.by_account(visitor, found, form)
    answering.by_link(visitor, _link(letters, BY_LINK), form, found)
    by_excel.answer(visitor, _link(letters, BY_EXCEL), form, found)
    answering.take_no_part(visitor, _link(letters, ABSENT))
    past.answer_for(found, OTHERS, period=1, now=timezone.now())

    coordinator = sign_in(visitor, "sektsiya")
    running.review(coordinator, found, asked=BY_ACCOUNT)
    answering.answer_the_question(city, found)
    running.remind_and_extend(coordinator, found)
    running.accept(coordinator, found)
    running.close(coordinator, found)
    first = running.consolidate(coordinator, found)
    reading.read_as_nobody(visitor, found)
    running.publish(coordinator, found)
    reading.read_as_nobody(visitor, found)
    reading.read_as_city(city, found)
    reading.take_files(city, found)

    was = reading.water_of(found)
    answering.ask_for_a_correction(city, found, "47,98")
    running.correct(coordinator, found, city=BY_ACCOUNT)
    reading.read_both_versions(city, found, was=was)
    running.leave_out(coordinator, found, city=OTHERS[0])
    reading.read_as_everybody(visitor, found)
    first.refresh_from_db()
    assert [len(one.content["columns"]) for one in found.tables.order_by("number")] == [8, 8, 7]


def _link(letters: list[Letter], city: str) -> str:
    return link_in(next(one for one in letters if f"«{city}»" in one.to_name + one.body))

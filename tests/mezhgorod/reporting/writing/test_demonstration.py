"""The draft that is shown on the first start."""

import pytest
from django.core.management import call_command
from tests.factories.reports import make_report

from mezhgorod.reporting.models import Report

pytestmark = [pytest.mark.django_db]


def test_the_draft_of_the_demonstration_is_made_once() -> None:
    call_command("load_demo_written_report", verbosity=0)
    assert not Report.objects.exists()
    make_report("Отчётный доклад", "Уважаемые участники Собрания!", "Год прошёл.")

    for _ in range(2):
        call_command("load_demo_written_report", verbosity=0)

    report = Report.objects.get()
    assert (report.title, report.state) == ("Отчёт о работе за 2024 год", "draft")
    assert (report.head, report.salutation) == (
        "Отчётный доклад",
        "Уважаемые участники Собрания!",
    )
    assert [one.template for one in report.blocks.all()] == ["Год прошёл."]

"""The plan of the year after, made from the approved one."""

from playwright.sync_api import expect
from tests.e2e.conftest import Visit
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import keep, press

from mezhgorod.planning.models import Plan, PlanItem


def go_on(directorate: Visit, plan: Plan) -> Plan:
    """Series get their next number, exact days become months, the old plan stays."""
    before = PlanItem.objects.filter(section__plan=plan).count()
    page = directorate.open(f"/plans/{plan.slug}/next/")
    expect(page.locator("main")).to_contain_text("2025")
    check_rules(directorate)
    keep(page, "next-year", at=page.locator(".next-form"))
    expect(page.locator("main")).to_contain_text("IX Межрегиональная научно-практическая")
    press(page, "Составить проект")
    expect(page.locator("h1")).to_contain_text("2025")
    made = Plan.objects.exclude(pk=plan.pk).latest("pk")
    assert (made.state, made.owner, made.period_start.year) == ("draft", plan.owner, 2025)
    assert PlanItem.objects.filter(section__plan=plan).count() == before
    return made

"""The demonstration as a newcomer opens it: a campaign in progress, people, bodies, series."""

import pytest
from django.core.management import call_command
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import keep, sign_in

from mezhgorod.campaigns.models import Campaign
from mezhgorod.planning.models import EventSeries, Plan
from mezhgorod.registry.models import Organization

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
PHONE = 375


@pytest.fixture
def directorate(union: None, visitor: Visitor) -> Visit:
    call_command("load_demo_campaign", verbosity=0)
    return sign_in(visitor, "direktsiya")


def test_every_working_page_of_the_demonstration_is_clean_and_full(directorate: Visit) -> None:
    campaign = Campaign.objects.get()
    union = Organization.objects.get(pk=campaign.owner_id)
    plan = Plan.objects.filter(owner=union, state="published").latest("period_start")
    series = EventSeries.objects.filter(owner=union).order_by("name").first()
    assert series is not None
    # page → the picture of it if the handbook has one, the words that show it is not empty
    pages = {
        f"/campaigns/{campaign.pk}/": ("campaign-wall", "рассмотрено"),
        "/people/": ("people", "контактное лицо города: Вологда"),
        f"/associations/{union.slug}/": ("members", "Боровичский район"),
        f"/associations/{union.slug}/bodies/": ("", "Секция «Туризм»"),
        f"/plans/{plan.slug}/radar/": ("", "Один город в одни дни"),
        f"/series/{series.slug}/": ("series", "Выпуски и принимающие города"),
    }
    for path, (name, words) in pages.items():
        page = directorate.open(path)
        assert words in page.locator("main").inner_text().replace("\N{NO-BREAK SPACE}", " "), path
        for form in page.locator("details.record-form > summary").all():
            form.click()
        check_rules(directorate)
        if name:
            keep(page, name)
        page.set_viewport_size({"width": PHONE, "height": 760})
        check_rules(directorate)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE, path
        page.set_viewport_size({"width": 1280, "height": 800})
    assert directorate.complaints == []

"""What holds on every page: it fits, it is accessible, it complains of nothing, it asks nobody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.e2e.conftest import Visit, Visitor
from tests.factories import cast

from mezhgorod.planning.models import Event

PAGES = [
    "/",
    "/?on=2023-09-15",
    "/about/",
    "/login/",
    "/no-such-page/",
    "/plans/",
    "/plans/plan-2023/",
    "/plans/plan-2023/?q=яхта",
    "/plans/plan-2023/list/",
    "/plans/plan-2023/list/?by=city",
    "/plans/plan-2023/month/2023-08/",
    "/plans/plan-2023/document/",
    "/plans/plan-2023/findings/",
    "/plans/plan-2023/print/",
    "/plans/plan-2023/files/",
    "/plans/plan-2023/subscribe/",
    "/data/",
    "/cities/",
    "/cities/vologda/",
    "/reports/",
    "/events/{event}/",
]
# A phone, 1280 pixels enlarged to 200 %, and an ordinary screen.
WIDTHS = [375, 640, 1280]
_RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}}


def check_rules(visit: Visit) -> None:
    """No rule of accessibility is broken, nothing was complained of, nobody else was asked."""
    # A page that is still arriving has no document to look at.
    visit.page.wait_for_load_state()
    broken = Axe().run(visit.page, options=_RULES)
    assert broken.violations_count == 0, broken.generate_report()
    # Typing on gives up the reading of the words typed before: that is meant to be.
    meant = ("404", "AbortError")
    assert [one for one in visit.complaints if not any(word in one for word in meant)] == []
    assert visit.hosts in ({"127.0.0.1"}, {"localhost"})


def address(path: str) -> str:
    return path.format(event=Event.objects.earliest("pk").uid) if "{" in path else path


@pytest.mark.parametrize("width", [375, pytest.param(640, marks=pytest.mark.thorough), 1280])
def test_every_page_fits_its_width_breaks_no_rule_and_stays_at_home(
    visitor: Visitor, plan: str, width: int
) -> None:
    too_wide = []
    visit = visitor(width=width)
    for path in PAGES:
        page = visit.open(address(path))

        check_rules(visit)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(path)

    assert too_wide == []


def test_every_page_has_one_heading_a_title_and_its_own_address(
    visitor: Visitor, plan: str
) -> None:
    visit = visitor(with_scripts=False)
    for path in PAGES:
        page = visit.open(address(path))

        assert page.locator("h1").count() == 1, path
        assert page.locator("h1").inner_text().strip() != "", path
        assert page.title().endswith(" — Межгород"), path
        canonical = page.locator('link[rel="canonical"]').get_attribute("href")
        assert canonical == address(path).split("?")[0]


def test_first_stop_of_the_keyboard_is_the_way_to_the_content(visitor: Visitor, plan: str) -> None:
    page = visitor().open(f"/plans/{plan}/")

    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")

    assert first == "Перейти к содержанию"
    assert page.evaluate("document.activeElement.id") == "main"


def test_staff_sign_in_and_find_the_way_to_load_a_document(visitor: Visitor, plan: str) -> None:
    cast.directorate()
    visit = visitor()
    page = visit.open("/login/")

    page.fill('input[name="username"]', "directorate")
    page.fill('input[name="password"]', "Вологда-2023-план")
    page.click("main button")
    page.click("text=Загрузка")

    assert page.url.endswith("/import/")
    check_rules(visit)
    page.click("text=Выйти")
    assert page.locator("text=Войти").count() == 1

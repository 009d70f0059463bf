"""Every page people work on, over the demonstration with work in progress, for all it must hold.

The demonstration takes long to load, so one test visits all pages and tells all that is wrong.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import WIDTHS
from tests.factories import cast
from tests.factories.working_exchanges import WorkingExchanges, make_working_exchanges
from tests.factories.working_site import WorkingSite, make_working_site

from mezhgorod.exchanges.models import IndicatorVersion
from mezhgorod.notices.models import Letter
from mezhgorod.registry.models import Body, Membership, Person, Post, Tenure, User

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.thorough]
# A folder to keep every page in as a picture, to look at.
PICTURES = os.environ.get("MEZHGOROD_PICTURES", "")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RULES = {"runOnly": {"type": "tag", "values": _TAGS}, "resultTypes": ["violations"]}
# On a phone the words and colours are the same: only what depends on the width is asked again.
_NARROW_RULES = {
    "runOnly": {"type": "rule", "values": ["target-size", "scrollable-region-focusable"]},
    "resultTypes": ["violations"],
}
# Only what is wrong crosses over from the browser: that is much faster than the whole result.
_BROKEN = """async (rules) => (await axe.run(document, rules)).violations.map((one) =>
  `${one.id} × ${one.nodes.length}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" ")}`)"""


def staff_pages(site: WorkingSite) -> Iterator[str]:
    yield from _people(site)
    yield from _associations(site)
    yield from _campaigns(site)
    yield from _editing(site)
    yield from _approval(site)
    yield from _events(site)
    yield from _letters(site)


def _people(site: WorkingSite) -> Iterator[str]:
    whose = f"?owner={site.owner.slug}"
    user = User.objects.get(username="vologda")
    yield from ("/people/", f"/people/new/{whose}", f"/people/links/{whose}")
    yield from (f"/people/data/{whose}", f"/people/data/contacts/{whose}")
    yield from (f"/people/journal/{whose}", f"/people/rights/{whose}")
    yield from (f"/people/role/{whose}", f"/people/{user.pk}/{whose}")
    yield from ("/account/", "/account/password/")
    if person := Person.objects.first():
        yield f"/people/data/{person.pk}/{whose}"


def _associations(site: WorkingSite) -> Iterator[str]:
    home = f"/associations/{site.owner.slug}"
    for end in ("", "bodies/", "agreements/", "periodicals/", "journal/", "members/add/"):
        yield f"{home}/{end}"
    for end in ("members/paste/", "bodies/add/", "agreements/add/", "periodicals/add/"):
        yield f"{home}/{end}"
    for end in ("counterparts/add/", "series/", "series/add/"):
        yield f"{home}/{end}"
    body = Body.objects.filter(owner=site.owner).earliest("pk")
    for end in ("", "edit/", "election/", "decision/", "posts/add/"):
        yield f"/bodies/{body.slug}/{end}"
    one = Membership.objects.filter(association=site.owner).select_related("member").earliest("pk")
    for end in ("", "end/", "merge/"):
        yield f"/memberships/{one.pk}/{end}"
    for end in ("", "rename/", "posts/add/"):
        yield f"/parties/{one.member.slug}/{end}"
    yield f"{home}/contacts/{one.member.slug}/add/"
    post, tenure = Post.objects.earliest("pk"), Tenure.objects.earliest("pk")
    yield from (f"/posts/{post.pk}/", f"/posts/{post.pk}/tenures/add/")
    yield from (f"/tenures/{tenure.pk}/", f"/tenures/{tenure.pk}/end/")
    for end in ("", "edit/"):
        yield f"/agreements/{site.agreement.pk}/{end}"
    yield from ("/associations/", "/associations/who-held/?q=комиссия&day=2026-03-01")


def _campaigns(site: WorkingSite) -> Iterator[str]:
    yield from ("/campaigns/", "/campaigns/new/", f"/campaigns/new/?from={site.plan.pk}")
    for end in ("", "rows/", "gaps/"):
        yield f"/campaigns/{site.campaign.pk}/{end}"
    yield f"/proposals/{site.submission.pk}/"
    yield f"/proposals/{site.submission.pk}/print/"


def _editing(site: WorkingSite) -> Iterator[str]:
    home = f"/plans/{site.draft.slug}"
    yield from ("/compose/", f"{home}/edit/", f"{home}/edit/?open={site.draft_row.pk}")
    yield from (f"{home}/edit/rows/{site.draft_row.pk}/", f"{home}/radar/", f"{home}/next/")
    yield from (f"/plans/{site.plan.slug}/radar/", f"/plans/{site.plan.slug}/next/")


def _approval(site: WorkingSite) -> Iterator[str]:
    home = f"/plans/{site.plan.slug}"
    yield from (f"/plans/{site.reviewed.slug}/approval/", f"{home}/approval/")
    yield from (f"{home}/approval/correct/", f"/associations/{site.owner.slug}/approval/")
    yield from (f"{home}/versions/", f"{home}/versions/1/", f"{home}/versions/2/")
    yield from (f"{home}/compare/", f"{home}/amendments/1/", f"{home}/amendments/2/")
    yield from (f"{home}/history/", f"{home}/items/add/", f"{home}/items/{site.row.pk}/change/")
    for verb in ("postpone", "fix_date", "cancel", "host", "format", "replace", "split", "merge"):
        yield f"{home}/items/{site.row.pk}/change/?do={verb}"


def _events(site: WorkingSite) -> Iterator[str]:
    home = f"/events/{site.row.event.uid}"
    yield from (f"{home}/", f"{home}/preparation/", f"{home}/programme/", f"{home}/programme/edit/")
    yield f"{home}/preparation/{site.invitation.pk}/answer/"
    yield from (f"/series/{site.series.slug}/", f"/series/{site.series.slug}/edit/")


def _letters(site: WorkingSite) -> Iterator[str]:
    letter = Letter.objects.earliest("pk")
    yield from ("/letters/", "/letters/templates/", f"/letters/{letter.pk}/", "/follows/")
    yield f"/letters/templates/{site.owner.slug}/campaign.reminder/"


def public_pages(site: WorkingSite) -> Iterator[str]:
    """What strangers and people with a personal link see."""
    yield from (f"/propose/{site.propose}/", f"/propose/{site.propose}/print/")
    yield from (f"/confirm/{site.confirm}/", f"/invitations/{site.answer}/")
    yield f"/follow/?kind=plan&key={site.plan.pk}"
    yield from (f"/follows/confirm/{site.follow.token}/", f"/follows/of/{site.confirmed.token}/")
    yield from (f"/letters/stop/{site.stop}/", "/associations/")
    yield from (f"/associations/{site.owner.slug}/", f"/plans/{site.plan.slug}/versions/")


def exchange_pages(site: WorkingExchanges) -> Iterator[str]:
    """Pages of exchanges that the directorate works on."""
    yield from ("/exchanges/", "/exchanges/ready/", "/exchanges/rows/", "/exchanges/indicators/")
    yield from (f"/exchanges/new/?owner={site.owner.slug}", "/exchanges/mine/")
    yield f"/exchanges/indicators/{IndicatorVersion.objects.earliest('pk').pk}/"
    home = f"/exchanges/{site.composed.pk}"
    for end in ("", "settings/", "participants/", "form/", "form/preview/", "form/table/"):
        yield f"{home}/{end}"
    for part in ("head", "s0", "s0.l0", "s%2B", "s0.l%2B", "c%2B", "q%2B"):
        yield f"{home}/form/?edit={part}"
    home = f"/exchanges/{site.going.exchange_id}"
    for end in ("", "form/", "rounds/", "discipline/", "series/"):
        yield f"{home}/{end}"
    for end in ("", "files/", "versions/", "table/", "table/?turned=1"):
        yield f"/exchanges/rounds/{site.going.pk}/{end}"
    yield from _tables(site)
    yield f"/exchanges/groups/{site.owner.slug}/"
    for one in site.answers:
        yield from (f"/exchanges/answers/{one.pk}/", f"/exchanges/answers/{one.pk}/review/")
    for end in ("history/", "print/", "excel/"):
        yield f"/exchanges/answers/{site.written.pk}/{end}"


def _tables(site: WorkingExchanges) -> Iterator[str]:
    for end in ("", "table/", "compare/", "note/", "digest/", "dataset/", "versions/"):
        yield f"/exchanges/rounds/{site.sent.pk}/{end}"


def open_exchange_pages(site: WorkingExchanges) -> Iterator[str]:
    """What a city with a personal link, its head and everybody see of exchanges."""
    for end in ("", "history/", "print/", "excel/"):
        yield f"/answer/{site.fill}/{end}"
    yield from (f"/answer/confirm/{site.confirm}/", "/exchanges/open/")
    for end in ("table/", "compare/", "note/", "digest/", "dataset/"):
        yield f"/exchanges/rounds/{site.sent.pk}/{end}"
    yield f"/exchanges/{site.sent.exchange_id}/series/"


def look(visit: Visit, path: str, wrong: list[str]) -> None:
    """Add to `wrong` whatever a page breaks."""
    visit.complaints.clear()
    page = visit.open(path)
    wrong += [f"{path}: {one}" for one in _frame_troubles(page, path)]
    page.evaluate(Axe().axe_script)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wrong.append(f"{path}: {found} px wide at {width}")
        if PICTURES and width != 640:
            name = path.strip("/").replace("/", "_").replace("?", "_")[:80]
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        if width != 640:
            rules = _RULES if width == WIDTHS[-1] else _NARROW_RULES
            wrong += [f"{path} at {width}: {one}" for one in page.evaluate(_BROKEN, rules)]
    wrong += [f"{path}: {one}" for one in visit.complaints]


def _frame_troubles(page: Page, path: str) -> Iterator[str]:
    headings = page.locator("h1").all_inner_texts()
    if len(headings) != 1 or not headings[0].strip():
        yield f"headings {headings}"
    if not page.title().endswith(" — Межгород"):
        yield f"title {page.title()}"
    canonical = page.locator('link[rel="canonical"]')
    # The address of a personal link is nobody else's: such a page names the home page.
    named = canonical.get_attribute("href") if canonical.count() == 1 else None
    if named not in {path.split("?")[0], "/"}:
        yield f"canonical {named}"


def sign_in(visit: Visit, name: str) -> None:
    page = visit.open("/login/")
    page.fill('input[name="username"]', name)
    page.fill('input[name="password"]', cast.PASSWORD)
    page.click("main button")


def test_every_working_page_fits_is_accessible_and_stays_at_home(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEZHGOROD_DEMO_PASSWORD", cast.PASSWORD)
    site = make_working_site()
    cast.directorate()
    wrong: list[str] = []
    staff, stranger = visitor(), visitor()
    sign_in(staff, "directorate")

    for visit, pages in ((staff, staff_pages(site)), (stranger, public_pages(site))):
        for path in pages:
            look(visit, path, wrong)

    assert wrong == []
    assert staff.hosts | stranger.hosts <= {"127.0.0.1", "localhost"}


def test_every_page_of_exchanges_fits_is_accessible_and_stays_at_home(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEZHGOROD_DEMO_PASSWORD", cast.PASSWORD)
    site = make_working_exchanges()
    cast.directorate()
    wrong: list[str] = []
    staff, stranger = visitor(), visitor()
    sign_in(staff, "directorate")

    for visit, pages in ((staff, exchange_pages(site)), (stranger, open_exchange_pages(site))):
        for path in pages:
            look(visit, path, wrong)

    assert wrong == []
    assert staff.hosts | stranger.hosts <= {"127.0.0.1", "localhost"}

"""What the steps of the year share: signing in, pressing, keeping pictures for the handbook."""

import os
from io import BytesIO
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.factories import cast

PICTURES = os.environ.get("MEZHGOROD_PICTURES", "")
_COLORS = 128
# A day is shown as readers of the handbook see it, not in the language of this browser.
_SAY_DAYS = """() => document.querySelectorAll('input[type="date"]').forEach((one) => {
  one.dataset.day = one.value;
  one.type = "text";
  one.value = one.dataset.day.split("-").reverse().join(".");
})"""
_TAKE_DAYS_BACK = """() => document.querySelectorAll("input[data-day]").forEach((one) => {
  one.type = "date";
  one.value = one.dataset.day;
  delete one.dataset.day;
})"""


def sign_in(visitor: Visitor, name: str, *, width: int = 1280) -> Visit:
    visit = visitor(width=width)
    page = visit.open("/login/")
    page.fill('input[name="username"]', name)
    page.fill('input[name="password"]', cast.PASSWORD)
    page.click("main button")
    expect(page.get_by_role("button", name="Выйти", include_hidden=True)).to_be_attached()
    return visit


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def keep(page: Page, name: str, *, at: Locator | None = None, width: int = 0) -> None:
    """Keep the window as a picture where pictures are asked for, with `at` at its top.

    With a width the page is looked at through a window as wide, which is then given back.
    """
    if not PICTURES:
        return
    from PIL import Image  # noqa: PLC0415 -- only those who make pictures need it

    size = page.viewport_size or {"width": 1280, "height": 800}
    page.set_viewport_size({"width": width, "height": 760} if width else size)
    page.evaluate("scrollTo(0, 0)")
    box = at.bounding_box() if at else None
    page.evaluate("(y) => scrollTo(0, y)", max(0, box["y"] - 20) if box else 0)
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement?.blur()")
    page.evaluate(_SAY_DAYS)
    seen = Image.open(BytesIO(page.screenshot(animations="disabled", caret="hide")))
    page.evaluate(_TAKE_DAYS_BACK)
    page.set_viewport_size(size)
    # Few colours make a page of words a third as heavy, and no eye sees it.
    folder = Path(PICTURES)
    folder.mkdir(parents=True, exist_ok=True)
    seen.convert("RGB").quantize(_COLORS).save(folder / f"{name}.png", optimize=True)

"""The year board in a browser: drawing, phone, keyboard, filter with and without scripts."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visitor

from mezhgorod.website.pages import plans as plans_page

TITLES = ".rows .name a"


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return dict(found)


def test_month_stands_under_its_name_on_the_axis(visitor: Visitor, plan: str) -> None:
    page = visitor().open(f"/plans/{plan}/")

    axis = box(page, 'svg.axis a[aria-label="май 2023 года"] rect')
    band = box(page, "svg.strip.within rect")

    assert band["x"] == pytest.approx(axis["x"], abs=2)
    assert band["width"] == pytest.approx(axis["width"], abs=4)


def test_five_strokes_look_different_without_colour(visitor: Visitor, plan: str) -> None:
    page = visitor().open(f"/plans/{plan}/")
    look = """form => {
        const shape = document.querySelector(`svg.strip.${form} rect, svg.strip.${form} line`);
        const style = getComputedStyle(shape);
        const height = Math.round(shape.getBoundingClientRect().height);
        return [style.strokeDasharray, style.fillOpacity, style.maskImage, height].join();
    }"""

    looks = {form: page.evaluate(look, form) for form in ("block", "within", "line", "rail")}
    looks["ambiguous"] = page.evaluate(look, "ambiguous")

    assert len(set(looks.values())) == 5, looks


def test_months_stay_in_sight(visitor: Visitor, plan: str) -> None:
    page = visitor().open(f"/plans/{plan}/")

    page.locator(TITLES).last.scroll_into_view_if_needed()
    page.mouse.wheel(0, 400)

    assert box(page, ".months")["y"] >= 0


def test_every_row_can_be_reached_with_the_keyboard(visitor: Visitor, plan: str) -> None:
    page = visitor().open(f"/plans/{plan}/")
    wanted = page.locator(TITLES).all_inner_texts()

    reached = []
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.rows .name a')"):
            reached.append(page.evaluate("document.activeElement.innerText"))
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineColor")
            assert outline == "rgb(255, 176, 32)"

    assert reached == wanted


def test_phone_shows_the_wording_of_every_row(visitor: Visitor, plan: str) -> None:
    page = visitor(width=375).open(f"/plans/{plan}/")

    rows = page.locator(".rows > li").count()
    wordings = [text for text in page.locator(".rows .narrow:visible").all_inner_texts() if text]

    assert len(wordings) == rows == 9


def test_filter_works_without_scripts(visitor: Visitor, plan: str) -> None:
    page = visitor(with_scripts=False).open(f"/plans/{plan}/")

    page.select_option('select[name="timing"]', "exact")
    page.click("form.filter button")

    assert page.locator(TITLES).count() == 2
    assert page.get_by_role("status").last.inner_text() == "Найдено: 2\N{NO-BREAK SPACE}строки"
    page.click("text=Сбросить отбор")
    assert page.locator(TITLES).count() == 9


def test_filter_works_in_place_with_scripts(visitor: Visitor, plan: str) -> None:
    visit = visitor()
    page = visit.open(f"/plans/{plan}/")

    page.select_option('select[name="timing"]', "exact")

    expect(page.locator(TITLES)).to_have_count(2)
    expect(page.locator("#result-line")).to_contain_text("Найдено: 2")
    expect(page.locator("#plan-tabs a").nth(2)).to_have_attribute(
        "href", f"/plans/{plan}/list/?timing=exact"
    )
    assert page.url.endswith(f"/plans/{plan}/?timing=exact")
    assert visit.complaints == []


def test_search_finds_words_in_any_form_while_typing(visitor: Visitor, plan: str) -> None:
    page = visitor().open(f"/plans/{plan}/")

    page.fill("#q", "информатизацией")

    expect(page.locator(TITLES)).to_have_count(1)
    assert page.evaluate("document.activeElement.id") == "q"


def test_back_button_brings_the_former_filter_back(visitor: Visitor, plan: str) -> None:
    page = visitor().open(f"/plans/{plan}/")
    page.select_option('select[name="timing"]', "exact")
    expect(page.locator(TITLES)).to_have_count(2)

    page.go_back()

    expect(page.locator(TITLES)).to_have_count(9)


@pytest.mark.parametrize("with_scripts", [True, False])
def test_folded_rows_can_be_opened(
    visitor: Visitor, plan: str, monkeypatch: pytest.MonkeyPatch, with_scripts: bool
) -> None:
    monkeypatch.setattr(plans_page, "DRAWN_ROWS", 4)
    page = visitor(with_scripts=with_scripts).open(f"/plans/{plan}/")
    assert page.locator(TITLES).count() == 4

    page.locator(".fold a").first.click()

    rows = page.locator("#rows-1 > li")
    expect(rows).to_have_count(4 if with_scripts else 2)
    expect(page.locator("#fold-1 a")).to_have_count(0)


@pytest.mark.parametrize(
    ("width", "with_scripts", "address", "is_shown"),
    [
        (1280, True, "", True),
        (375, True, "", False),
        (375, True, "?timing=exact", True),
        (375, False, "", True),
    ],
)
def test_lists_of_the_filter_fold_away_on_a_phone_while_none_is_set(
    visitor: Visitor, plan: str, width: int, with_scripts: bool, address: str, is_shown: bool
) -> None:
    page = visitor(width=width, with_scripts=with_scripts).open(f"/plans/{plan}/{address}")

    assert page.locator('select[name="timing"]').is_visible() is is_shown

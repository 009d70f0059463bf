"""An exchange is begun with a ready set and its form composed in a real browser."""

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.factories import cast
from tests.factories.exchange_keeping import drafted, in_use, kept_exchange
from tests.factories.people import make_owner
from tests.factories.plans import make_plan

from mezhgorod.exchanges.models import Exchange, FormVersion, IndicatorVersion
from mezhgorod.exchanges.queries.forms import form_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("staff")]


@pytest.fixture
def staff(_site: object) -> None:
    cast.directorate()


def signed_in(visit: Visit) -> Page:
    page = visit.open("/login/?next=/exchanges/")
    page.get_by_label("Имя пользователя").fill("directorate")
    page.get_by_label("Пароль").fill(cast.PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Войти").click()
    expect(page).to_have_url(f"{visit.address}/exchanges/")
    return page


@pytest.mark.parametrize("with_scripts", [True, pytest.param(False, marks=pytest.mark.thorough)])
def test_from_a_ready_set_to_a_form_in_use(visitor: Visitor, with_scripts: bool) -> None:
    make_plan()
    page = signed_in(visitor(with_scripts=with_scripts))

    page.get_by_role("link", name="Начать с готового набора").click()
    page.get_by_role("link", name="Взять этот набор: Исполнение местных бюджетов").click()
    page.get_by_role("button", name="Завести обмен").click()
    page.get_by_role("link", name="Изменить участников").click()
    page.get_by_label("Добавить других").fill("Вологда")
    page.get_by_role("button", name="Сохранить участников").click()
    page.get_by_role("link", name="Составить форму").click()
    page.get_by_role("link", name="Добавить строку в раздел «Доходы»").click()
    # The new row is opened in place: its unit says that it is there.
    page.locator("#id_unit").fill("тыс. руб.")
    page.locator("#id_name").fill("Доходы от аренды")
    expect(page.locator("#id_name")).to_have_value("Доходы от аренды")
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.get_by_role("link", name="Доходы от аренды")).to_be_visible()
    expect(page.locator("#messages")).to_contain_text("Сохранено")
    # The saved row takes the place of its form piece by piece; a page read anew is whole.
    page.reload()
    page.get_by_role("button", name="Ввести в работу").click()

    expect(page.get_by_text("Форма, версия 1, введена в работу.")).to_be_visible()
    exchange = Exchange.objects.get()
    assert [one.party.spoken_name for one in exchange.participants.all()] == ["Вологда"]
    assert form_of(exchange.forms.get()).line("dohody_arendy") is not None
    assert IndicatorVersion.objects.count() == 15


def test_rows_are_moved_by_keys_and_formulas_answered_at_once(visitor: Visitor) -> None:
    draft = drafted()
    visit = visitor()
    page = signed_in(visit)
    visit.open(f"/exchanges/{draft.exchange_id}/form/")

    page.get_by_role("link", name="Водоотведение", exact=True).focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_role("link", name="Водоотведение", exact=True)).to_be_focused()
    expect(page).to_have_url(f"{visit.address}/exchanges/{draft.exchange_id}/form/#s0.l0")
    lines = form_of(FormVersion.objects.get(pk=draft.pk)).lines
    assert [line.indicator.code for line in lines] == ["drain", "water", "both"]

    page.get_by_role("link", name="Вместе", exact=True).click()
    formula, said = page.get_by_label("Вычисляется"), page.locator("#formula-said")
    expect(said).to_have_text("Понято: «Холодная вода» + «Водоотведение»")
    formula.fill("water + gas")
    expect(said).to_contain_text("а такой строки в форме нет")
    formula.fill("2 *")
    page.get_by_text("Коды строк").click()
    page.get_by_role("button", name="drain").click()
    expect(formula).to_have_value("2 * drain")
    expect(said).to_have_text("Понято: 2 * «Водоотведение»")


@pytest.mark.parametrize(
    "width",
    [
        375,
        pytest.param(640, marks=pytest.mark.thorough),
        pytest.param(1280, marks=pytest.mark.thorough),
    ],
)
def test_every_page_of_exchanges_fits_and_breaks_no_rule(visitor: Visitor, width: int) -> None:
    make_owner("Другой союз")
    used = in_use()
    draft = drafted(kept_exchange("Цены"))
    indicator = IndicatorVersion.objects.earliest("pk")
    home, other = f"/exchanges/{used.exchange_id}/", f"/exchanges/{draft.exchange_id}/"
    paths = [
        "/exchanges/", "/exchanges/ready/", "/exchanges/rows/", "/exchanges/new/",
        "/exchanges/indicators/", f"/exchanges/indicators/{indicator.pk}/",
        home, f"{home}settings/", f"{home}participants/", f"{home}form/", f"{home}form/preview/",
        other, f"{other}form/", f"{other}form/table/", f"{other}form/?edit=s0.l2",
        f"{other}form/?edit=c%2B", f"{other}form/?edit=q0", f"{other}form/?edit=head",
    ]  # fmt: skip
    visit = visitor(width=width)
    signed_in(visit)
    too_wide = []
    for path in paths:
        page = visit.open(path)
        check_rules(visit)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            too_wide.append(path)

    assert too_wide == []

"""Preparing an event: who is invited, who answers by a link, reminders, the programme."""

from io import BytesIO

from docx import Document
from playwright.sync_api import Page, expect
from tests.e2e.conftest import Visit, Visitor
from tests.e2e.test_every_page import check_rules
from tests.e2e.year.hands import keep, press

from mezhgorod.notices.models import Letter
from mezhgorod.planning.models import Event, Invitation
from mezhgorod.registry.models import Contact, Organization

GUEST = "Союз архитекторов"


def prepare(directorate: Visit, visitor: Visitor, event: Event) -> None:
    page = directorate.open(f"/events/{event.uid}/")
    page.get_by_role("link", name="Пригласить участников").click()
    cities = invite(page)
    assert Invitation.objects.filter(event=event).count() == len(cities) + 1
    answer(visitor, link_for(page, cities[0]), people=3, mode="очно", kept="invitation-375")
    answer(visitor, link_for(page, GUEST), people=1, mode="по ВКС")
    decline(visitor, link_for(page, cities[1]))

    page.reload()
    page.get_by_role("button", name="Напомнить тем, кто молчит").click()
    expect(page.locator(".prep-invited")).to_contain_text("напоминаний: 1")
    check_rules(directorate)
    keep(page, "invited", at=page.locator("h1"))
    letters = Letter.objects.filter(kind__startswith="event.").order_by("pk")
    assert [one.kind for one in letters][-1] == "event.reminder"
    send_letters(directorate)
    compose(directorate, event, cities[0])
    read(visitor, event)


def invite(page: Page) -> list[str]:
    """Three cities from the list and one guest; letters are written, nobody has got one yet."""
    cities = ["Владимир", "Кострома", "Псков"]
    for city in cities:
        Contact.objects.create(
            organization=Organization.objects.get(territory__name=city), email="city@example.org"
        )
        page.locator(".prep-parties").get_by_label(city, exact=True).check()
    page.get_by_label("Гости").fill(f"{GUEST}; guest@example.org")
    press(page, "Добавить в список")
    expect(page.locator("#messages")).to_contain_text("Добавлено: 4")
    page.get_by_role("button", name="Подготовить приглашения").click()
    expect(page.locator("#messages")).to_contain_text("Подготовлено писем")
    return cities


def send_letters(directorate: Visit) -> None:
    """What waits is looked at, then leaves; on this computer it is shown instead of sent."""
    page = directorate.open("/letters/")
    check_rules(directorate)
    keep(page, "letters")
    page.get_by_role("link", name="Ждёт проверки").click()
    page.get_by_role("link", name="Проверять по одному").click()
    keep(page, "letter")
    directorate.open("/letters/?state=held")
    page.locator("summary", has_text="Отправить все").click()
    press(page, "Да, отправить все")
    assert not Letter.objects.filter(state="held").exists()


def link_for(page: Page, name: str) -> str:
    return page.get_by_label(f"Личная ссылка: {name}").input_value()


def answer(visitor: Visitor, link: str, *, people: int, mode: str, kept: str = "") -> None:
    """Somebody takes part; they have no account, only the link of the letter."""
    visit = visitor(width=375)
    page = visit.page
    page.goto(link)
    page.get_by_label("Да, примем участие").check()
    page.get_by_label(mode).check()
    page.get_by_label("Сколько человек").fill(str(people))
    page.get_by_label("Кто: имя и должность").fill("Главный архитектор города")
    check_rules(visit)
    if kept:
        keep(page, kept, width=375)
    press(page, "Отправить ответ")
    expect(page.locator("#messages")).to_contain_text("Ответ записан")
    expect(page.locator("main")).to_contain_text("Ваш ответ: примет участие")


def decline(visitor: Visitor, link: str) -> None:
    page = visitor(width=375).page
    page.goto(link)
    page.get_by_label("Нет, не сможем").check()
    page.get_by_label("Пожелания или причина").fill("В эти дни у нас День города.")
    press(page, "Отправить ответ")
    expect(page.locator("main")).to_contain_text("Ваш ответ: не примет участия")


def compose(directorate: Visit, event: Event, city: str) -> None:
    """An opening, then a talk with a speaker and a file; both as a page and as Word."""
    page = directorate.open(f"/events/{event.uid}/programme/edit/")
    page.get_by_label("Время").fill("10:20–10:40")
    page.get_by_label("Тема").fill("Как молодые архитекторы меняют набережные малых городов")
    page.get_by_label("Кто выступает").fill("Главный архитектор города")
    page.get_by_label("От кого").select_option(label=city)
    page.get_by_label("Презентация или текст").set_input_files(
        {"name": "доклад.txt", "mimeType": "text/plain", "buffer": "Тезисы доклада".encode()}
    )
    page.get_by_label("Файл виден всем").check()
    press(page, "Добавить строку")
    page.get_by_label("Что это").select_option(label="открытие")
    page.get_by_label("Время").fill("10:00–10:20")
    press(page, "Добавить строку")
    press(page, "Поставить по времени")
    expect(page.locator(".prep-lines .prep-time")).to_have_text(["10:00–10:20", "10:20–10:40"])
    press(page, "Опубликовать программу")
    check_rules(directorate)
    keep(page, "programme", at=page.locator("h1"))
    word = page.request.get(f"{directorate.address}/events/{event.uid}/programme.docx").body()
    cells = [cell.text for row in Document(BytesIO(word)).tables[0].rows for cell in row.cells]
    assert any("набережные малых городов" in one for one in cells)


def read(visitor: Visitor, event: Event) -> None:
    """Everybody sees how many come and the programme with its file, nobody's names."""
    public = visitor()
    page = public.open(f"/events/{event.uid}/")
    counts = page.locator(".event-preparation")
    expect(counts).to_contain_text("Примут участие: 2")
    expect(page.locator("main")).not_to_contain_text("Главный архитектор города")
    counts.get_by_role("link", name="Программа").click()
    expect(page.locator("main")).to_contain_text("набережные малых городов")
    with page.expect_download() as taken:
        page.get_by_role("link", name="доклад.txt").click()
    assert taken.value.path().read_text("utf-8") == "Тезисы доклада"
    check_rules(public)

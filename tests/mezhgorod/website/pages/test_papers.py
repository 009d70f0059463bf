"""Papers on the site: from a template and addressees to a numbered file and a letter; who sees."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.factories.outcomes import Stage, make_stage, put
from tests.factories.papers import BODY, CITY, make_batch, make_paper, make_template
from tests.factories.people import make_user
from tests.factories.preparation import make_prepared
from tests.factories.word import paragraph, word_file

from mezhgorod.notices.actions.papers import send_papers, withdraw_with_letter
from mezhgorod.notices.models import Letter
from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.papers.models import Paper, PaperTemplate
from mezhgorod.papers.rules import Addressee, PaperKind
from mezhgorod.registry.models import Contact, PersonalLink
from mezhgorod.registry.queries.links import link_token
from mezhgorod.registry.rules import SYSTEM, Role
from mezhgorod.website.routes.papers import urlpatterns

pytestmark = [pytest.mark.django_db, pytest.mark.http, pytest.mark.once]
# Stands in the paper that only some may read, and nowhere else.
MARK = "Тайнозвон"


@pytest.fixture
def stage() -> Stage:
    made = make_stage()
    put(made.held, "Тверь, Вологда")
    Contact.objects.create(organization=made.tver, email="tver@example.org", owner=made.owner)
    return made


def signed_in(stage: Stage, role: Role = Role.DIRECTORATE, **where: object) -> Client:
    client = Client()
    client.force_login(make_user(f"with-{role}", role, owner=stage.owner, **where))  # type: ignore[arg-type]
    return client


def url(stage: Stage) -> str:
    return reverse("held_papers", args=(stage.held.pk,))


def file_of(body: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("шаблон.docx", word_file(body))


def test_from_a_ready_template_to_numbered_papers_and_letters(stage: Stage) -> None:
    client = signed_in(stage)
    page = client.get(url(stage))
    keys = {
        words.partition("</label>")[0].partition("> ")[2].split(" <")[0].strip(): words[:16]
        for words in page.text.split('name="addressee" value="')[1:]
    }
    assert not PaperTemplate.objects.exists()
    asked = {
        "template": "ready:invitation",
        "dated_on": "2026-03-03",
        "typed": "Ломоносов Михаил Васильевич; академик; Холмогоры",
        "addressee": [keys["Тверь"]],
    }
    preview = client.post(url(stage), asked)
    assert "Уважаемые коллеги!" in preview.text
    assert "подписант.имя" in preview.text
    assert "Ломоносову Михаилу Васильевичу" in preview.text
    assert Paper.objects.count() == 0

    made = client.post(url(stage), {**asked, "do": "make"}, follow=True)
    assert "Составлено бумаг: 2. Номера записаны в журнал." in made.text
    assert "Подготовить 1\xa0письмо" in made.text
    batch = Paper.objects.order_by("number")[0].batch
    archive = client.get(reverse("paper_batch_file", args=(batch.pk, "zip")))
    merged = client.get(reverse("paper_batch_file", args=(batch.pk, "docx")))
    assert (archive.content[:2], merged.content[:2]) == (b"PK", b"PK")

    sent = client.post(reverse("paper_batch_send", args=(batch.pk,)), follow=True)
    assert "Подготовлено писем: 1. Проверьте и отправьте их. Нет адреса: 1." in sent.text
    letter = Letter.objects.get()
    token = link_token(PersonalLink.objects.get())
    assert (letter.state, letter.to_address) == ("held", "tver@example.org")
    assert letter.subject == "Приглашение № 1 от 03.03.2026"
    assert f"/paper/{token}/" in letter.body


def test_form_corrected_by_hand_stands_in_the_paper(stage: Stage) -> None:
    client = signed_in(stage)
    version = make_template(stage.owner)
    asked = {
        "template": version.template_id,
        "dated_on": "2026-03-03",
        "typed": "Ломоносов Михайло",
    }
    preview = client.post(url(stage), asked)
    key = preview.text.partition('name="addressee" value="')[2][:16]
    asked |= {f"{key}-name_dative": "Ломоносову Михайле", f"{key}-name_dative-was": "x"}
    client.post(url(stage), {**asked, "do": "make"})
    assert "Ломоносову Михайле" in Paper.objects.get().text


def test_wrong_form_keeps_what_was_typed(stage: Stage) -> None:
    answer = signed_in(stage).post(
        url(stage), {"template": 0, "dated_on": "вчера", "typed": "А; б; в; нет адреса"}
    )
    assert answer.status_code == 422
    for words in ("Этого шаблона больше нет", "Дата такая", "«нет адреса» не похоже на адрес"):
        assert words in answer.text
    assert "А; б; в; нет адреса" in answer.text


def test_faults_of_a_template_are_shown_all_at_once(stage: Stage) -> None:
    client, new = signed_in(stage), reverse("paper_template_new") + f"?owner={stage.owner.slug}"
    wrong = client.post(
        new, {"name": "Наш", "kind": "other", "file": file_of(paragraph("{адресатт}{"))}
    )
    assert wrong.status_code == 422
    assert "абзац 1: поля «адресатт» нет; похоже на «адресат.имя»" in wrong.text
    assert "не закрыта скобка" in wrong.text
    saved = client.post(new, {"name": "Наш", "kind": "other", "file": file_of(BODY)}, follow=True)
    assert "Шаблон «Наш» сохранён." in saved.text
    template = PaperTemplate.objects.get(name="Наш")
    again = client.post(
        reverse("paper_template", args=(template.pk,)),
        {"name": "Наш", "file": file_of(paragraph("{бумага.номер}"))},
        follow=True,
    )
    assert "Версия 2" in again.text
    retired = client.post(reverse("paper_template_retire", args=(template.pk,)), follow=True)
    assert "больше не предлагается" in retired.text
    old = client.get(reverse("paper_template_file", args=(template.pk,)) + "?version=1")
    assert old.content == word_file(BODY)


def test_ready_templates_and_fields_are_shown(stage: Stage) -> None:
    client = signed_in(stage)
    assert "Благодарственное письмо" in client.get(reverse("paper_templates")).text
    fields = client.get(reverse("paper_fields")).text
    assert "{программа.время}" in fields
    assert "дательный" in fields


def test_reading_ready_templates_writes_nothing_and_taking_them_does(stage: Stage) -> None:
    client = signed_in(stage)
    ready = reverse("paper_ready", args=(stage.owner.slug, "thanks"))

    page = client.get(ready)
    file = client.get(reverse("paper_ready_file", args=(stage.owner.slug, "thanks")))
    listed = client.get(reverse("paper_templates"))
    assert "адресат" in page.text
    assert (file.content[:2], ready in listed.text) == (b"PK", True)
    assert not PaperTemplate.objects.exists()

    taken = client.post(ready, follow=True)
    own = PaperTemplate.objects.get(kind="thanks")
    assert "Готовые шаблоны теперь ваши" in taken.text
    assert client.get(ready)["Location"] == reverse("paper_template", args=(own.pk,))
    assert ready not in client.get(reverse("paper_templates")).text


def chosen_template(client: Client, address: str) -> str:
    """The template a form begins with: what is marked, else the first."""
    select = client.get(address).text.partition('name="template"')[2].partition("</select>")[0]
    options = [one for one in select.split("<option") if "value=" in one]
    marked = next((one for one in options if "selected" in one), options[0])
    return marked.partition(">")[2].partition("<")[0].strip()


def test_a_past_event_begins_with_thanks_a_meeting_with_its_minutes(stage: Stage) -> None:
    client, event = signed_in(stage), HeldEvent.objects.filter(pk=stage.held.pk)
    assert "лагодарственное письмо" in chosen_template(client, url(stage))
    event.update(members_present=9)
    assert "ротокол" in chosen_template(client, url(stage))
    event.update(earliest="2999-01-01", latest="2999-01-02", outcome="")
    assert "риглашение" in chosen_template(client, url(stage))
    make_template(stage.owner, kind=PaperKind.INVITATION, name="Наше приглашение")
    make_template(stage.owner, kind=PaperKind.THANKS, name="Наше спасибо")
    event.update(earliest="2024-01-01", latest="2024-01-02", members_present=None)
    assert chosen_template(client, url(stage)).startswith("Наше спасибо")


@pytest.mark.parametrize("key", ["minutes", "resolution"])
def test_minutes_bear_the_day_of_the_meeting(stage: Stage, key: str) -> None:
    asked = {"template": f"ready:{key}", "dated_on": "2026-03-03"}
    shown = signed_in(stage).post(url(stage), asked).text.replace("\N{NO-BREAK SPACE}", " ")
    paper = shown.partition("Как будет первая бумага")[2].partition("<form")[0]
    assert "12 апреля 2024" in paper
    assert "марта 2026" not in paper


def test_template_is_tried_on_a_held_event(stage: Stage) -> None:
    version = make_template(stage.owner, paragraph("{мероприятие.название}: {участники:род}"))
    page = reverse("paper_template", args=(version.template_id,))
    shown = signed_in(stage).get(f"{page}?held={stage.held.pk}").text
    assert "Заседание секции «Туризм»: Твери и Вологды" in shown
    assert Paper.objects.count() == 0
    coordinator = signed_in(stage, Role.BODY_COORDINATOR)
    assert "Твери" not in coordinator.get(f"{page}?held={stage.held.pk}").text


def test_journal_is_narrowed_and_shows_withdrawn_numbers(stage: Stage) -> None:
    paper = make_paper(stage.held, Addressee(organization=MARK))
    client = signed_in(stage)
    answer = client.post(
        reverse("paper_withdraw", args=(paper.pk,)), {"reason": "ошибка"}, follow=True
    )
    assert "Отозвана: приглашение № 1." in answer.text
    journal = reverse("papers")
    assert MARK in client.get(journal + "?kind=invitation&year=2026&state=withdrawn&q=ТАЙНО").text
    for query in ("?kind=diploma", "?year=2025", "?state=made", "?q=Нет"):
        assert "Таких бумаг нет." in client.get(journal + query).text
    assert client.get(journal + "?kind=x&year=x&state=x&page=x").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_journal_asks_the_same_for_any_number(
    stage: Stage, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = make_template(stage.owner)
    for _ in range(count):
        make_batch(stage.held, CITY, version=version)
    client = signed_in(stage)
    with django_assert_num_queries(5):
        page = client.get(reverse("papers"))
    assert page.text.count("Приглашение №") == count


def test_event_of_a_plan_has_papers_too() -> None:
    prepared = make_prepared()
    client = Client()
    client.force_login(make_user("keeper", Role.DIRECTORATE, owner=prepared.owner))
    page = client.get(reverse("event_papers", args=(prepared.event.uid,)))
    assert (page.status_code, "Посмотреть первую" in page.text) == (200, True)
    asked = {"template": "ready:programme", "dated_on": "2026-03-03"}
    client.post(reverse("event_papers", args=(prepared.event.uid,)), {**asked, "do": "make"})
    assert Paper.objects.get().event == prepared.event
    draft = client.post(
        reverse("event_papers", args=(prepared.event.uid,)), {**asked, "do": "draft"}
    )
    assert draft.content[:2] == b"PK"


def linked(stage: Stage) -> tuple[Paper, str]:
    paper = make_paper(stage.held, Addressee(organization=MARK, email="a@example.org"))
    now = timezone.now()
    send_papers(papers=[paper], site="http://testserver", actor=SYSTEM, now=now)
    return paper, link_token(PersonalLink.objects.get())


def test_link_opens_one_paper_until_it_is_withdrawn(stage: Stage) -> None:
    paper, token = linked(stage)
    client = Client()
    page = client.get(reverse("linked_paper", args=(token,)))
    assert MARK in page.text
    assert page["Cache-Control"] == "no-store" or "no-store" in page["Cache-Control"]
    assert client.get(reverse("linked_paper_file", args=(token,))).content[:2] == b"PK"

    withdraw_with_letter(paper=paper, reason="ошибка", actor=SYSTEM, now=timezone.now())
    assert Letter.objects.values_list("state", "error").get() == ("stopped", "Бумага отозвана.")
    assert client.get(reverse("linked_paper", args=(token,))).status_code == 410
    assert client.get(reverse("linked_paper_file", args=(token,))).status_code == 404
    PersonalLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert client.get(reverse("linked_paper", args=(token,))).status_code == 410
    assert client.get(reverse("linked_paper", args=("1-" + "x" * 24,))).status_code == 404


WHO = ("nobody", "city", "other_coordinator", "foreign")


@pytest.mark.parametrize("who", WHO)
def test_no_address_shows_papers_to_those_without_business(stage: Stage, who: str) -> None:
    paper = make_paper(stage.held, Addressee(organization=MARK))
    client = Client()
    if who != "nobody":
        make_user("city", Role.CITY_CONTACT, owner=stage.owner, party=stage.tver)
        other = next(iter(stage.other_coordinator.grants)).body_id
        grant = make_user("other_coordinator", Role.BODY_COORDINATOR, owner=stage.owner)
        grant.role_grants.update(body=other)
        foreign = next(iter(stage.foreigner.grants)).owner_id
        made = make_user("foreign", Role.DIRECTORATE, owner=stage.owner)
        made.role_grants.update(owner=foreign)
        client.force_login(make_user(who))
    template = paper.batch.version.template if paper.batch.version else None
    values = {
        "paper_template": template.pk if template else 0,
        "paper_batch": paper.batch_id,
        "held": stage.held.pk,
        "paper": paper.pk,
    }
    for pattern in urlpatterns:
        name = str(pattern.name)  # type: ignore[union-attr]
        if name in {"event_papers", "linked_paper", "linked_paper_file"}:
            continue
        # Templates are no secret of those who make papers for the same union.
        if name == "paper_template_file" and who == "other_coordinator":
            continue
        key = next((one for one in values if name.startswith(one)), "")
        has_number = "<int:pk>" in str(pattern.pattern)
        args = [values[key]] if has_number else []
        if "<slug:slug>" in str(pattern.pattern):
            args = [stage.owner.slug, "invitation"]
        address = reverse(
            name, args=[*args, *(["zip"] if "extension" in str(pattern.pattern) else [])]
        )
        for answer in (client.get(address), client.post(address, {"do": "make", "reason": "x"})):
            told = answer.content.decode(errors="replace")
            assert MARK not in told, address
            assert answer.status_code in {200, 302, 403, 404, 405, 422}, address
            assert not answer.content.startswith(b"PK"), address
    paper.refresh_from_db()
    assert (paper.state, Paper.objects.count()) == ("made", 1)


def test_auditor_reads_and_changes_nothing(stage: Stage) -> None:
    paper = make_paper(stage.held, Addressee(organization=MARK))
    client = signed_in(stage, Role.AUDITOR)
    assert MARK in client.get(reverse("papers")).text
    assert client.get(reverse("paper_file", args=(paper.pk,))).content[:2] == b"PK"
    assert client.get(url(stage)).status_code == 200
    assert client.post(url(stage), {}).status_code == 403
    refused = client.post(reverse("paper_withdraw", args=(paper.pk,)), {"reason": "x"})
    assert refused.status_code == 403
    paper.refresh_from_db()
    assert paper.state == "made"


def test_city_opens_the_file_that_is_for_it(stage: Stage) -> None:
    own = make_paper(stage.held, Addressee(organization="Тверь", party_id=stage.tver.pk))
    version = own.batch.version
    assert version is not None
    client = signed_in(stage, Role.CITY_CONTACT, party=stage.tver)
    assert client.get(reverse("paper_file", args=(own.pk,))).content[:2] == b"PK"
    Paper.objects.update(party=stage.vologda)
    assert client.get(reverse("paper_file", args=(own.pk,))).status_code == 404

"""Papers are made, numbered, withdrawn and forgotten; templates with faults are refused."""

import hashlib
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.outcomes import Stage, make_stage, put
from tests.factories.papers import CITY, NOW, TODAY, make_batch, make_paper, make_template
from tests.factories.word import paragraph, table, word_file

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.papers.actions import (
    PapersWanted,
    TemplateDraft,
    TemplateRefused,
    ensure_shipped,
    make_papers,
    make_waiting,
    preview_paper,
    resume_batch,
    retire_template,
    save_template,
    withdraw_paper,
)
from mezhgorod.papers.models import Paper, PaperBatch, PaperTemplate
from mezhgorod.papers.queries.addressees import addressee_groups
from mezhgorod.papers.queries.files import can_merge, papers_of_batch, zip_of_papers
from mezhgorod.papers.queries.occasions import occasion_of_held
from mezhgorod.papers.queries.sheets import occasion_facts
from mezhgorod.papers.rules import Addressee, PaperKind
from mezhgorod.registry.models import AuditEntry, Person, Post, Tenure
from mezhgorod.registry.rules import RuleViolation

pytestmark = pytest.mark.django_db
HISTORIC = Addressee(name="Ломоносов Михаил Васильевич", post="академик", organization="Холмогоры")


@pytest.fixture
def stage() -> Stage:
    made = make_stage()
    put(made.held, "Тверь, Вологда")
    return made


def wanted(stage: Stage, *addressees: Addressee, **values: object) -> PapersWanted:
    version = make_template(stage.owner)
    return PapersWanted(version, addressees, values.pop("on", TODAY), **values)  # type: ignore[arg-type]


def test_paper_is_filled_numbered_and_kept_with_the_event(stage: Stage) -> None:
    batch = make_batch(stage.held, HISTORIC, CITY, actor=stage.directorate)

    first, second = batch.papers.order_by("number")
    told = "№ 1 Ломоносову Михаилу Васильевичу, Холмогоры: Заседание секции «Туризм»"
    assert (first.number, first.year, first.text) == (1, 2026, told)
    assert second.text == "№ 2 , Вологда: Заседание секции «Туризм»"
    assert (first.held_event, first.body, first.kind) == (stage.held, stage.body, "invitation")
    assert first.text_sha256 == hashlib.sha256(told.encode()).hexdigest()
    assert first.title == "Наше приглашение: Заседание секции «Туризм»"
    assert (batch.state, batch.made, batch.addressees) == ("done", 2, [])
    assert AuditEntry.objects.get(action="paper.make").summary == (
        "По шаблону «Наше приглашение» составлено: 2 бумаги"
    )


def test_every_kind_and_year_has_its_own_numbers_and_withdrawn_ones_keep_theirs(
    stage: Stage,
) -> None:
    version = make_template(stage.owner)
    diploma = make_template(stage.owner, kind=PaperKind.DIPLOMA, name="Диплом")
    first = make_batch(stage.held, version=version).papers.get()
    withdraw_paper(paper=first, reason="ошибка в имени", actor=stage.directorate, now=NOW)
    make_batch(stage.held, version=version)
    make_batch(stage.held, version=version, on=date(2025, 12, 31))
    make_batch(stage.held, version=diploma)

    rows = Paper.objects.order_by("pk").values_list("kind", "year", "number", "state")
    assert list(rows) == [
        ("invitation", 2026, 1, "withdrawn"),
        ("invitation", 2026, 2, "made"),
        ("invitation", 2025, 1, "made"),
        ("diploma", 2026, 1, "made"),
    ]
    with pytest.raises(RuleViolation) as twice:
        withdraw_paper(paper=first, reason="ещё раз", actor=stage.directorate, now=NOW)
    assert twice.value.code == "paper.withdrawn"


def test_many_wait_and_are_made_in_the_background_once(stage: Stage) -> None:
    many = tuple(Addressee(organization=f"Город {number}") for number in range(1, 24))
    started: list[PaperBatch] = []
    batch = make_papers(
        occasion=occasion_of_held(stage.held),
        wanted=wanted(stage, *many),
        actor=stage.directorate,
        now=NOW,
        start=started.append,
    )
    assert (batch.state, batch.made, Paper.objects.count()) == ("waiting", 0, 0)

    for _ in range(2):
        make_waiting(batch=batch, now=NOW)

    batch.refresh_from_db()
    assert (batch.state, batch.made) == ("done", 23)
    assert list(Paper.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, 24)
    )
    assert can_merge(batch, 23)
    assert zip_of_papers(papers_of_batch(batch=batch))[:2] == b"PK"


def test_paper_that_cannot_be_filled_gives_its_numbers_back(stage: Stage) -> None:
    body = table(("{участник.название}",)) * 1_001
    version = make_template(stage.owner, body)
    batch = make_batch(stage.held, version=version)
    assert (batch.state, batch.made, Paper.objects.count()) == ("failed", 0, 0)
    assert "больше 2000 строк" in batch.error
    put(stage.held, "Тверь")
    started: list[PaperBatch] = []
    by = {"actor": stage.directorate, "now": NOW}
    batch = resume_batch(batch=batch, start=started.append, **by)
    assert (batch.state, batch.error) == ("waiting", "")
    good = make_template(stage.owner, name="Второй")
    assert make_batch(stage.held, version=good).papers.get().number == 1


def test_forms_written_by_hand_stand_in_the_paper_and_with_it(stage: Stage) -> None:
    forms = {
        "name_dative": "Ломоносову Михайле",
        "short_dative": "М. Ломоносову",
        "greeting": "Дорогой друг",
    }
    body = paragraph("{адресат.обращение}! {адресат.имя:дат}, {адресат.имя:дат инициалы}")
    version = make_template(stage.owner, body)
    one = Addressee(name=HISTORIC.name, forms=forms)
    paper = make_batch(stage.held, one, version=version).papers.get()
    assert paper.text == "Дорогой друг! Ломоносову Михайле, М. Ломоносову"
    assert paper.forms == forms


def test_lists_and_facts_come_from_the_held_event(stage: Stage) -> None:
    body = paragraph("{участники:род}: {участники.сколько}, {мероприятие.срок}") + table(
        ("{№}", "{участник.название:род}")
    )
    version = make_template(stage.owner, body, kind=PaperKind.PARTICIPANTS, name="Список")
    asked = PapersWanted(version, (), TODAY)
    filled = preview_paper(
        occasion=occasion_of_held(stage.held), wanted=asked, actor=stage.directorate
    )
    assert filled.text.split("\n") == [
        "Твери и Вологды: 2, 12 апреля 2024", "1\tТвери", "2\tВологды",
    ]  # fmt: skip
    assert Paper.objects.count() == 0


def test_facts_are_read_in_the_same_queries_for_any_number(stage: Stage) -> None:
    counts = []
    for names in ("Тверь, Вологда", "Тверь, Вологда, Шуя, Ржев"):
        put(stage.held, names)
        with CaptureQueriesContext(connection) as read:
            occasion_facts(occasion_of_held(HeldEvent.objects.get(pk=stage.held.pk)))
        counts.append(len(read))
    assert counts[0] == counts[1] <= 25


def test_addressees_are_heads_of_the_day_with_their_addresses(stage: Stage) -> None:
    person = Person.objects.create(full_name="Ломоносов Михаил Васильевич")
    post = Post.objects.create(organization=stage.vologda, title="Глава города", is_head=True)
    Tenure.objects.create(post=post, person=person)
    found = {
        one.key: one.addressees
        for one in addressee_groups(occasion=occasion_of_held(stage.held), day=TODAY)
    }
    assert [one.words for one in found["participants"]] == [
        "Тверь",
        "Ломоносов Михаил Васильевич, Глава города, Вологда",
    ]
    assert [one.organization for one in found["hosts"]] == ["Вологда"]


def test_wrong_wishes_are_refused_and_nothing_is_kept(stage: Stage) -> None:
    occasion = occasion_of_held(stage.held)
    foreign = make_template(stage.vologda, name="Чужой")
    version = make_template(stage.owner)
    asked = {
        "paper.nobody": PapersWanted(version, (), TODAY),
        "paper.too_many": PapersWanted(version, (CITY,) * 501, TODAY),
        "paper.template_of_another": PapersWanted(foreign, (CITY,), TODAY),
        "paper.odd_date": PapersWanted(version, (CITY,), date(1026, 3, 3)),
        "paper.too_long": PapersWanted(version, (Addressee(name="я" * 301),), TODAY),
        "paper.bad_sign": PapersWanted(version, (Addressee(post="а\0"),), TODAY),
    }
    for code, one in asked.items():
        with pytest.raises(RuleViolation) as refused:
            make_papers(
                occasion=occasion, wanted=one, actor=stage.directorate, now=NOW, start=print
            )
        assert refused.value.code == code
    assert (Paper.objects.count(), PaperBatch.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["host", "other_city", "other_coordinator", "auditor", "foreigner"])
def test_who_may_not_makes_withdraws_and_keeps_nothing(stage: Stage, who: str) -> None:
    paper, actor = make_paper(stage.held), getattr(stage, who)
    draft = TemplateDraft(PaperKind.OTHER, "Чужой", word_file(paragraph("x")), "ш.docx")
    template = PaperTemplate.objects.get()
    attempts = (
        lambda: make_batch(stage.held, version=template.versions.get(), actor=actor),
        lambda: withdraw_paper(paper=paper, reason="x", actor=actor, now=NOW),
        lambda: save_template(owner=stage.owner, draft=draft, actor=actor, now=NOW),
        lambda: retire_template(template=template, is_retired=True, actor=actor, now=NOW),
    )
    for attempt in attempts:
        with pytest.raises(RuleViolation, match="права"):
            attempt()
    assert list(Paper.objects.values_list("state", flat=True)) == ["made"]


def test_coordinator_makes_papers_of_the_own_committee(stage: Stage) -> None:
    version = make_template(stage.owner)
    assert make_batch(stage.held, version=version, actor=stage.coordinator).made == 1


def test_template_with_faults_is_refused_with_all_of_them(stage: Stage) -> None:
    body = paragraph("{адресатт}") + table(("{программа.врема}",))
    draft = TemplateDraft(PaperKind.OTHER, "С ошибками", word_file(body), "ш.docx")
    with pytest.raises(TemplateRefused) as refused:
        save_template(owner=stage.owner, draft=draft, actor=stage.directorate, now=NOW)
    assert refused.value.faults == (
        "абзац 1: поля «адресатт» нет; похоже на «адресат.имя»",
        "таблица 1, строка 1: поля «программа.врема» нет; похоже на «программа.время»",
    )
    assert PaperTemplate.objects.count() == 0


def test_harmful_file_and_taken_name_are_refused_with_words(stage: Stage) -> None:
    make_template(stage.owner)
    for data, name, code in (
        (b"MZ", "Новый", "template.refused"),
        (word_file(paragraph("x")), "Наше приглашение", "paper.same_name"),
        (word_file(paragraph("x")), " ", "paper.no_name"),
        (word_file(paragraph("x")), "я" * 201, "paper.long_name"),
    ):
        draft = TemplateDraft(PaperKind.OTHER, name, data, "ш.docx")
        with pytest.raises(RuleViolation) as refused:
            save_template(owner=stage.owner, draft=draft, actor=stage.directorate, now=NOW)
        assert refused.value.code == code


def test_new_version_leaves_papers_as_they_are(stage: Stage) -> None:
    version = make_template(stage.owner)
    paper = make_batch(stage.held, version=version).papers.get()
    draft = TemplateDraft(
        PaperKind.INVITATION, "Наше приглашение", word_file(paragraph("{бумага.номер}")), "ш.docx"
    )
    by = {"actor": stage.directorate, "now": NOW}
    second = save_template(owner=stage.owner, draft=draft, stored=version.template, **by)
    same = save_template(owner=stage.owner, draft=draft, stored=version.template, **by)
    assert (second.number, same.pk) == (2, second.pk)
    paper.refresh_from_db()
    assert (paper.text[:3], paper.batch.version) == ("№ 1", version)


def test_ready_templates_appear_once_and_make_papers_of_every_kind(stage: Stage) -> None:
    assert [ensure_shipped(owner=stage.owner, now=NOW) for _ in range(2)] == [8, 0]
    for template in PaperTemplate.objects.all():
        batch = make_batch(stage.held, HISTORIC, version=template.versions.get())
        assert (batch.state, batch.papers.get().number) == ("done", 1)

"""Papers: a held event with its union, templates, papers that are made of them."""

from datetime import UTC, date, datetime

from tests.factories.word import paragraph, word_file

from mezhgorod.outcomes.models import HeldEvent
from mezhgorod.papers.actions import PapersWanted, TemplateDraft, make_papers, save_template
from mezhgorod.papers.models import Paper, PaperBatch, PaperTemplateVersion
from mezhgorod.papers.queries.occasions import occasion_of_held
from mezhgorod.papers.rules import Addressee, PaperKind
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import SYSTEM, Actor

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
TODAY = date(2026, 3, 3)
BODY = paragraph(
    "№ {бумага.номер} {адресат.имя:дат}, {адресат.организация}: {мероприятие.название}"
)
CITY = Addressee(organization="Вологда", email="vologda@example.org")


def make_template(
    owner: Organization,
    body: str = BODY,
    *,
    kind: PaperKind = PaperKind.INVITATION,
    name: str = "Наше приглашение",
) -> PaperTemplateVersion:
    draft = TemplateDraft(kind, name, word_file(body), "шаблон.docx")
    return save_template(owner=owner, draft=draft, actor=SYSTEM, now=NOW)


def make_batch(
    held: HeldEvent,
    *addressees: Addressee,
    version: PaperTemplateVersion | None = None,
    actor: Actor = SYSTEM,
    on: date = TODAY,
) -> PaperBatch:
    version = version or make_template(held.owner)
    wanted = PapersWanted(version, addressees or (CITY,), on)
    return make_papers(
        occasion=occasion_of_held(held), wanted=wanted, actor=actor, now=NOW, start=lambda _: None
    )


def make_paper(held: HeldEvent, one: Addressee = CITY) -> Paper:
    return make_batch(held, one).papers.get()

"""A campaign of an association with parties, rows of the last plan, and who acts in it."""

from datetime import UTC, date, datetime

from tests.factories import people

from mezhgorod.campaigns import actions
from mezhgorod.campaigns.actions import CampaignDraft, RowDraft, SavedRow
from mezhgorod.campaigns.models import Campaign, ProposedRow, Submission
from mezhgorod.campaigns.queries import ways_of_rows
from mezhgorod.campaigns.rules import CampaignCycle, Deadlines, RowChoice, preset
from mezhgorod.evidence.models import SourceDocument
from mezhgorod.planning.actions.history import Grounds
from mezhgorod.planning.actions.rows.row_editing import add_rows
from mezhgorod.planning.actions.rows.writing import RowPlace
from mezhgorod.planning.actions.years.composing import PlanFrameDraft, compose_plan
from mezhgorod.planning.models import Plan
from mezhgorod.planning.rules import PlanGrouping, PlanState
from mezhgorod.registry.actions import ensure_municipalities
from mezhgorod.registry.actions.parties import ensure_party
from mezhgorod.registry.models import AuditEntry, Organization
from mezhgorod.registry.rules import SYSTEM, Actor, Role
from planbook.dates import Period
from planbook.places import Place

NOW = datetime(2025, 10, 20, 9, tzinfo=UTC)
OWNER = "Союз городов Центра и Северо-Запада России"
COLUMNS = (
    ("number", "№ п/п"),
    ("title", "Мероприятие"),
    ("place", "Место проведения"),
    ("timing", "Сроки проведения"),
)
FORUM = (("title", "Форум городов"), ("place", "г. Вологда"), ("timing", "май"))
GAMES = (("title", "Летняя спартакиада"), ("place", "г. Псков"), ("timing", "12-14 июня"))
SEMINAR = (
    ("title", "Семинар «Умный город»"),
    ("place", "г. Вологда, г. Псков"),
    ("timing", "октябрь"),
)
HEADINGS = (("I. Форумы", PlanGrouping.THEME), ("II. Спорт", PlanGrouping.THEME))


def owner() -> Organization:
    return people.make_owner(OWNER)


def vologda() -> Organization:
    return _city("Вологда", "Вологодская область")


def pskov() -> Organization:
    return _city("Псков", "Псковская область")


def _city(name: str, region: str) -> Organization:
    place = Place(name, name, region=region, country="Россия")
    city = ensure_municipalities(places=[place]).of_place(place)
    assert city is not None
    return ensure_party(municipality=city)


def runner(of: Organization | None = None) -> Actor:
    """The directorate of the association."""
    return people.actor_with(Role.DIRECTORATE, of or owner())


def contact(party: Organization, of: Organization | None = None) -> Actor:
    """The contact of a city in the association."""
    return people.actor_with(Role.CITY_CONTACT, of or owner(), party=party)


def last_plan(year: str = "2025", *, of: Organization | None = None) -> Plan:
    """The plan of the last year: a forum in Вологда, a seminar in both cities, games in Псков."""
    plan = compose_plan(
        frame=PlanFrameDraft(
            owner=of or owner(),
            title=f"План основных мероприятий на {year} год",
            period=Period.from_edtf(year),
            columns=COLUMNS,
            headings=HEADINGS,
        ),
        actor=SYSTEM,
        now=NOW,
    )
    first, second = plan.sections.order_by("position")
    for section, rows in ((first, (FORUM, SEMINAR)), (second, (GAMES,))):
        add_rows(
            plan=plan,
            place=RowPlace(section),
            rows=rows,
            grounds=Grounds(),
            actor=SYSTEM,
            now=NOW,
        )
    plan.state = PlanState.PUBLISHED
    plan.save(update_fields=["state"])
    return plan


def draft(**fields: object) -> CampaignDraft:
    values: dict[str, object] = {
        "title": "Предложения в план на 2026 год",
        "cycle": CampaignCycle.YEAR,
        "period_edtf": "2026",
        "deadlines": Deadlines(date(2025, 10, 1), date(2025, 11, 15), date(2025, 11, 20)),
        "rules": preset(CampaignCycle.YEAR).rules,
    }
    return CampaignDraft(**(values | fields))  # type: ignore[arg-type]


def prepared(*parties: Organization, source: Plan | None = None, **fields: object) -> Campaign:
    """A campaign that is not open yet, with the parties invited."""
    campaign = actions.create_campaign(
        owner=owner(), draft=draft(source_plan=source, **fields), actor=runner(), now=NOW
    )
    if parties:
        actions.invite_parties(campaign=campaign, parties=parties, actor=runner(), now=NOW)
    return campaign


def opened(*parties: Organization, source: Plan | None = None, **fields: object) -> Campaign:
    """A campaign in progress."""
    campaign = prepared(*(parties or (vologda(), pskov())), source=source, **fields)
    return actions.open_campaign(campaign=campaign, actor=runner(), now=NOW)


def submission_of(campaign: Campaign, party: Organization) -> Submission:
    return Submission.objects.select_related("campaign__plan", "party").get(
        campaign=campaign, party=party
    )


def typed(
    submission: Submission,
    cells: tuple[tuple[str, str], ...] = FORUM,
    *,
    heading: str = "Форумы",
    actor: Actor | None = None,
    now: datetime = NOW,
) -> ProposedRow:
    """A new row somebody has typed."""
    saved = actions.save_row(
        submission=submission,
        row_id=None,
        draft=RowDraft(cells, heading),
        actor=actor or SYSTEM,
        now=now,
    )
    assert isinstance(saved, SavedRow)
    return saved.row


def sent(campaign: Campaign, party: Organization, *rows: tuple[tuple[str, str], ...]) -> Submission:
    """The submission of a party with these rows, sent to the coordinator."""
    submission = submission_of(campaign, party)
    for cells in rows or (FORUM,):
        typed(submission, cells)
    return actions.send_submission(submission=submission, actor=SYSTEM, now=NOW)


def way_of(row: ProposedRow) -> list[AuditEntry]:
    """Every step of a row, first to last."""
    return ways_of_rows(rows=[row])[row.pk]


def document_count() -> int:
    return SourceDocument.objects.count()


def sent_carried(campaign: Campaign, party: Organization) -> Submission:
    """The submission of a party that repeats nothing of the last plan and proposes a forum."""
    submission = submission_of(campaign, party)
    actions.choose_rows(
        submission=submission,
        row_ids=list(submission.rows.values_list("pk", flat=True)),
        choice=RowChoice.DROP,
        actor=SYSTEM,
        now=NOW,
    )
    return sent(campaign, party)


def invite(campaign: Campaign, *parties: Organization) -> None:
    actions.invite_parties(campaign=campaign, parties=parties, actor=runner(), now=NOW)

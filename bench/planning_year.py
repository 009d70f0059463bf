"""An association of 300 cities at work: data for the measurements, and the steps measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from planbook.cli.reading import read
from planbook.dates import Period
from planbook.plans import EventDraft, event_to_dict

CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
ROWS, SMALL, AT_ONCE = 10_000, 200, 1_000
CITIES, PROPOSED, LETTERS = 300, 5, 10_000
SECTIONS = 10
NOW = datetime.now(tz=UTC)
TODAY = NOW.date()
COLUMNS = (
    ("number", "№"), ("title", "Мероприятие"), ("place", "Место"), ("timing", "Срок"),
    ("responsible", "Ответственный"),
)  # fmt: skip


def make_site() -> Site:
    """Fill an empty database through the actions of the rooms."""
    owner, parties = _association()
    plan = compose_rows(owner, "2023", ROWS)
    # Of another association: the plan before it is not one of 10,000 rows.
    small = compose_rows(_owner("Ассоциация городов", "towns"), "2024", SMALL)
    campaign = _campaign(owner, parties)
    _letters(owner)
    from mezhgorod.planning.actions.preparation.invitations import invite  # noqa: PLC0415 -- after setup
    from mezhgorod.planning.models import PlanItem  # noqa: PLC0415 -- after setup
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

    row = PlanItem.objects.filter(section__plan=plan).select_related("event")[ROWS // 2]
    invite(event=row.event, plan=plan, parties=parties, actor=SYSTEM, now=NOW)
    last = campaign.submissions.order_by("pk").last()
    return Site(owner, plan, small, campaign, row, last.pk)


@dataclass
class Site:
    """What was made, and the steps that are measured on it."""

    owner: Any
    plan: Any
    small: Any
    campaign: Any
    row: Any
    submission_id: int
    changed: int = 0

    @property
    def row_id(self) -> int:
        return int(self.row.pk)

    @property
    def section_id(self) -> int:
        return int(self.row.section_id)

    @property
    def event_uid(self) -> str:
        return str(self.row.event.uid)

    def setting(self) -> str:
        """Return what an editing page sends along with a typed row."""
        from mezhgorod.planning.queries import plan_skeleton  # noqa: PLC0415 -- after setup
        from mezhgorod.website.row_editor import RowSetting  # noqa: PLC0415 -- after setup

        return RowSetting.of_plan(plan_skeleton(plan=self.plan)[0]).text

    def change_row(self) -> None:
        """Save one row with another time."""
        from mezhgorod.planning.actions.history import Grounds  # noqa: PLC0415 -- after setup
        from mezhgorod.planning.actions.rows.row_editing import (  # noqa: PLC0415 -- after setup
            RowConflict,
            SeenRow,
            change_row,
        )
        from mezhgorod.planning.models import PlanItem  # noqa: PLC0415 -- after setup
        from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

        self.changed += 1
        item = PlanItem.objects.select_related("section__plan", "event").get(pk=self.row_id)
        answer = change_row(
            item=item,
            cells=(("title", item.event.title), ("timing", f"{self.changed} мая"), ("place", "")),
            seen=SeenRow(item.fingerprint),
            grounds=Grounds(),
            actor=SYSTEM,
            now=NOW,
        )
        if isinstance(answer, RowConflict):
            raise RuntimeError("строка изменилась")

    def accept(self, count: int) -> None:
        """Accept so many proposed rows."""
        from mezhgorod.campaigns.actions import accept_rows  # noqa: PLC0415 -- after setup
        from mezhgorod.campaigns.models import ProposedRow  # noqa: PLC0415 -- after setup
        from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

        rows = ProposedRow.objects.filter(submission__campaign=self.campaign, state="submitted")
        ids = list(rows.order_by("pk").values_list("pk", flat=True)[:count])
        accept_rows(campaign=self.campaign, row_ids=ids, actor=SYSTEM, now=NOW)

    def freeze(self) -> None:
        """Approve the plan of 10,000 rows."""
        from mezhgorod.planning.actions.approval.versions import (  # noqa: PLC0415 -- after setup
            Approval,
            freeze_version,
        )
        from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

        approval = Approval(body_text="решением Правления", approved_on=TODAY, number="1")
        freeze_version(plan=self.plan, approval=approval, actor=SYSTEM, now=NOW)
        type(self.plan).objects.filter(pk=self.plan.pk).update(state="published")

    def postpone(self, count: int) -> None:
        """Move so many rows of the approved plan."""
        from mezhgorod.planning.actions.changes.changing import postpone  # noqa: PLC0415 -- after setup
        from mezhgorod.planning.actions.history import Grounds  # noqa: PLC0415 -- after setup
        from mezhgorod.planning.models import PlanItem  # noqa: PLC0415 -- after setup
        from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

        rows = PlanItem.objects.filter(section__plan=self.plan).select_related(
            "section__plan", "event"
        )
        for item in rows[:count]:
            postpone(
                item=item, wording="14 октября", grounds=Grounds("Просьба города"), actor=SYSTEM,
                now=NOW,
            )  # fmt: skip


def _owner(name: str, slug: str) -> Any:
    from mezhgorod.registry.models import Organization  # noqa: PLC0415 -- after setup

    return Organization.objects.create(name=name, slug=slug, kind="union")


def _association() -> tuple[Any, list[Any]]:
    from mezhgorod.registry.models import (  # noqa: PLC0415 -- after setup
        Contact,
        Membership,
        Municipality,
        Organization,
    )

    owner = _owner("Союз городов", "union")
    cities = Municipality.objects.bulk_create(
        Municipality(name=f"Город {number}", slug=f"city-{number}") for number in range(CITIES)
    )
    parties = Organization.objects.bulk_create(
        Organization(
            name=f"Администрация города {one.name}", slug=f"party-{one.slug}",
            kind="municipality", territory=one,
        )
        for one in cities
    )  # fmt: skip
    since = {"since_earliest": date(2000, 1, 1), "since_latest": date(2000, 1, 1)}
    Membership.objects.bulk_create(
        Membership(association=owner, member=one, since_text="1 января 2000 года", **since)
        for one in parties
    )
    Contact.objects.bulk_create(
        Contact(organization=one, owner=owner, email=f"{one.slug}@example.org") for one in parties
    )
    return owner, list(parties)


def corpus_rows(count: int) -> list[EventDraft]:
    """Return rows of the plans of the corpus, repeated under titles of their own."""
    sources = sorted(path for path in CORPUS.glob("*plan*/source.txt"))
    rows = [item for path in sources for item in read(path).items()]
    return [
        replace(row, title=f"{row.title} {number}")
        for number, row in enumerate(islice(cycle(rows), count), start=1)
    ]


def compose_rows(owner: Any, year: str, count: int) -> Any:
    """Make a plan in ten sections out of rows of the corpus."""
    from mezhgorod.planning.actions.history import Grounds  # noqa: PLC0415 -- after setup
    from mezhgorod.planning.actions.rows.row_editing import add_rows  # noqa: PLC0415 -- after setup
    from mezhgorod.planning.actions.rows.writing import RowPlace  # noqa: PLC0415 -- after setup
    from mezhgorod.planning.actions.years.composing import (  # noqa: PLC0415 -- after setup
        PlanFrameDraft,
        compose_plan,
    )
    from mezhgorod.planning.rules import PlanGrouping, PlanState  # noqa: PLC0415 -- after setup
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

    frame = PlanFrameDraft(
        owner=owner, title=f"План на {year} год", period=Period.from_edtf(year), columns=COLUMNS,
        headings=[(f"Раздел {number}", PlanGrouping.THEME) for number in range(SECTIONS)],
        state=PlanState.DRAFT,
    )  # fmt: skip
    plan = compose_plan(frame=frame, actor=SYSTEM, now=NOW)
    sections = list(plan.sections.order_by("position"))
    rows = corpus_rows(count)
    step = min(AT_ONCE, count // SECTIONS)
    for start in range(0, count, step):
        place = RowPlace(sections[start * SECTIONS // count])
        add_rows(
            plan=plan, place=place, rows=rows[start : start + step], grounds=Grounds(),
            actor=SYSTEM, now=NOW,
        )  # fmt: skip
    plan.refresh_from_db()
    return plan


def _campaign(owner: Any, parties: list[Any]) -> Any:
    from mezhgorod.campaigns.actions import (  # noqa: PLC0415 -- after setup
        CampaignDraft,
        create_campaign,
        invite_parties,
        open_campaign,
    )
    from mezhgorod.campaigns.models import ProposedRow, Submission  # noqa: PLC0415 -- after setup
    from mezhgorod.campaigns.rules import (  # noqa: PLC0415 -- after setup
        CampaignCycle,
        Deadlines,
        preset,
    )
    from mezhgorod.registry.rules import SYSTEM  # noqa: PLC0415 -- after setup

    draft = CampaignDraft(
        title="Предложения в план", cycle=CampaignCycle.YEAR, period_edtf="2028",
        deadlines=Deadlines(TODAY - timedelta(9), TODAY + timedelta(9), TODAY + timedelta(30)),
        rules=preset(CampaignCycle.YEAR).rules,
    )  # fmt: skip
    campaign = create_campaign(owner=owner, draft=draft, actor=SYSTEM, now=NOW)
    made = invite_parties(campaign=campaign, parties=parties, actor=SYSTEM, now=NOW)
    campaign = open_campaign(campaign=campaign, actor=SYSTEM, now=NOW)
    Submission.objects.filter(campaign=campaign).exclude(pk=made[-1].pk).update(state="submitted")
    rows = corpus_rows(CITIES * PROPOSED)
    submissions = [*(one for one in made[:-1] for _ in range(PROPOSED))]
    submissions += [made[-1]] * 200
    ProposedRow.objects.bulk_create(
        ProposedRow(
            submission=submission, position=number, origin="new", choice="change",
            section_heading="Раздел 1", row=event_to_dict(row), updated_at=NOW,
            cells=[["title", row.title], ["timing", row.timing.text], ["place", "г. Вологда"]],
            state="draft" if submission is made[-1] else "submitted",
        )
        for number, (submission, row) in enumerate(zip(submissions, cycle(rows), strict=False), 1)
    )  # fmt: skip
    return campaign


def _letters(owner: Any) -> None:
    from mezhgorod.notices.actions import LetterDraft, queue_letters  # noqa: PLC0415 -- after setup

    letters = [
        LetterDraft(
            "campaign.reminder", f"bench:{number}", f"city{number}@example.org",
            f"Контактное лицо {number}", "Напоминание", "Текст письма. " * 20,
        )
        for number in range(LETTERS)
    ]  # fmt: skip
    queue_letters(owner=owner, letters=letters, now=NOW, is_held=True)

"""A small site to look at: a plan with every kind of timing, long titles, cities and findings."""

from tests.factories import timings
from tests.factories.plans import make_city, make_item, make_plan, make_section

from mezhgorod.evidence.models import Finding
from mezhgorod.planning.models import EventPlace, Plan
from mezhgorod.registry.models import Region

LONG_TITLE = (
    "Заседание секции «Информатизация» по теме: «Обмен опытом в рамках реализации мероприятий "
    "ведомственного проекта «Умный город», а также по цифровизации муниципальных учреждений»"
)


def make_site() -> Plan:
    """Nine rows in two sections, one of each kind of timing, in two cities."""
    plan = make_plan()
    vologda, kotlas = make_city("Вологда", "vologda"), make_city("Котлас", "kotlas")
    sections = [
        make_section(plan, "Конференции, семинары, форумы, заседания секций", "II"),
        make_section(plan, "Информационные обмены", "V"),
    ]
    for number, timing in enumerate(timings.EVERY_KIND, start=1):
        title = LONG_TITLE if number == 3 else f"Мероприятие {number}"
        city = vologda if number % 2 else kotlas
        mode = "online" if number % 3 == 0 else "unknown"
        item = make_item(sections[number % 2], title, timing, city, attendance_mode=mode)
    finding = Finding.objects.create(
        document=plan.document,
        code="timing.unparsed",
        severity="warning",
        table=1,
        row=9,
        message="Срок не понят. Посмотрите документ.",
        evidence="когда расцветут яблони",
    )
    item.findings.add(finding)
    region = Region.objects.create(name="Вологодская область", slug="vologodskaya", code="RU-VLG")
    EventPlace.objects.filter(municipality=vologda).update(region=region)
    return plan

"""The four real plans and the report, to the last row: counts, headings, fields, nothing lost."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from planbook.cli.reading import read
from planbook.dates import Extent, TimingKind, TimingStatus
from planbook.documents import Document, Table
from planbook.places import AttendanceMode
from planbook.plans import Action, EventDraft, Grouping, Involvement, PlanDraft
from planbook.readers import read_document

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
UNION = "sgcszr-plan-2023"
ASSEMBLY = "mag-plan-2023"
AUTUMN = "smolensk-plan-2023-h2"
EARLIER = "smolensk-plan-2022-h2"
REPORT = "sgcszr-report-2024"
PLANS = [UNION, ASSEMBLY, AUTUMN, EARLIER]

pytestmark = pytest.mark.slow


@cache
def plan(slug: str) -> PlanDraft:
    return read(CORPUS / slug / "source.txt")


def items(slug: str) -> list[EventDraft]:
    return list(plan(slug).items())


def item(slug: str, number: int) -> EventDraft:
    """The row by its place in the document, from 1."""
    return items(slug)[number - 1]


@pytest.mark.parametrize(
    ("slug", "title", "owner", "period"),
    [
        (
            UNION,
            "План проведения основных мероприятий на 2023 год",
            "Союз городов Центра и Северо-Запада России",
            "2023",
        ),
        (
            ASSEMBLY,
            "План мероприятий Международной Ассамблеи столиц и крупных городов (МАГ) на 2023 год",
            "Международная Ассамблея столиц и крупных городов (МАГ)",
            "2023",
        ),
        (
            AUTUMN,
            "План мероприятий в сфере межрегионального сотрудничества на II полугодие 2023 года",
            "Смоленская область",  # told by the headings of the departments
            "2023-41",
        ),
        (
            EARLIER,
            "План мероприятий в сфере межрегионального сотрудничества на II полугодие 2022 года",
            "Смоленская область",
            "2022-41",
        ),
    ],
)
def test_title_owner_and_period(slug: str, title: str, owner: str, period: str) -> None:
    read_plan = plan(slug)

    assert (read_plan.kind, read_plan.title, read_plan.owner, read_plan.period) == (
        "plan",
        title,
        owner,
        period,
    )


@pytest.mark.parametrize(
    ("slug", "sections"),
    [
        (
            UNION,
            [
                ("I", "Собрания, заседания Правления", Grouping.THEME, 2),
                ("II", "Конференции, семинары, форумы, заседания секций", Grouping.THEME, 18),
                (
                    "III",
                    "Основные традиционные мероприятия Союза городов Центра и Северо-Запада России",
                    Grouping.THEME,
                    2,
                ),
                (
                    "IV",
                    "Фестивали, выставки, конкурсы, спортивные соревнования, поддерживаемые "
                    "Союзом городов Центра и Северо-Запада России",
                    Grouping.THEME,
                    12,
                ),
                ("V", "Информационные обмены", Grouping.THEME, 8),
            ],
        ),
        (
            ASSEMBLY,
            [
                (None, "", Grouping.NONE, 15),
                (
                    None,
                    "Деятельность по информационному обеспечению городов-членов МАГ",
                    Grouping.THEME,
                    6,
                ),
                (None, "Юбилеи городов MAΓ", Grouping.LIST, 15),  # look-alikes of the document
                (None, "Дни городов-столиц членов МАГ", Grouping.LIST, 10),
            ],
        ),
        (
            AUTUMN,
            [
                (
                    None,
                    "Департамент Смоленской области по сельскому хозяйству и продовольствию",
                    Grouping.DEPARTMENT,
                    1,
                ),
                (
                    None,
                    "Департамент государственной службы занятости населения Смоленской области",
                    Grouping.DEPARTMENT,
                    5,
                ),
                (
                    None,
                    "Департамент Смоленской области по образованию и науке",
                    Grouping.DEPARTMENT,
                    8,
                ),
                (None, "Департамент Смоленской области по культуре", Grouping.DEPARTMENT, 4),
                (
                    None,
                    "Главное управление Смоленской области по делам молодежи и "
                    "гражданско-патриотическому воспитанию",
                    Grouping.DEPARTMENT,
                    5,
                ),
                (None, "Главное управление спорта Смоленской области", Grouping.DEPARTMENT, 5),
            ],
        ),
        (
            EARLIER,
            [
                (
                    None,
                    "Департамент инвестиционного развития Смоленской области",
                    Grouping.DEPARTMENT,
                    4,
                ),
                (
                    None,
                    "Департамент Смоленской области по сельскому хозяйству и продовольствию",
                    Grouping.DEPARTMENT,
                    1,
                ),
                (
                    None,
                    "Департамент цифрового развития Смоленской области",
                    Grouping.DEPARTMENT,
                    1,
                ),
                (
                    None,
                    "Департамент государственной службы занятости населения Смоленской области",
                    Grouping.DEPARTMENT,
                    3,
                ),
                (None, "Департамент Смоленской области по культуре", Grouping.DEPARTMENT, 6),
                (
                    None,
                    "Главное управление Смоленской области по делам молодежи и "
                    "гражданско-патриотическому воспитанию",
                    Grouping.DEPARTMENT,
                    1,
                ),
                (None, "Главное управление спорта Смоленской области", Grouping.DEPARTMENT, 3),
            ],
        ),
    ],
)
def test_sections(slug: str, sections: list[tuple[str | None, str, Grouping, int]]) -> None:
    found = [(s.numeral, s.heading, s.grouping, len(s.items)) for s in plan(slug).sections]

    assert found == sections


@pytest.mark.parametrize(
    ("slug", "numbers"),
    [
        (UNION, [None] * 42),
        (ASSEMBLY, [*range(1, 22), *range(1, 16), *range(1, 11)]),
        (AUTUMN, [*range(1, 29)]),
        (EARLIER, [*range(1, 20)]),
    ],
)
def test_printed_numbers(slug: str, numbers: list[int | None]) -> None:
    printed = [str(number) if number else None for number in numbers]

    assert [event.number for event in items(slug)] == printed


@pytest.mark.parametrize(
    ("slug", "rows", "classes"),
    [
        (
            UNION,
            slice(None),
            {"day": 6, "day_range": 11, "month": 19, "month_range": 3, "recurring": 2}
            | {"unscheduled": 1},
        ),
        (
            ASSEMBLY,
            slice(0, 21),
            {"day": 1, "month": 10, "month_range": 1, "recurring": 2, "ongoing": 4}
            | {"unscheduled": 3},
        ),
        (ASSEMBLY, slice(21, 36), {"day": 14, "season": 1}),
        (ASSEMBLY, slice(36, 46), {"day": 8, "day_range": 2}),
        (AUTUMN, slice(None), {"month": 14, "ongoing": 5, "day_range": 7, "month_range": 2}),
        (
            EARLIER,
            slice(None),
            {"day": 1, "day_range": 5, "month": 7, "month_range": 2, "quarter": 1}
            | {"half_year": 3},
        ),
    ],
)
def test_classes_of_dates(slug: str, rows: slice, classes: dict[str, int]) -> None:
    assert Counter(event.timing.kind.value for event in items(slug)[rows]) == classes


def test_union_editions() -> None:
    editions = sorted(event.edition for event in items(UNION) if event.edition)

    assert editions == [2, 6, 7, 8, 9, 9, 10, 13, 19, 22, 28]


def test_union_rows_by_video_conference() -> None:
    online = [
        (number, [place.locality for place in event.places if place.locality])
        for number, event in enumerate(items(UNION), start=1)
        if event.attendance_mode is AttendanceMode.ONLINE
    ]

    assert online == [
        (4, ["Вологда"]),
        (5, ["Киров"]),
        (8, ["Череповец"]),
        (14, ["Череповец"]),
        (15, ["Северодвинск"]),
    ]


def test_union_organizers_in_the_place_column() -> None:
    webinar = item(UNION, 5)

    assert webinar.organizers == ("ИД АГП", "администрация г. Кирова")
    assert [place.venue for place in webinar.places if place.venue] == []
    assert webinar.timing.status is TimingStatus.POSTPONED
    assert webinar.timing.note != ""


def test_union_places() -> None:
    named = [[p.locality for p in event.places if p.locality] for event in items(UNION)]
    mentions = Counter(name for names in named for name in names)

    assert sum(1 for names in named if names) == 37
    assert mentions.total() == 39
    assert len(mentions) == 19
    assert mentions == {
        "Вологда": 5,
        "Ярославль": 5,
        "Череповец": 5,
        "Владимир": 3,
        **dict.fromkeys(
            ("Петрозаводск", "Архангельск", "Котлас", "Северодвинск", "Великий Новгород"), 2
        ),
        "Иваново": 2,
        **dict.fromkeys(("Рыбинск", "Нарьян-Мар", "Кострома", "Калининград", "Боровичи"), 1),
        **dict.fromkeys(("Великий Устюг", "Шуя", "Тихвин", "Киров"), 1),
    }


def test_union_exchanges() -> None:
    exchanges = plan(UNION).sections[4].items

    assert [event.operators for event in exchanges] == [
        ("МО", "исполнительная дирекция"),
        ("МО", "исполнительная дирекция"),
        ("исполнительная дирекция",),
        ("исполнительная дирекция",),
        ("МО", "исполнительная дирекция"),
        ("Иваново", "Великий Новгород"),
        ("Ярославль",),
        ("Владимир",),
    ]
    committee = "Комитет ГД по региональной политике и местному самоуправлению"
    assert [event.initiator for event in exchanges] == [
        None,
        None,
        committee,
        committee,
        None,
        None,
        None,
        None,
    ]
    assert exchanges[4].exchange_partners == ("АСДГ", "АГП", "АМОГУ")
    assert {event.kind for event in exchanges} == {"информационный обмен"}
    assert {event.attendance_mode for event in exchanges} == {AttendanceMode.UNKNOWN}
    assert [event.organizers for event in exchanges] == [()] * 8


def test_union_sport_section_meets_four_times() -> None:
    body = "секция «Физическая культура и спорт»"
    meetings = [event for event in items(UNION) if event.body == body]

    assert len(meetings) == 4
    assert [bool(event.topic) for event in meetings] == [False, False, False, True]


def test_union_involvement() -> None:
    assert [Counter(event.involvement for event in s.items) for s in plan(UNION).sections] == [
        {Involvement.OWN: 2},
        {Involvement.OWN: 18},
        {Involvement.TRADITIONAL: 2},
        {Involvement.SUPPORTED: 12},
        {Involvement.OWN: 8},
    ]


def test_union_exhibition_lasts_throughout_and_meetings_do_not() -> None:
    ranges = {
        number: event.timing.extent
        for number, event in enumerate(items(UNION), start=1)
        if event.timing.kind is TimingKind.MONTH_RANGE
    }

    assert ranges == {9: Extent.AMBIGUOUS, 15: Extent.AMBIGUOUS, 21: Extent.THROUGHOUT}


def test_union_abbreviation() -> None:
    assert plan(UNION).abbreviations == (("СГЦСЗР", "Союз городов Центра и Северо-Запада России"),)


def test_assembly_row_cut_by_a_page_is_one_row() -> None:
    event = item(ASSEMBLY, 12)

    assert event.title == "Участие в пленарном заседании Межпарламентской Ассамблее СНГ"
    assert [place.locality for place in event.places] == ["Санкт-Петербург"]
    assert event.timing.edtf == "2023-11"
    shared = event.cell("place_timing")
    assert shared is not None
    assert shared.text == "Санкт-\nПетербург ноябрь"


def test_assembly_places_of_the_shared_column() -> None:
    places = Counter(
        place.locality for event in items(ASSEMBLY)[:15] for place in event.places if place.locality
    )
    without = [event.number for event in items(ASSEMBLY)[:21] if not event.places]

    assert places == {
        "Москва": 7,
        "Санкт-Петербург": 2,
        "Хабаровск": 1,
        "Новосибирск": 1,
        "Волгоград": 1,
    }
    assert without == ["4", "6", "13", "16", "17", "18", "19", "20", "21"]
    assert item(ASSEMBLY, 1).timing.edtf == "2023-05-26"


def test_assembly_organizers_and_free_note() -> None:
    events = items(ASSEMBLY)[:15]
    notes = [event.cell("note") for event in events]
    texts = [note.text if note else "" for note in notes]

    assert sum(text.startswith("Организатор:") for text in texts) == 4
    assert sum(text.startswith("Организаторы:") for text in texts) == 9
    assert [event.number for event in events if not event.organizers] == ["7", "13"]
    assert [event.number for event in events if "МАГ" in event.organizers] == [
        "1",
        "2",
        "3",
        "5",
        "8",
        "14",
        "15",
    ]
    assert (events[6].note, texts[12]) == ("По плану Правительства Москвы", "")
    assert [event.note for event in events if event.organizers] == [""] * 13


def test_assembly_information_work() -> None:
    timings = [event.timing for event in plan(ASSEMBLY).sections[1].items]

    assert [timing.kind.value for timing in timings].count("ongoing") == 4
    assert [timing.rrule for timing in timings if timing.rrule] == [
        "FREQ=MONTHLY;INTERVAL=3",
        "FREQ=WEEKLY",
    ]


def test_assembly_lists_share_a_footnote_and_are_approximate() -> None:
    jubilees, days = plan(ASSEMBLY).sections[2:]

    assert jubilees.notes == days.notes == ("^і Дни городов указаны ОРИЕНТИРОВОЧНО",)
    assert all(event.timing.is_approximate for event in (*jubilees.items, *days.items))
    assert not any(event.timing.is_approximate for event in items(ASSEMBLY)[:21])


def test_assembly_ages_as_printed() -> None:
    ages = [(e.title, e.age.years, e.age.wording) for e in items(ASSEMBLY)[21:] if e.age]

    assert len(ages) == 25
    assert ages[0] == ("Санкт-Петербург", 320, "320")
    assert ages[9] == ("Псков", 1120, "1120")
    assert ages[15:18] == [
        ("Бишкек", 145, "145 года"),
        ("Душанбе", 347, "347 лет"),
        ("Ереван", 2805, "2805 года"),
    ]
    assert {event.kind for event in items(ASSEMBLY)[21:36]} == {"юбилей города"}
    assert {event.kind for event in items(ASSEMBLY)[36:]} == {"день города"}
    assert [[p.locality for p in event.places] for event in items(ASSEMBLY)[21:]] == [
        [event.title] for event in items(ASSEMBLY)[21:]
    ]


def test_assembly_editions_and_titles_with_orphan_colon() -> None:
    editions = {event.number: event.edition for event in items(ASSEMBLY)[:21] if event.edition}
    colons = [
        event.number
        for event in items(ASSEMBLY)
        if any(finding.code == "title.orphan_colon" for finding in event.findings)
    ]

    assert editions == {"1": 29, "5": 8, "6": 16, "7": 10, "10": 19, "15": 16}
    assert colons == ["13"]


def test_autumn_inherited_cells() -> None:
    inherited = [
        (event.number, cell.role)
        for event in items(AUTUMN)
        for cell in event.cells
        if cell.is_inherited
    ]

    assert inherited == [
        ("16", "partners"),
        ("25", "description"),
        ("25", "audience"),
        ("26", "description"),
        ("26", "audience"),
        ("27", "description"),
        ("27", "audience"),
        ("28", "description"),
        ("28", "audience"),
    ]
    assert item(AUTUMN, 16).partners_text == "г. Москва"
    assert item(AUTUMN, 28).audience_text == "Спортивные команды регионов России"


@pytest.mark.parametrize(
    ("slug", "subjects", "links", "largest", "pseudo"),
    [
        (
            AUTUMN,
            35,
            96,  # 95 printed and one inherited
            {"24": 9, "25": 4, "26": 17, "27": 17, "28": 5},
            {"18": "place.all_regions"},
        ),
        (
            EARLIER,
            20,
            50,
            {"4": 7, "18": 10, "19": 9},
            {"6": "place.all_regions", "15": "place.undetermined"},
        ),
    ],
)
def test_counterpart_regions(
    slug: str, subjects: int, links: int, largest: dict[str, int], pseudo: dict[str, str]
) -> None:
    events = items(slug)
    names = [place.locality or place.region for event in events for place in event.partners]
    found = {event.number: len(event.partners) for event in events}
    told = {
        event.number: finding.code
        for event in events
        for finding in event.findings
        if finding.code in set(pseudo.values())
    }

    assert (len(set(names)), len(names)) == (subjects, links)
    assert {number: found[number] for number in largest} == largest
    assert told == pseudo


def test_autumn_regions_by_count() -> None:
    names = Counter(p.locality or p.region for event in items(AUTUMN) for p in event.partners)

    assert names.most_common(4) == [
        ("Москва", 12),
        ("Санкт-Петербург", 9),
        ("Калужская область", 8),
        ("Брянская область", 8),
    ]


@pytest.mark.parametrize(
    ("slug", "remote", "inside", "elsewhere"), [(AUTUMN, 13, 7, 8), (EARLIER, 3, 9, 7)]
)
def test_places_of_the_region(slug: str, remote: int, inside: int, elsewhere: int) -> None:
    events = items(slug)
    online = [event for event in events if event.attendance_mode is AttendanceMode.ONLINE]
    home = [
        event for event in events if any(p.region == "Смоленская область" for p in event.places)
    ]

    assert (len(online), len(home)) == (remote, inside)
    assert len(events) - len(online) - len(home) == elsewhere


def test_autumn_village_with_district_and_region() -> None:
    (place,) = item(AUTUMN, 24).places

    assert (place.locality, place.district, place.region) == (
        "Пржевальское",
        "Демидовский район",
        "Смоленская область",
    )


@pytest.mark.parametrize(
    ("slug", "counts"),
    [
        (
            AUTUMN,
            {Action.HOLD: 14, Action.ATTEND: 8, Action.COOPERATE: 5, Action.PREPARE: 1},
        ),
        (
            EARLIER,
            {Action.HOLD: 1, Action.ATTEND: 4, Action.ORGANIZE: 2, Action.COOPERATE: 3, None: 9},
        ),
    ],
)
def test_kinds_of_action(slug: str, counts: dict[Action | None, int]) -> None:
    assert Counter(event.action for event in items(slug)) == counts


def test_assembly_attends_five_of_fifteen() -> None:
    involvement = Counter(event.involvement for event in items(ASSEMBLY)[:15])

    assert involvement == {Involvement.OWN: 10, Involvement.ATTENDED: 5}


def test_autumn_institution_in_brackets_is_the_organizer() -> None:
    institute = "ГАУ ДПО Смоленский областной институт развития образования"
    by_institute = [event.number for event in items(AUTUMN) if event.organizers == (institute,)]

    assert by_institute == ["7", "8", "9", "10", "11", "12", "13"]
    assert item(AUTUMN, 14).organizers == ()


def test_autumn_preparation_of_a_later_event() -> None:
    event = item(AUTUMN, 12)

    assert event.kind == "подготовка"
    assert event.preparation_of is not None
    assert event.preparation_of.startswith("в январе 2024 года III Международных")
    assert event.target_timing is not None
    assert event.target_timing.edtf == "2024-01"
    assert "timing.target_out_of_period" in [finding.code for finding in event.findings]


def test_autumn_forum_of_sessions_lasts_throughout() -> None:
    assert item(AUTUMN, 19).timing.extent is Extent.THROUGHOUT
    assert item(AUTUMN, 20).timing.extent is Extent.AMBIGUOUS


@pytest.mark.parametrize(
    ("slug", "number", "count"), [(EARLIER, 10, 7), (EARLIER, 11, 3), (AUTUMN, 7, 3)]
)
def test_activities_of_a_content_cell(slug: str, number: int, count: int) -> None:
    assert len(item(slug, number).activities) == count


def test_ages_of_participants() -> None:
    ages = {(e.age_from, e.age_to) for slug in (AUTUMN, EARLIER) for e in items(slug)}

    assert ages == {(None, None), (14, 24), (14, 35), (15, 36), (18, 35)}


def test_earlier_row_with_a_stray_tab_has_seven_cells() -> None:
    event = item(EARLIER, 6)

    assert [cell.role for cell in event.cells] == [
        "number",
        "partners",
        "title",
        "timing",
        "place",
        "description",
        "audience",
    ]
    assert event.audience_text.startswith("Молодежь от 14 до 24 лет")


def test_report_has_no_rows() -> None:
    report = plan(REPORT)

    assert (report.kind, report.sections, report.period) == ("report", (), "2024")
    assert "plan.narrative_report" in [finding.code for finding in report.findings]


@pytest.mark.parametrize("slug", PLANS)
def test_no_character_of_a_cell_is_lost(slug: str) -> None:
    document = read_document(CORPUS / slug / "source.txt")
    draft = plan(slug)

    for row_number, printed in _printed_rows(document).items():
        kept = _kept_texts(draft, row_number)
        assert _characters(printed) - _characters(kept) == Counter(), (row_number, printed)


def _printed_rows(document: Document) -> dict[int, str]:
    return {
        row.source.row: "".join(cell.text for cell in row.cells)
        for block in document.blocks
        if isinstance(block, Table)
        for row in block.rows
    }


def _kept_texts(draft: PlanDraft, row: int) -> str:
    """All that the draft keeps of one row: cells, the heading, the header, evidence."""
    texts = [cell.text for e in draft.items() for cell in e.cells if cell.source.row == row]
    texts += [s.heading_text for s in draft.sections if s.source.row == row]
    texts += [finding.evidence for finding in draft.findings if finding.source.row == row]
    if row == 1:
        texts += [header for _, header in draft.columns]
    return "".join(texts)


def _characters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace())

"""Approval, mark of a draft, owner, title and signature: each in its own field of the draft."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.planbook.plans.trees import Wide, document, table

from planbook.documents import Table
from planbook.plans import PlanDraft, extract_plan
from planbook.plans.front_matter import is_stamp, opens_approval, split_front
from planbook.plans.signatures import are_signature, is_signed_row, signature_start

pytestmark = pytest.mark.core


def events(number: int = 1) -> Table:
    return table(["№", "Мероприятие", "Срок"], ["1", "Форум", "май"], columns=3, number=number)


def furniture(plan: PlanDraft) -> tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    return plan.stamp, plan.approval, plan.title_lines, plan.signature


def test_all_furniture_in_paragraphs() -> None:
    plan = extract_plan(
        document(
            "ПРОЕКТ",
            "УТВЕРЖДАЮ",
            "Глава города Вологды",
            "_____________ (подпись)",
            "«___» ___________ 2024 г.",
            "Администрация города Вологды",
            "ПЛАН",
            "межмуниципального сотрудничества",
            "на 2024 год",
            "г. Вологда",
            events(),
            "Начальник управления",
            "международных связей",
            "_____________",
        )
    )

    assert furniture(plan) == (
        "ПРОЕКТ",
        (
            "УТВЕРЖДАЮ",
            "Глава города Вологды",
            "_____________ (подпись)",
            "«___» ___________ 2024 г.",
        ),
        (
            "Администрация города Вологды",
            "ПЛАН",
            "межмуниципального сотрудничества",
            "на 2024 год",
        ),
        ("Начальник управления", "международных связей", "_____________"),
    )
    assert plan.title == "ПЛАН межмуниципального сотрудничества на 2024 год"
    assert plan.owner == "Администрация города Вологды"
    assert [f.evidence for f in plan.findings] == ["г. Вологда"]


def test_approvals_side_by_side_are_read_column_by_column() -> None:
    plan = extract_plan(
        document(
            table(
                ["СОГЛАСОВАНО", "УТВЕРЖДАЮ"],
                ["Председатель союза", "Глава города"],
                ["«__» ______ 2024", "«__» ______ 2024"],
                columns=2,
            ),
            "Проект плана мероприятий на 2024 год",
            events(2),
        )
    )

    assert furniture(plan) == (
        "Проект",
        (
            "СОГЛАСОВАНО",
            "Председатель союза",
            "«__» ______ 2024",
            "УТВЕРЖДАЮ",
            "Глава города",
            "«__» ______ 2024",
        ),
        ("Проект плана мероприятий на 2024 год",),
        (),
    )
    assert [item.title for item in plan.items()] == ["Форум"]


def test_approval_and_title_in_one_table_without_borders() -> None:
    plan = extract_plan(
        document(
            table(
                ["Проект", "УТВЕРЖДЕН\nпостановлением главы\nот 12.01.2024 № 5"],
                [Wide("План мероприятий на 2024 год", 2)],
                columns=2,
            ),
            events(2),
        )
    )

    assert furniture(plan) == (
        "Проект",
        ("УТВЕРЖДЕН", "постановлением главы", "от 12.01.2024 № 5"),
        ("План мероприятий на 2024 год",),
        (),
    )


@pytest.mark.parametrize(
    ("above", "approval", "owner"),
    [
        (["УТВЕРЖДАЮ", "Глава города Вологды", "Союз городов"], 2, "Союз городов"),
        (
            ["УТВЕРЖДЕНО", "решением Совета", "Межрегиональная ассоциация городов"],
            2,
            "Межрегиональная ассоциация городов",
        ),
        (["СОГЛАСОВАНО", "Комитет по культуре", "Отдел планирования"], 2, "Отдел планирования"),
        (["УТВЕРЖДАЮ", "Глава города Вологды"], 2, None),
        (["СОГЛАСОВАНО", "Комитет по культуре"], 2, None),
        (["Приложение", "к решению", "Совета ассоциации"], 3, None),
    ],
)
def test_approval_without_a_date_ends_before_the_owner(
    above: list[str], approval: int, owner: str | None
) -> None:
    plan = extract_plan(document(*above, "План мероприятий на 2024 год", events()))

    assert (plan.approval, plan.owner) == (tuple(above[:approval]), owner)


def test_attachment_to_an_order() -> None:
    plan = extract_plan(
        document(
            "Приложение № 1",
            "к распоряжению администрации",
            "от 12.01.2024 № 5-р",
            "Комитет по культуре",
            "План мероприятий на 2024 год",
            events(),
        )
    )

    assert plan.approval == (
        "Приложение № 1",
        "к распоряжению администрации",
        "от 12.01.2024 № 5-р",
    )
    assert plan.title_lines == ("Комитет по культуре", "План мероприятий на 2024 год")


def test_words_above_that_are_nothing_of_it_are_told() -> None:
    plan = extract_plan(document("Версия для печати", "План мероприятий на 2024 год", events()))

    assert furniture(plan) == ("", (), ("План мероприятий на 2024 год",), ())
    assert [f.evidence for f in plan.findings if f.code == "plan.text_above"] == [
        "Версия для печати"
    ]


@pytest.mark.parametrize(
    "signed",
    [
        table(["Директор", "__________", "И. И. Котов"], columns=3, number=2),
        table(["Директор\tмузея", "И. И. Котов"], columns=2, number=2),
    ],
    ids=["with a place to sign", "post and name"],
)
def test_signature_in_a_table_gives_no_event(signed: Table) -> None:
    plan = extract_plan(document("План мероприятий на 2024 год", events(), signed))

    texts = [cell.text for cell in signed.rows[0].cells]
    assert plan.signature == ("\t".join(texts),)
    assert [item.title for item in plan.items()] == ["Форум"]


def test_signature_in_the_last_row_of_the_plan() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(
                ["№", "Мероприятие", "Срок"],
                ["1", "Форум", "май"],
                ["Директор музея", "", "И. И. Котов"],
                columns=3,
            ),
        )
    )

    assert plan.signature == ("Директор музея\tИ. И. Котов",)
    assert [item.title for item in plan.items()] == ["Форум"]


def test_remark_between_table_and_signature_is_told() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            events(),
            "Сроки могут быть уточнены организаторами.",
            "Председатель комитета",
        )
    )

    assert plan.signature == ("Председатель комитета",)
    assert [f.evidence for f in plan.findings if f.code == "plan.text_outside"] == [
        "Сроки могут быть уточнены организаторами."
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("ПРОЕКТ", True),
        ("Проект от 12.01.2024", True),
        ("«проект»", True),
        ("Проект плана мероприятий", False),
        ("Проектная деятельность", False),
        ("План", False),
    ],
)
def test_is_stamp(line: str, expected: bool) -> None:
    assert is_stamp(line) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("УТВЕРЖДАЮ:", True),
        ("Утвержден распоряжением", True),
        ("«Согласовано»", True),
        ("Приложение 2", True),
        ("У Т В Е Р Ж Д А Ю", True),
        ("План утверждён", False),
        ("Утверждение плана работы", False),
        ("Согласование проекта", False),
        ("Союз городов", False),
    ],
)
def test_opens_approval(line: str, expected: bool) -> None:
    assert opens_approval(line) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Глава города", "И. И. Котов"], True),
        (["И. о. начальника управления", "____________"], True),
        (["Исп. Отдел культуры, тел. 12-34-56"], True),
        (["Форум молодёжи", "И. И. Котов"], False),
        (["Руководителям учреждений обеспечить участие команд."], False),
        ([], False),
    ],
)
def test_are_signature(lines: list[str], expected: bool) -> None:
    assert are_signature(lines) is expected


def test_is_signed_row_needs_a_name_at_the_end() -> None:
    assert is_signed_row(["Директор", "И. И. Котов"])
    assert is_signed_row(["Директор", "_______", "И. И. Котов"])
    assert not is_signed_row(["Директор", "Форум", "май"])
    assert not is_signed_row(["Глава города посещает школы", "май", "И. И. Котов"])


LINES = st.lists(
    st.sampled_from(
        [
            "УТВЕРЖДАЮ",
            "Глава города",
            "«__» ____ 2024 г.",
            "Проект",
            "Союз городов",
            "Версия 2",
            "Примечание к плану.",
            "И. И. Котов",
        ]
    ),
    max_size=6,
)


@given(LINES)
def test_every_line_above_goes_to_one_place(lines: list[str]) -> None:
    front = split_front(lines)

    assert sorted((*front.stamp, *front.approval, *front.rest)) == list(range(len(lines)))


@given(LINES)
def test_signature_is_an_end_of_the_lines(lines: list[str]) -> None:
    start = signature_start(lines)

    assert start == len(lines) or are_signature(lines[start:])


@given(LINES, LINES)
@settings(deadline=None, max_examples=40)
def test_no_line_around_a_plan_is_lost(above: list[str], below: list[str]) -> None:
    plan = extract_plan(document(*above, "План мероприятий на 2024 год", events(), *below))

    kept = [*plan.title_lines, plan.stamp, *plan.approval, *plan.signature]
    kept += [finding.evidence for finding in plan.findings]
    said = "\n".join(kept)
    assert [line for line in (*above, *below) if line not in said] == []


def test_small_table_of_events_about_approving_is_no_furniture() -> None:
    plan = extract_plan(
        document(
            "План мероприятий на 2024 год",
            table(
                ["Утверждение плана союза", "январь", "г. Вологда"],
                ["Согласование бюджета", "март", "г. Шуя"],
                ["Форум", "5 мая", "г. Шуя"],
                columns=3,
            ),
        )
    )

    assert plan.approval == ()
    assert [item.title for item in plan.items()] == [
        "Утверждение плана союза",
        "Согласование бюджета",
        "Форум",
    ]

"""The public JSON form: keys, nulls, cells that share a role."""

import json

from tests.planbook.plans.trees import document, table

from planbook.plans import extract_plan, plan_to_json

ITEM_KEYS = {
    "number",
    "title",
    "kind",
    "edition",
    "timing",
    "places",
    "attendance_mode",
    "organizers",
    "partners",
    "description",
    "audience_text",
    "note",
    "cells",
    "source",
    "scope",
    "topic",
    "involvement",
    "parent_event",
    "operator",
    "initiator",
}
TIMING_KEYS = {
    "text",
    "kind",
    "edtf",
    "earliest",
    "latest",
    "extent",
    "rrule",
    "dates",
    "status",
    "is_approximate",
    "note",
    "findings",
    "times",
    "moved_from",
    "reason",
}
PLACE_KEYS = {
    "text",
    "locality",
    "district",
    "region",
    "country",
    "venue",
    "organization",
    "latitude",
    "longitude",
}


def test_public_keys_and_verbatim_cells() -> None:
    plan = extract_plan(
        document(
            "План на 2023 год",
            table(
                ["№", "Мероприятие", "Срок", "Место", "Исполнитель", "Ответственный", "Погода"],
                ["1.", "· Форум", "май ", "Вологда\n\n(ВКС)", "Отдел", "Клуб", "ясно"],
                columns=7,
            ),
        )
    )

    told = json.loads(json.dumps(plan_to_json(plan)))

    (item,) = told["sections"][0]["items"]
    assert item.keys() >= ITEM_KEYS
    assert item["timing"].keys() >= TIMING_KEYS
    assert item["places"][0].keys() >= PLACE_KEYS
    assert item["cells"] == {
        "number": "1.",
        "title": "· Форум",
        "timing": "май ",
        "place": "Вологда\n\n(ВКС)",
        "responsible": "Отдел\nКлуб",
        "other:Погода": "ясно",
    }
    assert (item["number"], item["title"], item["note"]) == ("1", "Форум", "Погода: ясно")
    assert (item["edition"], item["operator"], item["initiator"]) == (None, None, None)
    assert (item["source"], item["attendance_mode"]) == ({"table": 1, "row": 2}, "online")


def test_findings_of_rows_are_told_with_their_place() -> None:
    plan = extract_plan(
        document(
            "План на 2023 год",
            table(["Мероприятие", "Срок"], ["Собрания:", "май"], columns=2),
        )
    )

    told = [f for f in plan_to_json(plan)["findings"] if f["code"] == "title.orphan_colon"]

    assert [(finding["severity"], finding["source"]["row"]) for finding in told] == [("warning", 2)]

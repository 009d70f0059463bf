"""Foreign keys written as strings escape the import checker: they too may only point downwards."""

import pytest

django_apps = pytest.importorskip("django.apps")

ROOMS = (
    "registry",
    "evidence",
    "planning",
    "exchanges",
    "outcomes",
    "reporting",
    "papers",
    "intake",
    "notices",
    "campaigns",
)


@pytest.mark.parametrize("room", ROOMS)
def test_foreign_keys_point_to_the_same_room_or_lower(room: str) -> None:
    below = {*ROOMS[: ROOMS.index(room) + 1], "auth"}

    pointing = {
        field.related_model._meta.app_label: f"{model.__name__}.{field.name}"
        for model in django_apps.apps.get_app_config(room).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model
    }

    assert {label: name for label, name in pointing.items() if label not in below} == {}

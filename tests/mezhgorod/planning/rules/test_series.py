import pytest
from tests.factories.drafts import row

from mezhgorod.planning.rules import series_key, series_name
from planbook.plans import Action


@pytest.mark.parametrize(
    ("title", "fields", "key", "name"),
    [
        (
            "XXII Всероссийский конкурс юных художников «Синяя птица»",
            {"edition_text": "XXII", "kind": "конкурс", "own_name": "Синяя птица"},
            "синий птица",
            "Конкурс «Синяя птица»",
        ),
        (
            "XIX летняя Спартакиада Союза городов",
            {"edition_text": "XIX", "kind": "спартакиада"},
            "летний спартакиада союз город",
            "Летняя Спартакиада Союза городов",
        ),
        (
            "XXIX сессия МАГ «Время умных городов!» Итоги XV смотра-конкурса",
            {"edition_text": "XXIX", "kind": "сессия", "own_name": "Время умных городов!"},
            "сессия маг",
            "Сессия МАГ",
        ),
        (
            "Участие в X Московском урбанистическом форуме",
            {"edition_text": "X", "kind": "форум", "action": Action.ATTEND},
            "московский урбанистический форум",
            "Участие в Московском урбанистическом форуме",
        ),
        (
            "Проведение Х слёта педагогических династий (областной институт)",
            {"edition_text": "Х", "kind": "слёт", "action": Action.HOLD},
            "слет педагогический династия",
            "Проведение слёта педагогических династий",
        ),
        (
            "Участие в конференции «Седьмые Гротовские чтения»",
            {"edition_text": "Седьмые", "own_name": "Седьмые Гротовские чтения"},
            "гротовский чтение",
            "«Гротовские чтения»",
        ),
    ],
)
def test_series_of_a_numbered_row(
    title: str, fields: dict[str, object], key: str, name: str
) -> None:
    event = row(title, edition=1, **fields)

    assert (series_key(event), series_name(event)) == (key, name)


def test_series_key_keeps_seasons_of_one_own_name_apart() -> None:
    winter = row("III зимние игры «Русь»", edition_text="III", own_name="Русь")
    summer = row("III летние игры «Русь»", edition_text="III", own_name="Русь")

    assert {series_key(winter), series_key(summer)} == {"зимний русь", "летний русь"}

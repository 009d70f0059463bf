"""An erased person leaves papers: words, files, those that wait; numbers stay."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.factories.outcomes import make_stage
from tests.factories.papers import make_batch, make_template
from tests.factories.word import paragraph

from mezhgorod.notices.actions.erasing import erase_person_everywhere
from mezhgorod.papers.models import Paper, PaperBatch
from mezhgorod.papers.queries.journal import papers_of_person
from mezhgorod.papers.rules import Addressee
from mezhgorod.registry.models import Contact, Person
from mezhgorod.registry.rules import SYSTEM

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)
NAME, EMAIL = "Ломоносов Михаил Васильевич", "lomonosov@example.org"


def test_no_trace_of_an_erased_person_remains_in_papers(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    stage = make_stage()
    person = Person.objects.create(full_name=NAME, email=EMAIL)
    Contact.objects.create(
        owner=stage.owner, organization=stage.vologda, person=person, email=EMAIL
    )
    version = make_template(stage.owner, paragraph("{адресат.имя:дат} от {подписант.имя}"))
    theirs = Addressee(NAME, "академик", email=EMAIL, person_id=person.pk)
    by_name = Addressee(NAME.replace("Ломоносов", "ЛОМОНОСОВ"))
    other = Addressee("Чуковский Корней Иванович")
    made = [
        make_batch(stage.held, one, version=version).papers.get()
        for one in (theirs, by_name, other)
    ]
    files = [paper.file.path for paper in made]
    PaperBatch.objects.filter(pk=made[2].batch_id).update(signer_name=NAME)
    waiting = make_batch(stage.held, *([other] * 21), theirs, version=version)
    kept = papers_of_person(person=person, owner=stage.owner)
    assert [one["бумага"] for one in kept] == ["приглашение № 1 от 03.03.2026"]

    with django_capture_on_commit_callbacks(execute=True):
        erase_person_everywhere(person=person, owner=stage.owner, actor=SYSTEM, now=NOW)
        # A file goes with the commit: what is taken back would lose it.
        assert all(Path(one).exists() for one in files)

    told = str(list(Paper.objects.values())) + str(list(PaperBatch.objects.values()))
    assert "ломоносов" not in told.lower()
    assert EMAIL not in told
    rows = list(Paper.objects.order_by("number").values_list("number", "file", "text"))
    erased = "Файл удалён: данные человека стёрты по его просьбе."
    assert rows[:2] == [(1, "", erased), (2, "", erased)]
    assert rows[2][2].strip() == "Чуковскому Корнею Ивановичу от"
    assert [Path(one).exists() for one in files] == [False, False, True]
    waiting.refresh_from_db()
    assert (waiting.total, len(waiting.addressees)) == (21, 21)

"""An erased person leaves the facts of events; what was said and awarded stays."""

import pytest
from tests.factories.outcomes import NOW, make_stage

from mezhgorod.notices.actions.erasing import erase_person_everywhere
from mezhgorod.outcomes.actions import add_award, add_talk, change_held, set_agenda
from mezhgorod.outcomes.rules import AgendaDraft, AwardDraft, TalkDraft
from mezhgorod.registry.models import Person
from mezhgorod.registry.rules import SYSTEM

pytestmark = pytest.mark.django_db
NAME = "Докладчик Вологды"


def test_the_name_goes_and_the_facts_stay() -> None:
    stage = make_stage()
    person = Person.objects.create(full_name=NAME, purpose="доклады", consent_basis="согласие")
    talk = TalkDraft(name="Докладчик В.", post="директор", title="Тропы", person_id=person.pk)
    add_talk(held=stage.held, talk=talk, actor=SYSTEM, now=NOW)
    add_talk(held=stage.held, talk=TalkDraft(name="Другой"), actor=SYSTEM, now=NOW)
    add_award(held=stage.held, award=AwardDraft(winner=NAME), actor=SYSTEM, now=NOW)
    question = AgendaDraft("Выборы", elected=f"{NAME}, председатель")
    set_agenda(held=stage.held, agenda=[question], actor=SYSTEM, now=NOW)
    change_held(
        held=stage.held, values={"result": f"Выступил {NAME.upper()}."}, actor=SYSTEM, now=NOW
    )

    erase_person_everywhere(person=person, owner=stage.owner, actor=SYSTEM, now=NOW)

    number = f"человек № {person.pk}"
    stage.held.refresh_from_db()
    assert list(stage.held.talks.values_list("name", "post", "title")) == [
        (number, "", "Тропы"), ("Другой", "", ""),
    ]  # fmt: skip
    assert stage.held.awards.get().winner == number
    assert stage.held.agenda.get().elected == f"{number}, председатель"
    assert stage.held.result == f"Выступил {number}."

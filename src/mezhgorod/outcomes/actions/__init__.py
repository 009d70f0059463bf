"""Use cases of outcomes: one function is one transaction and leaves a line in the journal."""

from mezhgorod.outcomes.actions.counts import set_counts
from mezhgorod.outcomes.actions.doubts import decide_doubt, reopen_doubt
from mezhgorod.outcomes.actions.elections import confirm_election, undo_election
from mezhgorod.outcomes.actions.materials import (
    add_file,
    add_link,
    add_photo,
    change_material,
    remove_material,
)
from mezhgorod.outcomes.actions.parties import mark_present, set_parties
from mezhgorod.outcomes.actions.proceedings import (
    add_award,
    add_talk,
    add_task,
    change_award,
    change_talk,
    change_task,
    remove_award,
    remove_talk,
    remove_task,
    set_agenda,
    set_awards,
    set_talks,
    set_tasks,
)
from mezhgorod.outcomes.actions.recording import (
    begin_held,
    change_held,
    delete_held,
    record_held,
    set_outcome,
)
from mezhgorod.outcomes.actions.reviewing import (
    accept_facts,
    hide_facts,
    publish_facts,
    return_facts,
    submit_facts,
)
from mezhgorod.outcomes.actions.sources import add_source, prefer_source, remove_source
from mezhgorod.outcomes.actions.standings import (
    ensure_trophy,
    hand_trophy,
    remove_standings,
    set_standings,
    take_back_trophy,
)

__all__ = [
    "accept_facts",
    "add_award",
    "add_file",
    "add_link",
    "add_photo",
    "add_source",
    "add_talk",
    "add_task",
    "begin_held",
    "change_award",
    "change_held",
    "change_material",
    "change_talk",
    "change_task",
    "confirm_election",
    "decide_doubt",
    "delete_held",
    "ensure_trophy",
    "hand_trophy",
    "hide_facts",
    "mark_present",
    "prefer_source",
    "publish_facts",
    "record_held",
    "remove_award",
    "remove_material",
    "remove_source",
    "remove_standings",
    "remove_talk",
    "remove_task",
    "reopen_doubt",
    "return_facts",
    "set_agenda",
    "set_awards",
    "set_counts",
    "set_outcome",
    "set_parties",
    "set_standings",
    "set_talks",
    "set_tasks",
    "submit_facts",
    "take_back_trophy",
    "undo_election",
]

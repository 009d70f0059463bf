"""Reads of held events: one module per topic, nothing here writes."""

from mezhgorod.outcomes.queries.doubt_values import Doubt
from mezhgorod.outcomes.queries.doubts import doubts_of, doubts_of_many
from mezhgorod.outcomes.queries.held import (
    HeldDetail,
    HeldFilter,
    held_detail,
    held_list,
    hosts_of,
    hosts_prefetch,
)
from mezhgorod.outcomes.queries.matrix import ParticipationMatrix, participation_matrix
from mezhgorod.outcomes.queries.next_hosts import NextHost, next_hosts_of
from mezhgorod.outcomes.queries.participant_tables import (
    ParticipantRow,
    ParticipantTable,
    read_participant_table,
)
from mezhgorod.outcomes.queries.plan_fact import (
    FactRow,
    PlanAgainstFact,
    plan_against_fact,
    silent_events,
)
from mezhgorod.outcomes.queries.recognising import (
    Recognised,
    RecognisedParty,
    cities_told,
    recognise_parties,
)
from mezhgorod.outcomes.queries.sheets import event_role, sheet_of, sheets_of
from mezhgorod.outcomes.queries.subjects import (
    held_subject,
    held_visible_to,
    host_parties,
    is_public,
    without_exchanges,
)
from mezhgorod.outcomes.queries.trophies import TrophyHistory, proposed_holder, trophies_of

__all__ = [
    "Doubt",
    "FactRow",
    "HeldDetail",
    "HeldFilter",
    "NextHost",
    "ParticipantRow",
    "ParticipantTable",
    "ParticipationMatrix",
    "PlanAgainstFact",
    "Recognised",
    "RecognisedParty",
    "TrophyHistory",
    "cities_told",
    "doubts_of",
    "doubts_of_many",
    "event_role",
    "held_detail",
    "held_list",
    "held_subject",
    "held_visible_to",
    "host_parties",
    "hosts_of",
    "hosts_prefetch",
    "is_public",
    "next_hosts_of",
    "participation_matrix",
    "plan_against_fact",
    "proposed_holder",
    "read_participant_table",
    "recognise_parties",
    "sheet_of",
    "sheets_of",
    "silent_events",
    "trophies_of",
    "without_exchanges",
]

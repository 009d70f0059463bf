"""What may be done with the facts of held events, by whom, in which states of the facts.

The subject is a held event; its `party_id` is a host city of it (`queries.subjects`). Whoever keeps
facts may do so in every state; a host tells only while facts are gathered or sent back.
"""

from __future__ import annotations

from mezhgorod.outcomes.rules.words import FactState
from mezhgorod.registry.rules import Reach, Right, Role

_KEEPERS = {
    Role.DIRECTORATE: Reach.OWNER,
    Role.REGIONAL_COORDINATOR: Reach.OWNER,
    Role.BODY_COORDINATOR: Reach.BODY,
}
_OWNERS = {Role.DIRECTORATE: Reach.OWNER, Role.REGIONAL_COORDINATOR: Reach.OWNER}
_HOSTS = {Role.CITY_CONTACT: Reach.PARTY, Role.CLERK: Reach.PARTY}
_WATCHERS = {Role.AUDITOR: Reach.OWNER, Role.APPROVER: Reach.OWNER}
_TELLING = frozenset({FactState.DRAFT, FactState.RETURNED})

SEE_HELD = Right(
    "held.see",
    "видеть сведения о прошедшем мероприятии до публикации",
    {**_KEEPERS, **_WATCHERS, **_HOSTS},
    linked_with="held.tell",
)
KEEP_FACTS = Right("held.keep", "вести сведения о прошедших мероприятиях", _KEEPERS)
ACCEPT_FACTS = Right(
    "held.accept",
    "принимать и возвращать сведения о мероприятии",
    _KEEPERS,
    states=frozenset({FactState.DRAFT, FactState.SUBMITTED, FactState.RETURNED}),
)
RETURN_FACTS = Right(
    "held.return",
    "возвращать сведения о мероприятии на уточнение",
    _KEEPERS,
    states=frozenset({FactState.SUBMITTED, FactState.ACCEPTED}),
)
TELL_FACTS = Right(
    "held.tell",
    "сообщать, как прошло мероприятие",
    {**_KEEPERS, **_HOSTS},
    states=_TELLING,
    refusal="Сведения об этом мероприятии сообщает принимающий город. Обратитесь к дирекции.",
)
TAKE_ATTENDANCE = Right(
    "held.attendance",
    "отмечать участников на месте",
    {**_KEEPERS, **_HOSTS},
    states=_TELLING,
    linked_with=TELL_FACTS.code,
)
KEEP_STANDINGS = Right(
    "held.standings",
    "вносить места и награды",
    {**_KEEPERS, **_HOSTS},
    states=_TELLING,
    linked_with=TELL_FACTS.code,
)
ADD_MATERIALS = Right(
    "held.materials",
    "добавлять материалы мероприятия",
    {**_KEEPERS, **_HOSTS},
    states=_TELLING,
    linked_with=TELL_FACTS.code,
)
PUBLISH_FACTS = Right(
    "held.publish",
    "показывать итоги мероприятия всем",
    _OWNERS,
    states=frozenset({FactState.ACCEPTED}),
)
HIDE_FACTS = Right("held.hide", "скрывать показанные итоги мероприятия", _OWNERS)

OUTCOMES_RIGHTS = (
    SEE_HELD,
    KEEP_FACTS,
    ACCEPT_FACTS,
    RETURN_FACTS,
    TELL_FACTS,
    TAKE_ATTENDANCE,
    KEEP_STANDINGS,
    ADD_MATERIALS,
    PUBLISH_FACTS,
    HIDE_FACTS,
)

"""What may be done with the registry, documents, people, links; each room adds its own rights."""

from __future__ import annotations

from mezhgorod.registry.rules.roles import Reach, Right, Role

_MAKERS = {
    Role.DIRECTORATE: Reach.OWNER,
    Role.REGIONAL_COORDINATOR: Reach.OWNER,
}
_READERS = {**_MAKERS, Role.AUDITOR: Reach.OWNER}
_LOG_IN = "Войдите под учётной записью дирекции."

IMPORT_DOCUMENTS = Right(
    "document.import",
    "загружать и принимать документы",
    _MAKERS,
    refusal=f"Загружать и принимать документы может дирекция, и только свои. {_LOG_IN}",
)
KEEP_CITIES = Right(
    "registry.cities",
    "вести общий справочник городов и их дат",
    _MAKERS,
    refusal=f"Менять справочник городов может дирекция. {_LOG_IN}",
)
SEE_PEOPLE = Right("people.see", "видеть людей, их роли и личные ссылки", _READERS)
KEEP_PEOPLE = Right("people.keep", "заводить людей и давать им роли", _MAKERS)
KEEP_PERSONAL_DATA = Right(
    "people.personal_data", "вести, выгружать и стирать персональные данные", _MAKERS
)
SEE_JOURNAL = Right("journal.see", "читать журнал действий", _READERS)
GIVE_LINKS = Right(
    "link.give",
    "выдавать личные ссылки",
    {
        **_MAKERS,
        Role.BODY_COORDINATOR: Reach.OWNER,
        Role.CITY_CONTACT: Reach.PARTY,
        Role.CLERK: Reach.PARTY,
    },
)
KEEP_LINKS = Right("link.keep", "отзывать и продлевать личные ссылки", _MAKERS)

REGISTRY_RIGHTS = (
    IMPORT_DOCUMENTS,
    KEEP_CITIES,
    SEE_PEOPLE,
    KEEP_PEOPLE,
    KEEP_PERSONAL_DATA,
    SEE_JOURNAL,
    GIVE_LINKS,
    KEEP_LINKS,
)

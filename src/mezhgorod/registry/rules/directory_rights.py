"""What may be done with members, bodies, offices, agreements and publications, and by whom."""

from __future__ import annotations

from mezhgorod.registry.rules.roles import Reach, Right, Role

_KEEPERS = {
    Role.DIRECTORATE: Reach.OWNER,
    Role.REGIONAL_COORDINATOR: Reach.OWNER,
}

KEEP_DIRECTORY = Right(
    "directory.keep",
    "вести сведения об объединении: членов, органы, соглашения, издания, эмблему",
    _KEEPERS,
    refusal=(
        "Менять сведения об организации может её дирекция. Войдите под учётной записью дирекции."
    ),
)
SEE_CONTACTS = Right(
    "directory.contacts",
    "видеть людей и адреса, скрытые от всех",
    {
        **_KEEPERS,
        Role.AUDITOR: Reach.OWNER,
        Role.APPROVER: Reach.OWNER,
        Role.BODY_COORDINATOR: Reach.OWNER,
    },
)
DIRECTORY_RIGHTS = (KEEP_DIRECTORY, SEE_CONTACTS)

"""Pure words and decisions of the registry: kinds, names, roles and rights. No queries."""

from mezhgorod.registry.rules.bodies import (
    BodyKind,
    DecisionKind,
    MembershipEnd,
)
from mezhgorod.registry.rules.foundings import (
    founding_choices,
)
from mezhgorod.registry.rules.kinds import (
    MunicipalityIdentity,
    MunicipalityKind,
    OrganizationKind,
    municipality_identity,
    organization_kind,
)
from mezhgorod.registry.rules.names import (
    MAX_SLUG,
    digest,
    free_slug,
    name_key,
    slug_text,
    split_short_name,
)
from mezhgorod.registry.rules.refusals import (
    RuleViolation,
)
from mezhgorod.registry.rules.rights import may_change_plans, may_import
from mezhgorod.registry.rules.roles import (
    NOBODY,
    SYSTEM,
    Actor,
    Grant,
    LinkTask,
    Reach,
    Right,
    Role,
    Subject,
    ensure_may,
    may,
)

__all__ = [
    "MAX_SLUG",
    "NOBODY",
    "SYSTEM",
    "Actor",
    "BodyKind",
    "DecisionKind",
    "Grant",
    "LinkTask",
    "MembershipEnd",
    "MunicipalityIdentity",
    "MunicipalityKind",
    "OrganizationKind",
    "Reach",
    "Right",
    "Role",
    "RuleViolation",
    "Subject",
    "digest",
    "ensure_may",
    "founding_choices",
    "free_slug",
    "may",
    "may_change_plans",
    "may_import",
    "municipality_identity",
    "name_key",
    "organization_kind",
    "slug_text",
    "split_short_name",
]

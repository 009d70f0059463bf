"""Use cases of the registry: regions, municipalities and organizations made from documents."""

from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.actions.city_dates import load_city_dates, save_city_dates
from mezhgorod.registry.actions.links import issue_link, link_token, renew_link, withdraw_link
from mezhgorod.registry.actions.logos import delete_logo, save_logo
from mezhgorod.registry.actions.municipalities import MunicipalityIndex, ensure_municipalities
from mezhgorod.registry.actions.organizations import (
    OrganizationIndex,
    ensure_organization,
    organization_index,
)
from mezhgorod.registry.actions.parties import ensure_party
from mezhgorod.registry.actions.permissions import ensure_may_change_plans, ensure_may_import
from mezhgorod.registry.actions.regions import load_regions

__all__ = [
    "Done",
    "MunicipalityIndex",
    "OrganizationIndex",
    "delete_logo",
    "ensure_may_change_plans",
    "ensure_may_import",
    "ensure_municipalities",
    "ensure_organization",
    "ensure_party",
    "issue_link",
    "link_token",
    "load_city_dates",
    "load_regions",
    "organization_index",
    "renew_link",
    "save_city_dates",
    "save_logo",
    "withdraw_link",
    "write_audit",
]

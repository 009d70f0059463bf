"""Use cases of the registry: regions, municipalities and organizations made from documents."""

from mezhgorod.registry.actions.agreements import (
    AgreementDraft,
    CounterpartDraft,
    delete_agreement,
    delete_counterpart,
    save_agreement,
    save_counterpart,
)
from mezhgorod.registry.actions.audit import Done, write_audit
from mezhgorod.registry.actions.bodies import (
    BodyDraft,
    DecisionDraft,
    delete_body,
    record_decision,
    save_body,
)
from mezhgorod.registry.actions.city_dates import load_city_dates, save_city_dates
from mezhgorod.registry.actions.links import issue_link, link_token, renew_link, withdraw_link
from mezhgorod.registry.actions.logos import delete_logo, save_logo
from mezhgorod.registry.actions.member_lists import PastedMembers, paste_members
from mezhgorod.registry.actions.memberships import (
    Ending,
    MembershipDraft,
    admit_member,
    delete_membership,
    edit_membership,
    end_membership,
    merge_members,
)
from mezhgorod.registry.actions.municipalities import MunicipalityIndex, ensure_municipalities
from mezhgorod.registry.actions.offices import (
    PostDraft,
    Seat,
    TenureDraft,
    Terms,
    begin_terms,
    delete_post,
    delete_tenure,
    end_tenure,
    record_election,
    save_post,
    save_tenure,
)
from mezhgorod.registry.actions.organizations import (
    OrganizationIndex,
    ensure_organization,
    organization_index,
)
from mezhgorod.registry.actions.parties import (
    ContactDraft,
    Renaming,
    add_department,
    city_named,
    delete_contact,
    ensure_party,
    party_named,
    rename_party,
    save_contact,
)
from mezhgorod.registry.actions.people_named import Named
from mezhgorod.registry.actions.periodicals import (
    PeriodicalDraft,
    delete_periodical,
    save_periodical,
)
from mezhgorod.registry.actions.regions import load_regions
from mezhgorod.registry.actions.shipped_directory import load_who_is_who
from mezhgorod.registry.actions.undoing import may_undo, undo_change

__all__ = [
    "AgreementDraft",
    "BodyDraft",
    "ContactDraft",
    "CounterpartDraft",
    "DecisionDraft",
    "Done",
    "Ending",
    "MembershipDraft",
    "MunicipalityIndex",
    "Named",
    "OrganizationIndex",
    "PastedMembers",
    "PeriodicalDraft",
    "PostDraft",
    "Renaming",
    "Seat",
    "TenureDraft",
    "Terms",
    "add_department",
    "admit_member",
    "begin_terms",
    "city_named",
    "delete_agreement",
    "delete_body",
    "delete_contact",
    "delete_counterpart",
    "delete_logo",
    "delete_membership",
    "delete_periodical",
    "delete_post",
    "delete_tenure",
    "edit_membership",
    "end_membership",
    "end_tenure",
    "ensure_municipalities",
    "ensure_organization",
    "ensure_party",
    "issue_link",
    "link_token",
    "load_city_dates",
    "load_regions",
    "load_who_is_who",
    "may_undo",
    "merge_members",
    "organization_index",
    "party_named",
    "paste_members",
    "record_decision",
    "record_election",
    "rename_party",
    "renew_link",
    "save_agreement",
    "save_body",
    "save_city_dates",
    "save_contact",
    "save_counterpart",
    "save_logo",
    "save_periodical",
    "save_post",
    "save_tenure",
    "undo_change",
    "withdraw_link",
    "write_audit",
]

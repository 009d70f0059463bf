from mezhgorod.registry.models.agreement import Agreement, AgreementParty, Counterpart
from mezhgorod.registry.models.body import Body, Decision
from mezhgorod.registry.models.city_dates import CityDates
from mezhgorod.registry.models.logo import OrganizationLogo
from mezhgorod.registry.models.membership import Membership, MembershipPlace
from mezhgorod.registry.models.municipality import Municipality, MunicipalityName
from mezhgorod.registry.models.office import Post, Tenure
from mezhgorod.registry.models.organization import Organization, OrganizationName
from mezhgorod.registry.models.periodical import Periodical
from mezhgorod.registry.models.person import Contact, Person
from mezhgorod.registry.models.region import Region
from mezhgorod.registry.models.rights import AuditEntry, PersonalLink, RoleGrant
from mezhgorod.registry.models.user import User

__all__ = [
    "Agreement",
    "AgreementParty",
    "AuditEntry",
    "Body",
    "CityDates",
    "Contact",
    "Counterpart",
    "Decision",
    "Membership",
    "MembershipPlace",
    "Municipality",
    "MunicipalityName",
    "Organization",
    "OrganizationLogo",
    "OrganizationName",
    "Periodical",
    "Person",
    "PersonalLink",
    "Post",
    "Region",
    "RoleGrant",
    "Tenure",
    "User",
]

from mezhgorod.registry.models.city_dates import CityDates
from mezhgorod.registry.models.logo import OrganizationLogo
from mezhgorod.registry.models.municipality import Municipality, MunicipalityName
from mezhgorod.registry.models.organization import Organization, OrganizationName
from mezhgorod.registry.models.region import Region
from mezhgorod.registry.models.user import User

__all__ = [
    "CityDates",
    "Municipality",
    "MunicipalityName",
    "Organization",
    "OrganizationLogo",
    "OrganizationName",
    "Region",
    "User",
]

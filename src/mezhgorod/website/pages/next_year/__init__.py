"""The plan of the next period, and the editions of series it counts by."""

from mezhgorod.website.pages.next_year.editions import editions_of, host, record
from mezhgorod.website.pages.next_year.proposing import plan_next

__all__ = ["editions_of", "host", "plan_next", "record"]

"""Layouts of organizations."""

from dataclasses import replace

from tests.factories.plans import NOW

from mezhgorod.planning.actions import save_layout
from mezhgorod.planning.models import PlanLayout
from mezhgorod.registry.models import Organization
from mezhgorod.registry.rules import SYSTEM
from planbook.layouts import Layout, layout_from_dict, layout_named

OURS = replace(layout_named("sgcszr-plan"), name="ours", title="Наш макет")


def kept(owner: Organization, layout: Layout = OURS) -> PlanLayout:
    return save_layout(stored=None, owner=owner, layout=layout, actor=SYSTEM, now=NOW)


def stored_layout() -> Layout:
    """The only layout there is, as it is kept."""
    return layout_from_dict(PlanLayout.objects.get().data)

"""One controller per address: find what is asked for, hand it to `publication`."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast
from uuid import UUID

from dmr import APIError, Controller, Path, ResponseSpec
from dmr.plugins.msgspec import MsgspecSerializer

from mezhgorod.planning.models import Event, Plan, PlanSection
from mezhgorod.planning.queries import events_visible_to
from mezhgorod.publication.data import city_data, event_data, plan_data, plans_data, section_data
from mezhgorod.registry.models import Municipality
from mezhgorod.website.api import shapes
from mezhgorod.website.open_data import EVERYBODY, links_of, published_plans


class OpenController(Controller[MsgspecSerializer]):
    """What all addresses share.

    Answers are not validated at run time: they are built by our own code, and tests hold them
    against the shapes.
    """

    is_abstract = True
    validate_responses = False
    responses = (ResponseSpec(Controller.error_model, status_code=HTTPStatus.NOT_FOUND),)

    def not_found(self, message: str) -> APIError[object]:
        """Return the refusal to raise when nothing published stands at an address."""
        return APIError(self.format_error(message), status_code=HTTPStatus.NOT_FOUND)

    def published_plan(self, slug: str) -> Plan:
        """Return a plan that everybody may read."""
        plan = published_plans().select_related("owner", "document").filter(slug=slug).first()
        if plan is None:
            raise self.not_found("Такого опубликованного плана нет.")
        return plan


class PlansController(OpenController):
    """Список опубликованных планов."""

    def get(self) -> shapes.PlanList:
        return cast("shapes.PlanList", plans_data(actor=EVERYBODY, links=links_of(self.request)))


class PlanController(OpenController):
    """План целиком: разделы, строки, ячейки документа, замечания."""

    def get(self, parsed_path: Path[shapes.PlanAddress]) -> shapes.PlanData:
        plan = self.published_plan(parsed_path.slug)
        return cast("shapes.PlanData", plan_data(plan=plan, links=links_of(self.request)))


class SectionController(OpenController):
    """Один раздел плана."""

    def get(self, parsed_path: Path[shapes.SectionAddress]) -> shapes.SectionData:
        plan = self.published_plan(parsed_path.slug)
        section = PlanSection.objects.filter(plan=plan, position=parsed_path.position).first()
        if section is None:
            raise self.not_found("Такого раздела в плане нет.")
        section.plan = plan
        return cast(
            "shapes.SectionData", section_data(section=section, links=links_of(self.request))
        )


class CityController(OpenController):
    """Город и все строки опубликованных планов, которые его касаются."""

    def get(self, parsed_path: Path[shapes.CityAddress]) -> shapes.CityData:
        cities = Municipality.objects.select_related("region")
        city = cities.filter(slug=parsed_path.slug).first()
        if city is None:
            raise self.not_found("Такого города в планах нет.")
        data = city_data(municipality=city, actor=EVERYBODY, links=links_of(self.request))
        return cast("shapes.CityData", data)


class EventController(OpenController):
    """Мероприятие и его строки во всех опубликованных планах."""

    def get(self, parsed_path: Path[shapes.EventAddress]) -> shapes.EventData:
        event = self._event(parsed_path.uid)
        if event is None:
            raise self.not_found("Такого мероприятия в опубликованных планах нет.")
        data = event_data(event=event, actor=EVERYBODY, links=links_of(self.request))
        return cast("shapes.EventData", data)

    def _event(self, uid: str) -> Event | None:
        try:
            number = UUID(uid)
        except ValueError:
            return None
        return events_visible_to(actor=EVERYBODY).filter(uid=number).first()

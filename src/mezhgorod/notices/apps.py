from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "mezhgorod.notices"
    label = "notices"
    verbose_name = "Письма и уведомления"

    def ready(self) -> None:
        """Add what waits in exchanges and held events, rooms below, to digests and mornings."""
        from mezhgorod.notices.actions.daily import add_daily_work  # noqa: PLC0415 -- needs models
        from mezhgorod.notices.actions.fact_letters import (  # noqa: PLC0415 -- the same
            write_fact_letters,
        )
        from mezhgorod.notices.queries import (  # noqa: PLC0415 -- the same
            add_digest_provider,
            exchange_digests,
            fact_digests,
        )
        from mezhgorod.registry.rules import Role  # noqa: PLC0415 -- the same

        add_digest_provider(exchange_digests.answers_to_give, Role.CITY_CONTACT, Role.CLERK)
        add_digest_provider(
            exchange_digests.rounds_to_run,
            Role.DIRECTORATE,
            Role.REGIONAL_COORDINATOR,
            Role.BODY_COORDINATOR,
        )
        makers = (Role.DIRECTORATE, Role.REGIONAL_COORDINATOR, Role.BODY_COORDINATOR)
        add_digest_provider(fact_digests.facts_to_accept, *makers)
        add_digest_provider(fact_digests.facts_missing, *makers)
        add_daily_work("held.letters", write_fact_letters)

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "mezhgorod.notices"
    label = "notices"
    verbose_name = "Письма и уведомления"

    def ready(self) -> None:
        """Add what waits in information exchanges, a room below, to the digests."""
        from mezhgorod.notices.queries import (  # noqa: PLC0415 -- needs the models
            add_digest_provider,
            exchange_digests,
        )
        from mezhgorod.registry.rules import Role  # noqa: PLC0415 -- the same

        add_digest_provider(exchange_digests.answers_to_give, Role.CITY_CONTACT, Role.CLERK)
        add_digest_provider(
            exchange_digests.rounds_to_run,
            Role.DIRECTORATE,
            Role.REGIONAL_COORDINATOR,
            Role.BODY_COORDINATOR,
        )

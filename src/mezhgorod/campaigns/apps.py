from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "mezhgorod.campaigns"
    label = "campaigns"
    verbose_name = "Сбор предложений"

    def ready(self) -> None:
        """Add what waits and what is decided to the letters of notices, a room below."""
        from mezhgorod.campaigns.actions.telling import tell_decisions  # noqa: PLC0415 -- the same
        from mezhgorod.campaigns.queries import digests  # noqa: PLC0415 -- needs the models
        from mezhgorod.notices.actions import add_regular_work  # noqa: PLC0415 -- the same
        from mezhgorod.notices.queries import add_digest_provider  # noqa: PLC0415 -- the same
        from mezhgorod.registry.rules import Role  # noqa: PLC0415 -- the same

        add_digest_provider(digests.proposals_to_send, Role.CITY_CONTACT, Role.CLERK)
        add_digest_provider(
            digests.campaigns_to_review, Role.DIRECTORATE, Role.REGIONAL_COORDINATOR
        )
        add_regular_work("decisions", tell_decisions)

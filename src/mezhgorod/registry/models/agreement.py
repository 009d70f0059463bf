from django.db import models
from django.db.models import F, Q

from mezhgorod.registry.models.organization import Organization
from mezhgorod.registry.models.region import Region
from mezhgorod.registry.rules import AgreementRole, Bound


class Agreement(models.Model):
    """An agreement between parties, as its register keeps it. Its state is counted, not kept."""

    owner = models.ForeignKey(
        Organization, verbose_name="кто ведёт", on_delete=models.CASCADE, related_name="agreements"
    )
    title = models.CharField("название", max_length=500)
    number = models.CharField("номер", max_length=60, blank=True)
    signed_on = models.DateField("подписано", null=True, blank=True)
    registered_on = models.DateField("внесено в реестр", null=True, blank=True)
    until_text = models.CharField("срок действия", max_length=200, blank=True)
    until_earliest = models.DateField("действует не меньше чем до", null=True, blank=True)
    until_latest = models.DateField("действует не дольше чем до", null=True, blank=True)
    note = models.TextField("примечание", blank=True)

    class Meta:
        ordering = ("owner", "-signed_on", "title", "id")
        verbose_name = "соглашение"
        verbose_name_plural = "соглашения"
        constraints = (
            models.CheckConstraint(
                condition=Q(until_earliest__isnull=True, until_latest__isnull=True)
                | Q(until_earliest__lte=F("until_latest")),
                name="agreement_until_ordered",
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True)
                | Q(until_latest__isnull=True)
                | Q(signed_on__lte=F("until_latest")),
                name="agreement_term_ordered",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def until(self) -> Bound:
        """Until when it is in force, open while no end is agreed."""
        return Bound(self.until_text, self.until_earliest, self.until_latest)

    def set_until(self, bound: Bound) -> None:
        """Take over until when it is in force; the caller saves."""
        self.until_text, self.until_earliest, self.until_latest = (
            bound.text,
            bound.earliest,
            bound.latest,
        )


class AgreementParty(models.Model):
    """An organization in an agreement."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="соглашение", on_delete=models.CASCADE, related_name="parties"
    )
    party = models.ForeignKey(
        Organization, verbose_name="кто", on_delete=models.PROTECT, related_name="agreement_roles"
    )
    role = models.CharField(
        "в качестве кого",
        max_length=10,
        choices=AgreementRole.choices,
        default=AgreementRole.SIDE,
    )

    class Meta:
        ordering = ("agreement", "id")
        verbose_name = "сторона соглашения"
        verbose_name_plural = "стороны соглашений"
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "party", "role"), name="agreement_party_identity"
            ),
        )

    def __str__(self) -> str:
        return str(self.party)


class Counterpart(models.Model):
    """Whom a region or its department works with in another region, and on what."""

    owner = models.ForeignKey(
        Organization, verbose_name="чей", on_delete=models.CASCADE, related_name="counterparts"
    )
    region = models.ForeignKey(
        Region,
        verbose_name="субъект РФ",
        on_delete=models.PROTECT,
        related_name="counterparts",
    )
    partner = models.ForeignKey(
        Organization,
        verbose_name="орган власти",
        on_delete=models.PROTECT,
        related_name="counterpart_of",
    )
    sphere = models.CharField("сфера", max_length=200, blank=True)

    class Meta:
        ordering = ("owner", "region", "partner")
        verbose_name = "партнёр в другом регионе"
        verbose_name_plural = "партнёры в других регионах"
        constraints = (
            models.UniqueConstraint(
                fields=("owner", "region", "partner", "sphere"), name="counterpart_identity"
            ),
        )

    def __str__(self) -> str:
        return str(self.partner)

from django.db import models
from django.db.models import Q

from mezhgorod.registry.models.body import Decision
from mezhgorod.registry.models.municipality import Municipality
from mezhgorod.registry.models.organization import Organization
from mezhgorod.registry.models.person import Person
from mezhgorod.registry.models.term import DatedTerm
from mezhgorod.registry.rules import MembershipEnd


class Membership(DatedTerm):
    """A city in an association, or a department in the plans of its region, for some time."""

    association = models.ForeignKey(
        Organization, verbose_name="где", on_delete=models.CASCADE, related_name="members"
    )
    member = models.ForeignKey(
        Organization, verbose_name="кто", on_delete=models.PROTECT, related_name="memberships"
    )
    end_kind = models.CharField(
        "чем закончилось",
        max_length=10,
        choices=MembershipEnd.choices,
        default=MembershipEnd.NONE,
        blank=True,
    )
    successor = models.ForeignKey(
        "self",
        verbose_name="с кем объединён",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
    )
    basis_text = models.CharField("основание", max_length=300, blank=True)
    decision = models.ForeignKey(
        Decision,
        verbose_name="решение о приёме",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="admitted",
    )
    end_decision = models.ForeignKey(
        Decision,
        verbose_name="решение о выходе",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="ended",
    )
    representative = models.ForeignKey(
        Person,
        verbose_name="представитель",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="represents",
    )

    class Meta:
        ordering = ("association", "member__name", "since_earliest")
        verbose_name = "членство"
        verbose_name_plural = "членство"
        constraints = (
            *DatedTerm.Meta.constraints,
            # Who came back has one more membership, but never two at once.
            models.UniqueConstraint(
                fields=("association", "member"),
                condition=Q(end_kind=""),
                name="membership_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | Q(end_kind=MembershipEnd.MERGED),
                name="membership_successor_of_merged",
            ),
            models.CheckConstraint(
                condition=Q(end_kind="") | Q(until_latest__isnull=False),
                name="membership_end_has_time",
            ),
        )

    def __str__(self) -> str:
        return str(self.member)


class MembershipPlace(models.Model):
    """One more place that speaks through a member: «Боровичский район» for Боровичи."""

    membership = models.ForeignKey(
        Membership, verbose_name="член", on_delete=models.CASCADE, related_name="places"
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name="место", on_delete=models.CASCADE, related_name="memberships"
    )

    class Meta:
        ordering = ("membership", "municipality__name")
        verbose_name = "место члена"
        verbose_name_plural = "места членов"
        constraints = (
            models.UniqueConstraint(
                fields=("membership", "municipality"), name="membership_place_identity"
            ),
        )

    def __str__(self) -> str:
        return str(self.municipality)

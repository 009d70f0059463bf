from django.db import models
from django.db.models import Q

from mezhgorod.registry.models.body import Body, Decision
from mezhgorod.registry.models.organization import Organization
from mezhgorod.registry.models.person import Person
from mezhgorod.registry.models.term import DatedTerm


class Post(models.Model):
    """An office that somebody holds: mayor, president, coordinator of a committee, its member."""

    organization = models.ForeignKey(
        Organization, verbose_name="где", on_delete=models.CASCADE, related_name="posts"
    )
    body = models.ForeignKey(
        Body,
        verbose_name="в каком органе",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="posts",
    )
    title = models.CharField("должность", max_length=200)
    is_single = models.BooleanField("один человек", default=True)
    is_head = models.BooleanField("возглавляет", default=False)

    class Meta:
        ordering = ("organization", "body", "-is_head", "title")
        verbose_name = "должность"
        verbose_name_plural = "должности"
        constraints = (
            models.UniqueConstraint(fields=("organization", "body", "title"), name="post_identity"),
            models.UniqueConstraint(
                fields=("organization", "title"),
                condition=Q(body__isnull=True),
                name="post_identity_without_body",
            ),
        )

    def __str__(self) -> str:
        return self.title


class Tenure(DatedTerm):
    """Who holds a post and for how long: a person, a city that names nobody, or both."""

    post = models.ForeignKey(
        Post, verbose_name="должность", on_delete=models.CASCADE, related_name="tenures"
    )
    person = models.ForeignKey(
        Person,
        verbose_name="кто",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tenures",
    )
    party = models.ForeignKey(
        Organization,
        verbose_name="от кого",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tenures",
    )
    decision = models.ForeignKey(
        Decision,
        verbose_name="основание",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="tenures",
    )

    class Meta:
        ordering = ("post", "since_earliest", "id")
        verbose_name = "полномочия"
        verbose_name_plural = "полномочия"
        constraints = (
            *DatedTerm.Meta.constraints,
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(party__isnull=False),
                name="tenure_of_somebody",
            ),
        )

    def __str__(self) -> str:
        return str(self.person or self.party)

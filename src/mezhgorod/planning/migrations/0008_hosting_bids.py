import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("planning", "0007_approval_and_frozen_versions"),
    ]

    operations = [
        migrations.CreateModel(
            name="HostingBid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("offered", "предложен"),
                            ("chosen", "выбран"),
                            ("withdrawn", "отозван"),
                        ],
                        default="offered",
                        max_length=12,
                        verbose_name="что стало с предложением",
                    ),
                ),
                (
                    "offered_on",
                    models.DateField(blank=True, null=True, verbose_name="когда предложил"),
                ),
                ("note", models.TextField(blank=True, verbose_name="откуда известно")),
                (
                    "city",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hosting_bids",
                        to="registry.municipality",
                        verbose_name="город",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bids",
                        to="planning.seriesedition",
                        verbose_name="выпуск",
                    ),
                ),
            ],
            options={
                "verbose_name": "предложение принять",
                "verbose_name_plural": "предложения принять",
                "ordering": ("edition", "offered_on", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "city"), name="hosting_bid_identity")
                ],
            },
        ),
    ]

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "mezhgorod.campaigns"
    label = "campaigns"
    verbose_name = "Сбор предложений"

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "mezhgorod.notices"
    label = "notices"
    verbose_name = "Письма и уведомления"

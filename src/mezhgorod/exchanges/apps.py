from django.apps import AppConfig


class ExchangesConfig(AppConfig):
    name = "mezhgorod.exchanges"
    label = "exchanges"
    verbose_name = "Информационные обмены"

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "mezhgorod.reporting"
    label = "reporting"
    verbose_name = "Отчёты"

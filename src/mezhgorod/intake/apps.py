from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "mezhgorod.intake"
    label = "intake"
    verbose_name = "Загрузка"

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "mezhgorod.planning"
    label = "planning"
    verbose_name = "Планы"

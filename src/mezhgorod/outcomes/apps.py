from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "mezhgorod.outcomes"
    label = "outcomes"
    verbose_name = "Итоги мероприятий"

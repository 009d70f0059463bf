from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "mezhgorod.papers"
    label = "papers"
    verbose_name = "Бумаги мероприятий"

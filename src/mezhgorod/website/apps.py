from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "mezhgorod.website"
    label = "website"
    verbose_name = "Сайт"

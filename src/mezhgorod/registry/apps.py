from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "mezhgorod.registry"
    label = "registry"
    verbose_name = "Справочник"

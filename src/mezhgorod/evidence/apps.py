from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "mezhgorod.evidence"
    label = "evidence"
    verbose_name = "Источники"

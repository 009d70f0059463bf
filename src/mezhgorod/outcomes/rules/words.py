"""Words of outcomes: what became of an event, who took part and how. Plain values, no queries."""

from __future__ import annotations

from django.db import models


class Outcome(models.TextChoices):
    """What became of an event; «held otherwise» is computed from what differs from the plan."""

    HELD = "held", "проведено"
    CANCELLED = "cancelled", "отменено"
    NOT_HELD = "not_held", "не состоялось"


class FactState(models.TextChoices):
    """How far the facts of an event are checked."""

    DRAFT = "draft", "собираются"
    SUBMITTED = "submitted", "присланы"
    RETURNED = "returned", "на уточнении"
    ACCEPTED = "accepted", "приняты"


class UnionRole(models.TextChoices):
    """What the owner did for the event."""

    HELD = "held", "провёл"
    ORGANIZED = "organized", "организатор"
    CO_ORGANIZED = "co_organized", "соорганизатор"
    SUPPORTED = "supported", "поддержал"
    TOOK_PART = "took_part", "принял участие"


class PartyRole(models.TextChoices):
    """What a city, a district or an organization did at the event."""

    HOST = "host", "принимал"
    ORGANIZER = "organizer", "организатор"
    PARTICIPANT = "participant", "участник"
    GUEST = "guest", "гость"
    OBSERVER = "observer", "наблюдатель"
    PRESENTER = "presenter", "представил опыт"
    EXPERT = "expert", "эксперт"


class CountUnit(models.TextChoices):
    PEOPLE = "people", "человек"
    ATHLETES = "athletes", "спортсменов"
    DELEGATIONS = "delegations", "делегаций"
    MUNICIPALITIES = "municipalities", "муниципальных образований"
    CITIES = "cities", "городов"
    TEAMS = "teams", "команд"
    WORKS = "works", "работ"
    OTHER = "other", "иное"


class Hedge(models.TextChoices):
    """How sure a number is; the same signs as in `planbook.facts`."""

    EXACT = "=", "ровно"
    ABOUT = "~", "около"
    MORE = ">", "более"
    AT_LEAST = ">=", "не менее"
    LESS = "<", "менее"


class HostCounted(models.TextChoices):
    """Whether the number or the list counts the host city."""

    YES = "yes", "с принимающим"
    NO = "no", "без принимающего"
    UNKNOWN = "unknown", "не сказано"


class SourceKind(models.TextChoices):
    DIRECTORATE = "directorate", "внесено дирекцией"
    HOST_FORM = "host_form", "сообщил принимающий город"
    ATTENDANCE = "attendance", "отметка на месте"
    PARTICIPANT_FILE = "file", "список участников файлом"
    REPORT = "report", "отчётный доклад"
    PUBLICATION = "publication", "публикация"
    OTHER = "other", "другой источник"


class TalkRole(models.TextChoices):
    SPEAKER = "speaker", "докладчик"
    MODERATOR = "moderator", "модератор"


class AgendaKind(models.TextChoices):
    """What a question of a meeting is about, as far as the directory follows from it."""

    QUESTION = "question", "вопрос"
    ELECTION = "election", "избрание"
    DISMISSAL = "dismissal", "прекращение полномочий"


class TaskState(models.TextChoices):
    OPEN = "open", "исполняется"
    DONE = "done", "исполнено"
    DROPPED = "dropped", "снято"


# How a host names who would take the next event: an offer, no decision of anybody.
NEXT_HOST = "Принять следующее мероприятие"


class AwardKind(models.TextChoices):
    BADGE = "badge", "почётный знак"
    DIPLOMA = "diploma", "почётная грамота"
    THANKS = "thanks", "благодарность"
    PRIZE = "prize", "приз"
    LAUREATE = "laureate", "победитель конкурса"
    OTHER = "other", "награда"


class MaterialKind(models.TextChoices):
    FILE = "file", "файл"
    LINK = "link", "ссылка"
    PHOTO = "photo", "фотография"


class DoubtState(models.TextChoices):
    ACCEPTED = "accepted", "оставлено как есть"
    DISMISSED = "dismissed", "не ошибка"

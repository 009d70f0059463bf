"""Lists of cities and districts: who took part, who spoke, who was given an award."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from planbook.facts.awarded_cities import is_awarded
from planbook.facts.bystanders import has_won, is_beside, is_linked
from planbook.facts.places import CITY, DISTRICT, UNKNOWN, PlaceList, PlaceSpan
from planbook.facts.report_event import Fact, FactType
from planbook.facts.roles import Standing, standing
from planbook.facts.scene import RANKING, Scene
from planbook.facts.words import are_people, is_verb

_LISTS = (Standing.FROM, Standing.OF, Standing.LISTED, Standing.ENCLOSED, Standing.SUBJECT)
_STAGE = re.compile(r"выступ|спектакл|концерт|номера|программ|постановк|танц|песн|(?:на|по)\s+сцен")
_PERFORMERS = re.compile(
    r"(?:коллектив|артист|команд|сборн|спортсмен|ансамбл|хор[ыао]|оркестр|театр|танцор|исполнител|музыкант|вокалист|солист)\w*[\s,][^.;]*$"
)
# «Делегации: …», «Города-участники: …»
_HEADED = re.compile(
    r"(?:^|[.;,(]\s*)(?:[а-я]+ные\s+)?(?:делегаци[ия]|команды|города(?:-участники|-гости)?|участники|участницы|присутствовали|состав\s+участников|география|очно|в\s+зале|за\s+столом|на\s+(?:сцене|старте|льду|площадке|поле|корте))"
    r"(?:\s+(?:участников|городов|форума|фестиваля|турнира|конкурса))?\s*[:–—-]\s*(?:г\.\s*|города?\s+)?$"
)
# «из 20 муниципалитетов (Тула, Псков)»
_IN_TOTAL = re.compile(
    r"(?:\d+|\w+(?:и|ть|ух|ех|ти|а))\s+(?:[а-я]+(?:ых|их|ые|ие)\s+){0,2}(?:город|муниципал|округ|район|территори)[а-я-]*(?:\s+[а-я]+){0,2}"
    r"\s*\(\s*(?:в\s+том\s+числе\s+)?(?:г\.\s*)?$"
)
# «Снежинск на конференции представляли глава города и депутаты»
_REPRESENTED = re.compile(
    r"(?:\s+(?:на|в)\s+[^,.;]{0,60}?)?\s+представлял[аи]?\s+(?!собой|доклад|опыт|проект|свои)"
)
_SHOWS = re.compile(r"(?<!\w)(?:представил|продемонстрировал|показал|презентовал|познакомил)")
# «купцы из Тулы»: the noun before tells whether people are meant.
_AS_EXPERTS = re.compile(r"(?:качестве|роли)\s+эксперт\w+\s*[.;]?\s*$")
_WHOSE = re.compile(r"(?<![\w-])([а-я]{4,})\s+(?:(?:из|от)\s+)?(?:города?\s+|г\.\s*)?$")
_TELLS_WORDS = re.compile(
    r"(?<!\w)(?:выступ|доклад|доложил|рассказ|подел|сообщ|опыт|практик|проект|презентаци|информаци|результат|наработк|инициатив"
    r"|решени|модел|методик|концепц|стратеги|отчет|идеи|видение|итоги|план|кейс|озвуч|освет)"
)
_SHOWN = re.compile(
    r"(?<!\w)(?:талант|номер|творчеств|мастерств|программ|работ[ыу](?!\w)|издели|экспонат|продукци|товар|спектакл|постановк|коллекци"
    r"|картин|рисун|блюд|кухн|костюм|традици|культур|обряд|танц|песн|поделк|сувенир|экспозици|стенд|композици|умени|достижени|свои?\s+город)"
)
_FAMILIES = re.compile(
    r"(?<!\w)(?:семь\w|семей|семьями|пары|дуэт\w*|мастер\w*|ремесленник\w*)\s[^.;]*$"
)
_SPEAKERS_ARE = re.compile(
    r"(?:докладчик|спикер|лектор|выступающ|выступавш)\w*\s*(?:[–—:-]|(?:был|стал|выступил|явля|приглаш|представля)\w*\s)[^.;]{0,60}$"
    r"|(?<!\w)(?:доклад|содоклад|сообщени|выступлени|опыт|презентаци)[а-я]{0,3}\s+(?:(?:глав|мэров|представител|специалист|город|коллег|руководител|председател|делегаци)[а-я]*\s+){0,2}$"
)
# «примеры дворов привели гости из Тулы»
_GAVE = re.compile(
    r"(?<!\w)пример\w{0,2}\s[^.;]{0,60}?(?:привели|показали|представили)\s[^.;]{0,40}$"
)
# «представители Тулы, рассказавшие о волонтёрах»
_HAVING_TOLD = re.compile(r"\s*,\s+(?:рассказавш|выступивш|поделивш|доложивш|осветивш)")
# «Выступали: Тула – о дорогах, Псков – о музеях»
_EACH_TOLD = re.compile(r"\s+[–—-]\s+об?\s")
# «делегация посетила Казань»: the city is where they went.
_VISITED = re.compile(
    r"(?<!\w)(?:посетил[аи]?|посещал[аи]?|объехал[аи]?|выехал[аи]?\s+в)\s+(?:города?\s+)?$"
)
# «докладчики представляли Вязьму и Сызрань»
_ON_BEHALF = re.compile(
    r"(?:докладчик|спикер|выступающ|выступавш|лектор)\w*\s+представля\w+\s+(?:города?\s+)?$"
)
_AWARD_VERB = re.compile(
    r"вруч|награжд|удостоен|отмечен|поощрен|лауреат|дипломант|обладател|получил\w*\s+(?:наград|грамот|диплом|кубк|приз)|(?:наград|грамот|диплом|приз)\w*\s[^.;]{0,60}получил|благодарн\w+\s+(?:объявлен|выражен|письм)"
)


def lists_of_cities(scene: Scene, hosts: Collection[int] = ()) -> Iterator[Fact]:
    """Yield the facts that are lists of places; a list that names the host is none."""
    groups = [one for one in scene.lists if one.of_kind(CITY, UNKNOWN, DISTRICT)]
    if scene.has("expert"):
        found = list(_experts(scene, groups))
        yield from found
        taught = {one.source.start - scene.offset for one in found}
        groups = [one for one in groups if not found or one.end <= min(taught)]
    each = _told_each(scene, groups)
    if each:
        names = [place.value for group in each for place in group.places]
        yield scene.fact(FactType.SPEAKERS_FROM, each[0].start, each[-1].end, values=names)
    for group in [one for one in groups if one not in each]:
        role = _role(scene, group)
        if _is_told(group, hosts) or _is_of_person(scene, group) or is_beside(scene, group):
            continue
        told = _told_by_frame(scene, group, role)
        if told is not None:
            yield from _facts(scene, told, group)
            continue
        if role not in _LISTS or _won(scene, group) or has_won(scene, group):
            continue
        if _VISITED.search(scene.shape, max(0, group.start - 30), group.start):
            continue
        kind = _kind(scene, group, role)
        if kind is not None:
            yield from _facts(scene, kind, group)


def _role(scene: Scene, group: PlaceList) -> Standing:
    """Return how a list stands: «Тулу представляли …» and «На сцене – …» are told apart."""
    if _REPRESENTED.match(scene.shape, group.end):
        return Standing.SUBJECT
    role = standing(scene, group)
    is_headed = role is Standing.IN and _HEADED.search(scene.shape, 0, group.start)
    return Standing.LISTED if is_headed else role


def _told_each(scene: Scene, groups: list[PlaceList]) -> list[PlaceList]:
    """Return the cities of «Выступали: Тула – о дорогах, Псков – о музеях»."""
    if not (scene.has("speak") or "выступа" in scene.shape):
        return []
    found = [one for one in groups if _EACH_TOLD.match(scene.shape, one.end)]
    return found if len(found) > 1 else []


def _won(scene: Scene, group: PlaceList) -> bool:
    """Tell whether «вологжане» are named for the place they took, not for having come."""
    first = group.places[0]
    return first.is_people and len(group.places) == 1 and RANKING.search(scene.shape) is not None


def _told_by_frame(scene: Scene, group: PlaceList, role: Standing) -> FactType | None:
    """Return what a list is where its verb tells it in any case."""
    if role is not Standing.ENCLOSED and is_awarded(scene, group):
        return FactType.AWARDED_CITIES
    if _ON_BEHALF.search(scene.shape, max(0, group.start - 60), group.start):
        return FactType.SPEAKERS_FROM
    if _HAVING_TOLD.match(scene.shape, group.end) and role in _LISTS:
        return FactType.SPEAKERS_FROM
    return None


def _is_told(group: PlaceList, starts: Collection[int]) -> bool:
    """Tell whether the list is the host or the winners that the sentence names."""
    return any(one.start in starts for one in group.places)


def _experts(scene: Scene, groups: list[PlaceList]) -> Iterator[Fact]:
    starts = [start for start, _ in scene.triggers["expert"]]
    after = [
        one
        for group in groups
        if group.start > min(starts) and standing(scene, group) is not Standing.IN
        for one in group.of_kind(CITY, UNKNOWN)
        if not _is_of_person(scene, group)
    ]
    is_said = re.search(
        r"экспертн\w+\s+(?:мнени|оценк|позици)\w*\s+(?:высказ|представ|дал|озвуч)|эксперт\w*\s+(?:[а-я]+\s+)?[–—:-]\s|эксперт\w*\s+(?:выступ|стал|явля|явил|из|был|приглаш|прив|приех|прибы|работа)|(?:качестве|приглаш\w+|роли)\s+эксперт",
        scene.shape,
    )
    if not after and _AS_EXPERTS.search(scene.shape):
        after = [one for group in groups for one in group.of_kind(CITY, UNKNOWN)]
    if after and is_said:
        names = list(dict.fromkeys(one.name for one in after))
        yield scene.fact(FactType.EXPERTS_FROM, after[0].start, after[-1].end, values=names)


def _kind(scene: Scene, group: PlaceList, role: Standing) -> FactType | None:
    """Return what the list is by the nearest word that tells what its people did."""
    span = (group.start, group.end)
    award = scene.distance(*span, "award")
    spoke = scene.distance(*span, "speak")
    took = scene.distance(*span, "take_part")
    if award is not None and not _is_nearer(took, award):
        return FactType.AWARDED_CITIES if _may_be_awarded(scene, group, role) else None
    if scene.has("intend", "withdraw") and len(group.places) == 1:
        return None
    if is_linked(scene, group):
        return FactType.PARTICIPANTS_REMOTE
    if _came(scene, group, spoke):
        return FactType.PARTICIPANTS
    is_heard = spoke is not None or took is not None
    if is_heard and role is not Standing.ENCLOSED and _are_speakers(scene, group):
        return FactType.SPEAKERS_FROM if group.places[1:] or spoke is not None else None
    if spoke is not None and not _is_nearer(took, spoke):
        is_whose = role in (Standing.OF, Standing.FROM, Standing.LISTED, Standing.SUBJECT)
        return FactType.SPEAKERS_FROM if is_whose and not _is_topic(scene, group) else None
    if took is None:
        is_list = len(group.places) > 1 and role in (Standing.FROM, Standing.OF)
        return FactType.PARTICIPANTS if is_list and _is_team(scene, group) else None
    return _of_those_who_came(scene, group, role)


def _of_those_who_came(scene: Scene, group: PlaceList, role: Standing) -> FactType | None:
    """Return what a list beside «участвовали» is: one city may be told for something else."""
    if (
        role is Standing.SUBJECT
        and len(group.places) == 1
        and not re.match(
            r"[\s,]*(?:\w+\s+)?(?:участв|приня\w+\s+участие)", scene.shape[group.end :]
        )
    ):
        return None
    if role is Standing.OF and len(group.places) == 1 and not _is_team(scene, group):
        return None
    if role in (Standing.LISTED, Standing.ENCLOSED) and len(group.places) < 2:
        return None
    return FactType.PARTICIPANTS


def _came(scene: Scene, group: PlaceList, spoke: int | None) -> bool:
    """Tell whether the words before a list or the show they gave make it one of participants."""
    if _HEADED.search(scene.shape, max(0, group.start - 60), group.start):
        return True
    if _IN_TOTAL.search(scene.shape, max(0, group.start - 70), group.start) and group.places[1:]:
        return True
    if _REPRESENTED.match(scene.shape, group.end):
        return True
    return spoke is not None and _performs(scene, group)


def _are_speakers(scene: Scene, group: PlaceList) -> bool:
    """Tell whether those of the list are said to be speakers: «докладчиками были гости из …»."""
    before = scene.shape[max(0, group.start - 120) : group.start]
    return bool(_SPEAKERS_ARE.search(before) or _GAVE.search(before))


def _performs(scene: Scene, group: PlaceList) -> bool:
    """Tell whether those who «выступили» are artists or a team, not speakers."""
    before = scene.shape[max(0, group.start - 120) : group.start]
    if bool(_PERFORMERS.search(before)) and _STAGE.search(scene.shape) is not None:
        return True
    if not _SHOWS.search(scene.shape) or _TELLS_WORDS.search(scene.shape):
        return False
    return bool(_SHOWN.search(scene.shape) or _FAMILIES.search(before))


def _is_nearer(one: int | None, other: int) -> bool:
    return one is not None and one < other


def _is_team(scene: Scene, group: PlaceList) -> bool:
    before = scene.shape[max(0, group.start - 100) : group.start]
    whose = _WHOSE.search(before)
    if whose is not None and are_people(whose[1]):
        return True
    return bool(
        re.search(
            r"(?:команд|делегаци|представител|сборн|спортсмен|участник|специалист|коллектив|дет[ие]|гост|мастер|артист|школьник|студент|педагог|делегат|хор[ыао]|театр|ансамбл|художник|музыкант|человек|чел\.|экскурсовод|руководител|директор|волонт|доброволь|лыжник|житель|жител)\w*[^,.]{0,60}$",
            before,
        )
    )


def _may_be_awarded(scene: Scene, group: PlaceList, role: Standing) -> bool:
    if not _AWARD_VERB.search(scene.shape) or role is Standing.ENCLOSED:
        return False
    if role is Standing.SUBJECT and not _are_awarded(scene, group):
        return False
    people = [one for one in scene.people if one.start > group.start - 200]
    is_office = len(group.places) == 1 and bool(people)
    return not is_office


def _are_awarded(scene: Scene, group: PlaceList) -> bool:
    """Tell whether the cities themselves were given it: «награждены Кимры и Ржев»."""
    before = scene.shape[max(0, group.start - 60) : group.start]
    after = scene.shape[group.end : group.end + 60]
    passive = r"(?:награжден|удостоен|отмечен|поощрен|признан|назван|стал)\w{0,2}"
    is_behind = re.search(rf"(?<!\w){passive}\s+(?:[а-я]+\s+){{0,3}}$", before)
    is_ahead = re.match(rf"\s+(?:был[аи]?\s+)?{passive}(?!\w)", after)
    return bool(is_behind or is_ahead)


def _is_topic(scene: Scene, group: PlaceList) -> bool:
    """Tell whether the city is what was spoken of: «об опыте Вологды»."""
    if _is_team(scene, group):
        return False
    before = scene.shape[max(0, group.start - 60) : group.start]
    said = re.search(r"(?<!\w)об?\s+((?:\w+\s+){0,4})(?:город\w*\s+)?$", before)
    is_said = said is not None and not any(is_verb(word) for word in said[1].split())
    return is_said or (
        len(group.places) == 1 and bool(re.search(r"опыт\w*\s+(?:\w+\s+){0,3}$", before))
    )


def _is_of_person(scene: Scene, group: PlaceList) -> bool:
    """Tell whether the city belongs to a named person: «Имя (Город)», «глава Города Имя»."""
    if len(group.of_kind(CITY, UNKNOWN, DISTRICT)) > 1:
        return False
    for person in scene.people:
        before = scene.shape[person.end : group.start]
        after = scene.shape[group.end : person.start]
        if (
            person.end <= group.start
            and len(before) < 90
            and re.match(r"\s*(?:\(|,|[–—-])", before)
        ):
            return True
        if group.end <= person.start and len(after) < 40 and not re.search(r"[,;.:(]", after):
            return True
    return False


def _facts(scene: Scene, kind: FactType, group: PlaceList) -> Iterator[Fact]:
    cities = group.of_kind(CITY, UNKNOWN)
    districts = group.of_kind(DISTRICT)
    if cities:
        yield _listed(scene, kind, cities, group)
    if districts:
        is_part = kind in (FactType.PARTICIPANTS, FactType.PARTICIPANTS_REMOTE)
        yield _listed(scene, FactType.PARTICIPANTS_DISTRICT if is_part else kind, districts, group)


def _listed(scene: Scene, kind: FactType, places: tuple[PlaceSpan, ...], group: PlaceList) -> Fact:
    end = max(places[-1].end, places[-1].until)
    values = [one.value for one in places]
    return scene.fact(kind, places[0].start, end, values=values, is_open=group.is_open)

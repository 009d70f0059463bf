"""Case forms of first names and patronymics by their endings; the odd ones are listed."""

from __future__ import annotations

from planbook.language.grammar import Case, Gender

_OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)
_BACK = "гкхжшчщ"
_HISSING = "жшчщц"

# Whole names whose stem changes.
_ODD: dict[str, tuple[str, str, str, str, str]] = {
    "павел": ("павла", "павлу", "павла", "павлом", "павле"),
    "лев": ("льва", "льву", "льва", "львом", "льве"),
    "пётр": ("петра", "петру", "петра", "петром", "петре"),
    "петр": ("петра", "петру", "петра", "петром", "петре"),
    "любовь": ("любови", "любови", "любовь", "любовью", "любови"),
    "илья": ("ильи", "илье", "илью", "ильёй", "илье"),
}
_HARD = ("а", "у", "а", "ом", "е")
_AFTER_HISSING = ("а", "у", "а", "ем", "е")
_SOFT = ("я", "ю", "я", "ем", "е")
_IN_IY = ("я", "ю", "я", "ем", "и")
_THIRD = ("и", "и", "ь", "ью", "и")
_IN_A = ("ы", "е", "у", "ой", "е")
_IN_A_BACK = ("и", "е", "у", "ой", "е")
_IN_A_HISSING = ("и", "е", "у", "ей", "е")
_IN_A_TS = ("ы", "е", "у", "ей", "е")
_IN_YA = ("и", "е", "ю", "ей", "е")
_IN_IYA = ("и", "и", "ю", "ей", "и")


def first_name_form(name: str, gender: Gender | None, case: Case) -> str:
    """Return a first name in another case; parts joined by a hyphen are declined each.

    >>> first_name_form("Пётр", Gender.MASCULINE, Case.DATIVE)
    'Петру'
    >>> first_name_form("Наталья", Gender.FEMININE, Case.INSTRUMENTAL)
    'Натальей'
    """
    if case is Case.NOMINATIVE:
        return name
    parts = name.split("-")
    return "-".join(with_capitals(part, _form(part.lower(), gender, case)) for part in parts)


def patronymic_form(name: str, case: Case) -> str:
    """Return a patronymic in another case.

    >>> patronymic_form("Ильич", Case.INSTRUMENTAL), patronymic_form("Ильинична", Case.GENITIVE)
    ('Ильичом', 'Ильиничны')
    """
    if case is Case.NOMINATIVE:
        return name
    low = name.lower()
    if low.endswith("на"):
        form = low[:-1] + _IN_A[_OBLIQUE.index(case)]
    else:
        is_stressed = low in ("ильич", "кузьмич", "лукич", "фомич")
        form = low + (_HARD if is_stressed else _AFTER_HISSING)[_OBLIQUE.index(case)]
    return with_capitals(name, form)


def noun_in_a(low: str, case: Case) -> str:
    """Return a lower-case name in -а or -я in another case: names and surnames share it."""
    stem, before = low[:-1], low[-2:-1]
    if low.endswith("ия"):
        endings = _IN_IYA
    elif low.endswith("я"):
        endings = _IN_YA
    elif before == "ц":
        endings = _IN_A_TS
    elif before in "жшчщ":
        endings = _IN_A_HISSING
    else:
        endings = _IN_A_BACK if before in _BACK else _IN_A
    return stem + endings[_OBLIQUE.index(case)]


def masculine_noun(low: str, case: Case) -> str:
    """Return a lower-case name in a consonant, -й or -ь in another case, as a masculine noun."""
    place = _OBLIQUE.index(case)
    if low.endswith("ий"):
        return low[:-1] + _IN_IY[place]
    if low[-1] in "йь":
        return low[:-1] + _SOFT[place]
    return low + (_AFTER_HISSING if low[-1] in _HISSING else _HARD)[place]


def with_capitals(sample: str, form: str) -> str:
    """Return a lower-case form with capitals where the sample has them.

    >>> with_capitals("ИВАН", "ивана"), with_capitals("Иван", "ивана")
    ('ИВАНА', 'Ивана')
    """
    if sample.isupper() and len(sample) > 1:
        return form.upper()
    if sample.lower()[:2] == form[:2] and len(sample) <= len(form):
        common = next(
            (n for n, (a, b) in enumerate(zip(sample.lower(), form, strict=False)) if a != b),
            len(sample),
        )
        return sample[:common] + form[common:]
    return form[:1].upper() + form[1:] if sample[:1].isupper() else form


def _form(low: str, gender: Gender | None, case: Case) -> str:
    place = _OBLIQUE.index(case)
    if low in _ODD:
        return _ODD[low][place]
    if not low or low[-1] in "оеёиуыэю":
        return low
    if low[-1] in "ая":
        return low if low[-2:-1] in ("у", "и", "о") and low.endswith("а") else noun_in_a(low, case)
    if gender is Gender.FEMININE:
        return low[:-1] + _THIRD[place] if low.endswith("ь") else low
    return masculine_noun(low, case)

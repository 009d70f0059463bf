"""What the converter of .doc may fail to carry over, by its codes. Data only.

Codes that are not here touch the look of a document and not its words, rows or numbers.
"""

from __future__ import annotations

_PICTURES = "изображения перенесены не все"
_OBJECTS = "вставленные объекты не перенесены"
_SHAPES = "фигуры и надписи перенесены не все"
_TABLES = "описание таблицы противоречиво: проверьте столбцы и объединённые ячейки"
_FIELDS = "поля документа прочитаны как простой текст"

LOSSES: dict[str, str] = {
    "MALFORMED_TABLE_FLATTENED": "таблица с повреждённым описанием прочитана как текст",
    "TABLE_GRID_MISMATCH": _TABLES,
    "TABLE_CELL_DEFINITION_MISMATCH": _TABLES,
    "TABLE_DEPTH_LIMITED": "глубоко вложенная таблица прочитана не вся",
    "NUMBERING_TABLE_MALFORMED": "описание списков повреждено: проверьте номера пунктов",
    "LIST_NUMBER_FORMAT_APPROXIMATED": "вид номеров списка передан приблизительно",
    "STYLE_TABLE_MALFORMED": "описание стилей повреждено: проверьте заголовки и номера пунктов",
    "UNSUPPORTED_CONTROL_CHARACTER": "из текста убраны служебные знаки",
    "SECTION_BOUNDARY_NOT_FOUND": "граница раздела не найдена: проверьте конец документа",
    "MAIN_TEXTBOX_TABLE_MALFORMED": "тексты надписей не перенесены",
    "UNTERMINATED_FIELD": _FIELDS,
    "UNKNOWN_FIELD_TYPES": _FIELDS,
    "OLE_OBJECT_OMITTED": _OBJECTS,
    "OLE_OBJECTS_UNANCHORED": _OBJECTS,
    "OLE_OBJECT_STORAGE_MISSING": _OBJECTS,
    "INLINE_BINARY_DATA_DEFERRED": _OBJECTS,
    "INLINE_BINARY_DATA_MALFORMED": _OBJECTS,
    "PICTURES_DEFERRED": _PICTURES,
    "INLINE_PICTURE_MALFORMED": _PICTURES,
    "INLINE_PICTURE_FORMAT_DEFERRED": _PICTURES,
    "INLINE_PICTURE_DATA_STREAM_MISSING": _PICTURES,
    "FLOATING_PICTURE_FORMAT_DEFERRED": _PICTURES,
    "FLOATING_SHAPE_TYPES_DEFERRED": _SHAPES,
    "OFFICEART_MALFORMED": _SHAPES,
    "CFB_DIRECTORY_REPAIRED": "файл повреждён и исправлен при чтении",
}

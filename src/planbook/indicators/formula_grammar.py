"""The language of formulas: codes, numbers, + − * /, brackets, one comparison. Nothing else.

comparison = sum [("<=" | ">=" | "=" | "<" | ">") sum]
sum        = product {("+" | "-") product}
product    = factor {("*" | "/") factor}
factor     = "-" factor | number | code | "(" sum ")"
"""

from __future__ import annotations

import operator
import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from planbook.errors import PlanbookError
from planbook.text import clean_spaces

MAX_FORMULA_LENGTH = 1000
_MAX_TOKENS = 300
_MAX_DEPTH = 30
# Far beyond any exact interim result; rows squared one after another would never come to an end.
_MAX_BITS = 8192
_APPLY = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}

_TOKEN = re.compile(
    r" *(?:(?P<number>[0-9]{1,18}(?:[.,][0-9]{1,9})?(?![\w.,]))"
    r"|(?P<code>[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*(?![\w.]))"
    r"|(?P<sign><=|>=|[-+−–*×·/÷:()<>=≤≥]))"
)
_ONE_SPELLING = {"−": "-", "–": "-", "×": "*", "·": "*", "÷": "/", ":": "/", "≤": "<=", "≥": ">="}
_COMPARISONS = frozenset({"<=", ">=", "=", "<", ">"})


class FormulaError(PlanbookError, ValueError):
    """A formula or a check cannot be used; the message says why, in Russian."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a formula."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Operand:
    """The value of another row."""

    code: str


@dataclass(frozen=True, slots=True)
class Negation:
    """A minus before a term."""

    term: Node


@dataclass(frozen=True, slots=True)
class Operation:
    """Two terms and one of + - * / between them."""

    sign: str
    left: Node
    right: Node


Node: TypeAlias = Number | Operand | Negation | Operation


@dataclass(frozen=True, slots=True)
class Formula:
    """An understood formula.

    Attributes:
        codes: the rows it asks, each once, in the order of the text.
        sign: the comparison between both sides, empty where there is only the left one.
    """

    text: str
    codes: tuple[str, ...]
    left: Node
    sign: str = ""
    right: Node | None = None

    @property
    def is_comparison(self) -> bool:
        """Whether it holds or not, instead of having a value."""
        return bool(self.sign)


@lru_cache(maxsize=2048)
def parse_formula(text: str) -> Formula:
    """Return an understood formula («100 * a / b») or comparison («a + b <= c»).

    Raises:
        FormulaError: it is not one, or it is too long or too deep.

    >>> parse_formula("100 * loss.water / (sold.water + loss.water)").codes
    ('loss.water', 'sold.water')
    >>> parse_formula("a + b <= c").is_comparison
    True
    """
    return _Parser(text).formula()


class NumberTooLongError(ArithmeticError):
    """An interim result has more digits than a formula may work with."""


def evaluate(node: Node, operands: Mapping[str, Fraction]) -> Fraction:
    """Return the exact value of a term.

    Raises:
        KeyError: an operand is not given.
        ZeroDivisionError: something is divided by zero.
        NumberTooLongError: an operand or an interim result has thousands of digits.

    >>> evaluate(parse_formula("100 * a / b").left, {"a": Fraction(1), "b": Fraction(3)})
    Fraction(100, 3)
    """
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Operand):
        return _bounded(operands[node.code])
    if isinstance(node, Negation):
        return -evaluate(node.term, operands)
    left, right = evaluate(node.left, operands), evaluate(node.right, operands)
    return _bounded(_APPLY[node.sign](left, right))


def _bounded(number: Fraction) -> Fraction:
    if max(number.numerator.bit_length(), number.denominator.bit_length()) > _MAX_BITS:
        raise NumberTooLongError
    return number


class _Token(NamedTuple):
    kind: str
    text: str


def _tokens(text: str, shown: str) -> list[_Token]:
    found: list[_Token] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        kind = match.lastgroup if match else None
        if match is None or kind is None:
            rest = text[place:].strip()
            raise FormulaError(
                f"{shown}: не понято, начиная с «{rest[:20]}». Пишите коды строк, числа, знаки "
                "+ - * / и скобки."
            )
        word = match[kind]
        found.append(_Token(kind, _ONE_SPELLING.get(word, word)))
        place = match.end()
    if len(found) > _MAX_TOKENS:
        raise FormulaError(f"{shown}: слишком много знаков. Разбейте формулу на несколько строк.")
    return found


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self.text = clean_spaces(text[: MAX_FORMULA_LENGTH + 1])
        self.shown = f"Формула «{self.text[:60]}{'…' if len(self.text) > 60 else ''}»"
        if len(text) > MAX_FORMULA_LENGTH:
            raise FormulaError(
                f"{self.shown}: длиннее {MAX_FORMULA_LENGTH} знаков. Разбейте её на части."
            )
        self.tokens = _tokens(self.text, self.shown)
        self.place = 0
        self.depth = 0
        self.codes: dict[str, None] = {}

    def formula(self) -> Formula:
        if not self.tokens:
            raise FormulaError("Формула пуста. Впишите, из каких строк она вычисляется.")
        left, sign, right = self.sum(), "", None
        if self.next() in _COMPARISONS:
            sign = self.take()
            right = self.sum()
        if self.next():
            raise self.misplaced()
        return Formula(self.text, tuple(self.codes), left, sign, right)

    def sum(self) -> Node:
        node = self.product()
        while self.next() in {"+", "-"}:
            node = Operation(self.take(), node, self.product())
        return node

    def product(self) -> Node:
        node = self.factor()
        while self.next() in {"*", "/"}:
            node = Operation(self.take(), node, self.factor())
        return node

    def factor(self) -> Node:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise FormulaError(f"{self.shown}: слишком много вложенных скобок. Упростите её.")
        node = self.term()
        self.depth -= 1
        return node

    def term(self) -> Node:
        kind = self.tokens[self.place].kind if self.next() else ""
        if kind == "number":
            return Number(Fraction(self.take().replace(",", ".")))
        if kind == "code":
            self.codes[self.next()] = None
            return Operand(self.take())
        if self.next() == "-":
            self.take()
            return Negation(self.factor())
        if self.next() != "(":
            raise self.misplaced()
        self.take()
        node = self.sum()
        if self.next() != ")":
            raise FormulaError(f"{self.shown}: скобка не закрыта.")
        self.take()
        return node

    def next(self) -> str:
        """The token ahead, empty at the end."""
        return self.tokens[self.place].text if self.place < len(self.tokens) else ""

    def take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1].text

    def misplaced(self) -> FormulaError:
        ahead = self.next()
        if not ahead:
            return FormulaError(f"{self.shown}: в конце не хватает числа или кода строки.")
        if ahead in _COMPARISONS:
            return FormulaError(f"{self.shown}: сравнение бывает одно, вне скобок и между частями.")
        return FormulaError(f"{self.shown}: «{ahead[:20]}» стоит не на месте.")

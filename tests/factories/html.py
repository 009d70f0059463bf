"""A page as a reader sees it: words without tags, found by XPath."""

from django.http import HttpResponse
from lxml import html


def tree_of(response: HttpResponse) -> html.HtmlElement:
    return html.fromstring(response.content.decode())


def words_of(node: html.HtmlElement) -> str:
    """All words of a node on one line, ordinary spaces only."""
    return " ".join(" ".join(node.itertext()).replace("\N{NO-BREAK SPACE}", " ").split())


def words(response: HttpResponse, path: str = "//main") -> str:
    """The words of the first node at a path."""
    (first, *_) = tree_of(response).xpath(path)
    return words_of(first)


def texts(response: HttpResponse, path: str) -> list[str]:
    """The words of every node at a path, in order."""
    return [words_of(node) for node in tree_of(response).xpath(path)]

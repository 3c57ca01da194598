"""The tree of phrases: word below word, each place with the roles of the entries that end there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import ClassVar

from bot.extract.roles import NONE
from bot.extract.text import ANY, ENDING, tokens

__all__ = ["Node", "beneath", "played", "split"]


class Node:
    """A place in the tree of phrases; capital holds the roles of entries that begin with a capital, exact those marked so.

    local holds, by nation, the roles of what its own channels mean by a name; below is what follows by its whole word, stems
    by the beginning of one, any by whatever word.
    """

    __slots__ = ("any", "below", "capital", "exact", "local", "roles", "stems")

    EMPTY: ClassVar[Mapping[str, Node]] = MappingProxyType({})
    NOWHERE: ClassVar[Mapping[str, frozenset[str]]] = MappingProxyType({})

    def __init__(self) -> None:
        self.below: Mapping[str, Node] = self.EMPTY  # there are a hundred thousand, most without anything below
        self.stems: Mapping[str, Node] = self.EMPTY
        self.any: Node | None = None
        self.roles: frozenset[str] = NONE
        self.exact: frozenset[str] = NONE
        self.capital: frozenset[str] = NONE
        self.local: Mapping[str, frozenset[str]] = self.NOWHERE

    def add(self, word: str) -> Node:
        """The node below for a word, a beginning of one with *, or *."""
        if word == ANY:
            self.any = self.any or Node()
            return self.any
        if word.endswith(ANY):
            if not self.stems:
                self.stems = {}
            return _at(self.stems, word.removesuffix(ANY))
        if not self.below:
            self.below = {}
        return _at(self.below, word)

    @property
    def goes_on(self) -> bool:
        """Whether anything stands below."""
        return bool(self.below or self.stems or self.any)

    @property
    def is_passage(self) -> bool:
        """Whether it only begins longer phrases."""
        return not (self.roles or self.capital or self.local)


def _at(nodes: Mapping[str, Node], word: str) -> Node:
    assert isinstance(nodes, dict)
    found = nodes.get(word)
    if found is None:
        found = nodes[word] = Node()
    return found


def beneath(node: Node, norm: str) -> Iterator[Node]:
    """What stands below a node under a word: the word itself, its beginnings with *, and *."""
    if (found := node.below.get(norm)) is not None:
        yield found
    if node.stems:
        for length in range(max(len(norm) - ENDING, 1), len(norm) + 1):
            if (found := node.stems.get(norm[:length])) is not None:
                yield found
    if node.any is not None and norm[0].isalnum():
        yield node.any


def played(nodes: Sequence[Node], nation: str | None, *, is_capital: bool) -> frozenset[str]:
    """The roles that a phrase plays which ends at these nodes."""
    roles: frozenset[str] = NONE
    for node in nodes:
        given = node.roles
        if is_capital and node.capital:
            given = given | node.capital
        if node.local:
            given = given | node.local.get(nation or "", NONE)
        if given:
            roles = given if not roles else roles | given
    return roles


def split(entry: str) -> Iterator[str]:
    """The words of an entry as the tree holds them."""
    for word in entry.split():
        if word == ANY or word.removesuffix(ANY).isalpha():  # most are plain words, and there are a hundred thousand
            yield word.casefold().replace("ё", "е")
            continue
        parts = [token.norm for token in tokens(word.removesuffix(ANY))]
        if word.endswith(ANY) and parts:
            parts[-1] += ANY
        yield from parts

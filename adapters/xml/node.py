"""An element of a document that was read safely: plain values, nothing live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """`name` is `prefix:local` by the reader's own table, `{uri}local` outside it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts).strip()

    @property
    def local(self) -> str:
        return self.name.rsplit(":", 1)[-1].rsplit("}", 1)[-1]

    def all(self, path: str) -> Iterator[Node]:
        """Every node at `a:b/c:d`, in document order."""
        first, _, rest = path.partition("/")
        for child in self.children:
            if child.name == first:
                if rest:
                    yield from child.all(rest)
                else:
                    yield child

    def first(self, *paths: str) -> Node | None:
        """The first node at the first of `paths` that leads anywhere."""
        return next((node for path in paths for node in self.all(path)), None)

    def value(self, *paths: str) -> str | None:
        """The first text that is not empty at any of `paths`."""
        texts = (node.text for path in paths for node in self.all(path))
        return next(filter(None, texts), None)

"""XML read safely: no DOCTYPE, no entities, no network, and a limit on everything.

Bytes are decoded here, not by the parser, so that what is judged and what is parsed are
the same text. A bomb with its DOCTYPE parses without a word under hardened options
alone; refusing the DOCTYPE is what stops it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from adapters.xml.node import Node


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of everything is read."""

    bytes: int = 20_000_000
    depth: int = 64
    elements: int = 250_000
    attributes: int = 50
    """On one element."""


class XmlRefused(Exception):
    """`fact` is one of: too_large, unsupported_encoding, doctype_present, too_deep,
    too_many_attributes, too_many_elements, not_well_formed.
    """

    def __init__(self, fact: str, **figures: object) -> None:
        super().__init__(fact)
        self.fact = fact
        self.figures = tuple((name, str(figure)) for name, figure in figures.items())


LIMITS = Limits()
CHUNK = 65_536

ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "utf-16": "utf-16",
    "iso-8859-1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "windows-1252",
    "gb18030": "gb18030",
    "gbk": "gb18030",
    "gb2312": "gb18030",
}
"""Those that trading partners use; none in which text can hide from a filter."""

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*?\?>", re.ASCII)
DECLARED = re.compile(rb"\A\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")


def read_xml(content: bytes, prefixes: Mapping[str, str], limits: Limits = LIMITS) -> Node:
    """The root of `content`; names take the prefix that `prefixes` gives their namespace.

    Raise `XmlRefused`, and nothing else, whatever the bytes are.
    """
    if len(content) > limits.bytes:
        raise XmlRefused("too_large", bytes=len(content), at_most=limits.bytes)
    plain = _text(content).encode()
    builder = _Builder(prefixes, limits)
    parser = etree.XMLParser(
        target=builder,
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for start in range(0, len(plain), CHUNK):
            parser.feed(plain[start : start + CHUNK])
        parser.close()
    except etree.XMLSyntaxError as error:
        raise _of_the_parser(error) from None
    if builder.root is None:
        raise XmlRefused("not_well_formed", reason="no element")
    return builder.root


def _text(content: bytes) -> str:
    """The text without its byte order mark and XML declaration."""
    encoding, body = _encoding(content)
    try:
        text = body.decode(encoding)
        text.encode()
    except UnicodeError:
        raise XmlRefused("unsupported_encoding", declared=encoding) from None
    return DECLARATION.sub("", text, count=1).lstrip()


def _encoding(content: bytes) -> tuple[str, bytes]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return encoding, content[len(mark) :]
    if content[:4] in {b"<\x00?\x00", b"\x00<\x00?"}:
        return ("utf-16-le" if content[0] else "utf-16-be"), content
    declared = DECLARED.match(content[:1000])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    if name not in ENCODINGS:
        raise XmlRefused("unsupported_encoding", declared=name)
    return ENCODINGS[name], content


def _of_the_parser(error: etree.XMLSyntaxError) -> XmlRefused:
    if "xcessive depth" in str(error.msg):
        return XmlRefused("too_deep")
    return XmlRefused("not_well_formed", line=error.lineno)


class _Builder:
    """Makes nodes while the parser reads, and stops it at the first limit."""

    def __init__(self, prefixes: Mapping[str, str], limits: Limits) -> None:
        self.root: Node | None = None
        self._prefixes = prefixes
        self._limits = limits
        self._open: list[Node] = []
        self._count = 0

    def doctype(self, name: str | None, public: str | None, system: str | None) -> None:
        del public, system
        raise XmlRefused("doctype_present", name=str(name)[:60])

    def start(self, tag: str | bytes, attrib: dict[Any, Any]) -> None:
        limits = self._limits
        self._count += 1
        if self._count > limits.elements:
            raise XmlRefused("too_many_elements", at_most=limits.elements)
        if len(attrib) > limits.attributes:
            raise XmlRefused("too_many_attributes", at_most=limits.attributes)
        if len(self._open) >= limits.depth:
            raise XmlRefused("too_deep", at_most=limits.depth)
        self._push(Node(self._named(str(tag)), dict(attrib)))

    def end(self, tag: str | bytes) -> None:
        del tag
        self._open.pop()

    def data(self, data: str | bytes) -> None:
        self._open[-1].parts.append(str(data))

    def comment(self, text: str | bytes) -> None:
        """Comments say nothing."""

    def close(self) -> Node | None:
        return self.root

    def _push(self, node: Node) -> None:
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _named(self, tag: str) -> str:
        uri, brace, local = tag[1:].partition("}")
        if not brace:
            return tag
        prefix = self._prefixes.get(uri)
        return tag if prefix is None else f"{prefix}:{local}"

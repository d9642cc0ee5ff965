"""XML from strangers comes out as plain values or is refused for a named reason."""

from __future__ import annotations

import pytest

from adapters.xml.node import Node
from adapters.xml.safely import Limits, XmlRefused, read_xml
from adapters.xml.written import text, total, truth, written
from application.documents.draft import Written

PREFIXES = {"urn:a": "a", "urn:b": "b"}
TRADE = b"""<a:x xmlns:a='urn:a' xmlns:b='urn:b' xmlns='urn:c'>
 <!-- said nowhere --><?pi said nowhere?>
 <b:n id='1'> one <![CDATA[<two>]]></b:n><b:n/><b:n>three</b:n><other/>
</a:x>"""


def root(content: bytes = TRADE) -> Node:
    return read_xml(content, PREFIXES)


def fact(content: bytes, limits: Limits) -> str:
    with pytest.raises(XmlRefused) as refused:
        read_xml(content, PREFIXES, limits)
    return refused.value.fact


def test_names_take_the_readers_own_prefixes() -> None:
    assert root().name == "a:x"
    assert [child.name for child in root().children] == ["b:n", "b:n", "b:n", "{urn:c}other"]
    assert [child.local for child in root().children] == ["n", "n", "n", "other"]


def test_text_is_what_is_written_and_no_comment() -> None:
    first = root().first("b:n")
    assert first is not None
    assert (first.text, first.attributes) == ("one <two>", {"id": "1"})


def test_a_value_is_the_first_that_is_not_empty() -> None:
    assert root().value("b:none", "b:n") == "one <two>"
    assert root().value("b:none") is None
    assert [node.text for node in root().all("b:n")] == ["one <two>", "", "three"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "iso-8859-1"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    named = encoding.removesuffix("-sig")
    content = f'<?xml version="1.0" encoding="{named}"?><x>é</x>'.encode(encoding)
    assert root(content).text == "é"


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (Limits(bytes=10), "too_large"),
        (Limits(depth=1), "too_deep"),
        (Limits(elements=2), "too_many_elements"),
        (Limits(attributes=0), "too_many_attributes"),
    ],
)
def test_every_limit_bites(limits: Limits, expected: str) -> None:
    assert fact(TRADE, limits) == expected


def test_a_field_knows_its_place_also_where_it_is_absent() -> None:
    node = root(b"<x xmlns='urn:a'><y currencyID='EUR'> 1\n2 </y></x>")
    assert written(node, "a:z", "a:y") == Written("1 2", "a:y", "EUR")
    assert written(node, "a:z", "a:q") == Written(None, "a:z")
    assert written(None, "a:z") == Written(None, "a:z")
    assert text(node, "a:y") == "1 2"
    assert text(None, "a:y") is None


def test_a_total_that_cannot_be_added_stays_to_be_refused() -> None:
    one, two = Written("1.10", "p", "EUR"), Written("2", "p", "EUR")
    assert total([one, two], "sum") == Written("3.10", "sum", "EUR")
    assert total([one], "sum") == Written("1.10", "sum", "EUR")
    assert total([], "sum") == Written(None, "sum")
    assert total([one, Written("x", "p")], "sum") == Written("x", "sum")


def test_truth_is_written_in_two_ways() -> None:
    assert [truth(value) for value in ("true", " TRUE ", "1", "false", "0", None)] == [
        *[True] * 3,
        *[False] * 3,
    ]

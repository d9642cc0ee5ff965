"""Our rules agree with the small files published with EN 16931, one rule each."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from adapters.cii import names as cii
from adapters.cii.reader import read_cii
from adapters.ubl import names as ubl
from adapters.ubl.reader import read_ubl
from adapters.xml.node import Node
from adapters.xml.safely import read_xml
from application.documents.draft import Draft
from application.documents.rules import RULES, broken_rules
from tests.adapters.documents.real import INVOICES, content, files

PREFIXES = {**ubl.PREFIXES, **cii.PREFIXES, "http://difi.no/xsd/vefa/validator/1.0": "unit"}
OURS = {rule.id for rule in RULES}
UNITS = [
    path
    for path in [*files("rule_units"), *files("valid/en16931_cii")]
    if "__" in path or "/test_" in path
]
LEAST_CHECKED = 160


def draft_of(node: Node) -> Draft:
    return read_ubl(node, "unit") if node.name in ubl.ROOTS else read_cii(node, "unit")


def expectations(path: str) -> Iterator[tuple[Draft, str, bool]]:
    """(document, rule, whether it must be kept) for every rule that is ours."""
    root = read_xml(content(f"{INVOICES}/{path}"), PREFIXES)
    for test in root.all("unit:test"):
        draft = draft_of(test.children[-1])
        for kept, verdicts in ((True, "unit:success"), (False, "unit:error")):
            for rule in test.all(f"unit:assert/{verdicts}"):
                if rule.text in OURS:
                    yield draft, rule.text, kept


@pytest.mark.parametrize("path", UNITS)
def test_a_rule_is_kept_or_broken_as_published(path: str) -> None:
    for draft, rule, kept in expectations(path):
        broken = {found.id for found, _ in broken_rules(draft)}
        assert (rule not in broken) is kept, (path, rule)


def test_enough_of_the_published_files_bear_on_our_rules() -> None:
    if not UNITS:
        content(f"{INVOICES}/tabulation.csv")
    assert sum(1 for path in UNITS for _ in expectations(path)) >= LEAST_CHECKED

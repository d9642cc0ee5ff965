"""What is written for people is true of the code: words, refusals, commands, files, settings."""

from __future__ import annotations

import importlib
import re
from dataclasses import is_dataclass
from enum import Enum
from pathlib import Path

import pytest

from domain.collection import events as collection
from domain.credit_line.commands import Finding
from domain.credit_line.terms import Commitment
from domain.e_order.order import Paper
from domain.e_order.order import Status as OrderStatus
from domain.eligibility.order_facts import Discord
from domain.eligibility.order_reasons import OrderRemedy, OrderRule
from domain.eligibility.order_terms import ShareOf, WithoutCost, WithoutReference
from domain.eligibility.reasons import Remedy, Rule
from domain.eligibility.reserve_terms import ReserveName
from domain.enterprise.profile import Check, Impediment, Relation, Role
from domain.exposure.dimensions import Dimension
from domain.financing.state import Stage
from domain.financing.terms import Source
from domain.intake.events import Why as WhyDocument
from domain.lender_limit.terms import Capacity
from domain.lien.events import Reason
from domain.receivable.invoice import Channel, CreditReason, Status
from domain.shared.allocation import Component
from domain.shared.bank_entry import MessageKind
from domain.shared.bank_entry import Status as EntryStatus
from domain.shared.connection import Basis
from domain.shared.daycount import DayCount
from domain.shared.event import Event
from domain.shared.facility import Product
from domain.shared.identifiers.identifier import Scheme
from domain.shared.legal_form import LegalForm
from domain.shared.order_paper import PaperKind
from domain.shared.pricing import DiscountForm, FeePaid
from domain.shared.trade_document import Encoding
from scripts import refusals_table
from scripts.running.metrics import Metrics
from scripts.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
ROOMS = sorted(file.parent.name for file in (ROOT / "domain").glob("*/decide.py"))
PAGES = sorted([*DOCS.rglob("*.md"), ROOT / "README.md"])
TERM = re.compile(r"^\| ([^|]+?) \|", re.MULTILINE)
PATH = re.compile(
    r"`((?:domain|application|adapters|api|scripts|tests|docs)/[^`\s:]+?)(?::[^`]*)?`"
)
DECISIONS = sorted((DOCS / "decisions").glob("[0-9]*.md"))
PARTS = ("## Context", "## Decision", "## Consequences", "## Not chosen")

LISTED: tuple[type[Enum], ...] = (
    Rule,
    Remedy,
    OrderRule,
    OrderRemedy,
    ShareOf,
    WithoutCost,
    WithoutReference,
    ReserveName,
    Role,
    Check,
    Impediment,
    Relation,
    Basis,
    Dimension,
    Stage,
    Source,
    Reason,
    Channel,
    CreditReason,
    Status,
    Component,
    MessageKind,
    EntryStatus,
    DayCount,
    Commitment,
    Finding,
    Capacity,
    Product,
    Scheme,
    LegalForm,
    DiscountForm,
    FeePaid,
    Encoding,
    Paper,
    OrderStatus,
    Discord,
    PaperKind,
    WhyDocument,
    collection.Rule,
    collection.Why,
)
"""Words of the data that a reader of an answer meets."""


def section(heading: str) -> str:
    """The text under a heading of the glossary."""
    _, _, rest = (DOCS / "glossary.md").read_text().partition(f"\n## {heading}\n")
    return rest.partition("\n## ")[0]


def term_of(name: str) -> str:
    """`PoolDrawn` is under `Pool drawn`."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).capitalize()


def classes(room: str, file: str) -> list[type]:
    """Those that are something by themselves: what others are made from is left out."""
    module = importlib.import_module(f"domain.{room}.{file}")
    own = [it for it in vars(module).values() if isinstance(it, type) and is_dataclass(it)]
    made_here = [it for it in own if it.__module__ == module.__name__]
    return [it for it in made_here if not any(it in other.__mro__[1:] for other in made_here)]


def missing(room: str, file: str, text: str) -> list[str]:
    told = set(TERM.findall(text))
    found = [it for it in classes(room, file) if file == "commands" or issubclass(it, Event)]
    assert found
    return [term for it in found if (term := term_of(it.__name__)) not in told]


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("file", ["commands", "events"])
def test_every_command_and_event_is_in_the_glossary(room: str, file: str) -> None:
    heading = f"{term_of(''.join(it.capitalize() for it in room.split('_')))}: {file}"

    assert missing(room, file, section(heading)) == []


def test_a_word_that_is_not_in_the_glossary_is_missed() -> None:
    text = section("Lien: events").replace("| Asset released |", "| Asset let go |")

    assert missing("lien", "events", text) == ["Asset released"]


@pytest.mark.parametrize("listed", LISTED, ids=lambda it: f"{it.__module__}.{it.__name__}")
def test_every_word_of_the_data_is_in_the_glossary(listed: type[Enum]) -> None:
    terms = " ".join(TERM.findall((DOCS / "glossary.md").read_text()))

    assert [it.value for it in listed if f"`{it.value}`" not in terms] == []


def test_every_word_has_a_chinese_one_and_a_meaning() -> None:
    rows = [
        line
        for line in (DOCS / "glossary.md").read_text().splitlines()
        if line.startswith("| ") and not line.startswith("| English ")
    ]

    assert rows
    assert [
        row for row in rows if not re.fullmatch(r"\| .+ \| [^|]*[一-鿿][^|]* \| .+\. \|", row)
    ] == []


def test_the_table_of_refusals_is_what_the_code_says() -> None:
    """`python -m scripts.refusals_table` writes it anew."""
    assert (DOCS / "refusals.md").read_text() == refusals_table.page()


def test_every_refusal_is_in_the_table() -> None:
    page = (DOCS / "refusals.md").read_text()

    assert len(refusals_table.refusals()) > 100
    assert [it.code for it in refusals_table.refusals() if f"`{it.code}`" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_that_a_page_names_exists(page: Path) -> None:
    named = {found.rstrip("/") for found in PATH.findall(page.read_text())}
    plain = {name for name in named if not re.search(r"[<>*{}]|NNNN", name)}

    assert sorted(name for name in plain if not (ROOT / name).exists()) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z0-9-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", page.read_text(), re.MULTILINE))

    assert named - targets == set()


def test_the_readme_is_one_page() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 80


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda it: it.stem)
def test_a_decision_says_why_what_and_what_was_not_chosen(decision: Path) -> None:
    text = decision.read_text()

    assert [part for part in PARTS if f"\n{part}\n" not in text] == []
    assert len(text.splitlines()) <= 80


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    listed = (DOCS / "decisions" / "README.md").read_text()
    numbered = DECISIONS

    assert [int(it.stem[:4]) for it in numbered] == list(range(1, len(numbered) + 1))
    assert [it.name for it in numbered if f"({it.name})" not in listed] == []


def test_every_setting_is_in_the_manual() -> None:
    manual = (DOCS / "operating.md").read_text()
    names = [
        str(it.validation_alias or f"ANCHORLINE_{name.upper()}")
        for name, it in Settings.model_fields.items()
    ]

    assert [name for name in names if f"`{name}`" not in manual] == []


def test_every_metric_is_in_the_manual(tmp_path: Path) -> None:
    manual = (DOCS / "operating.md").read_text()
    names = {found.name for found in Metrics(tmp_path).registry.collect()}

    assert names
    assert sorted(name for name in names if f"`{name}`" not in manual) == []

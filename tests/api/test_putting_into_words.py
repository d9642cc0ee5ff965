"""Every way of saying no, and every reason, has its sentence in both languages with its figures."""

from __future__ import annotations

import importlib
import pkgutil
import string
from collections.abc import Iterator
from dataclasses import fields
from types import ModuleType

import pytest
from pydantic.alias_generators import to_camel

import application
import domain
from api import rooms
from api.shared import words
from api.shared.words import worded
from application.documents.refused import Code
from domain.eligibility.order_reasons import ORDER_FIGURES, TOLD_IN_PART, OrderRemedy, OrderRule
from domain.eligibility.reasons import FIGURES, Remedy, Rule
from domain.shared.refusal import Refusal


def every_module(package: ModuleType) -> None:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(found.name)


def refusals(of: type[Refusal] = Refusal) -> Iterator[type[Refusal]]:
    for refusal in of.__subclasses__():
        if "code" in vars(refusal) and not refusal.__module__.startswith("tests."):
            yield refusal
        yield from refusals(refusal)


for package in (domain, application):
    every_module(package)

REFUSALS = sorted(set(refusals()), key=lambda refusal: refusal.code)


def placeholders(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def sentences(code: str) -> tuple[str, str]:
    assert rooms.ROUTERS
    return words.sentences(code)


@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda refusal: refusal.code)
def test_a_refusal_is_said_with_its_own_figures(refusal: type[Refusal]) -> None:
    facts = {to_camel(field.name) for field in fields(refusal)}

    english, chinese = sentences(refusal.code)

    assert placeholders(english) <= facts
    assert placeholders(chinese) == placeholders(english)
    assert english.isascii()
    assert not chinese.isascii()


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_a_document_refused_is_told_where_and_by_which_rule(code: Code) -> None:
    english, chinese = sentences(code.value)

    assert placeholders(english) <= {"place", "rule"}
    assert placeholders(chinese) == placeholders(english)


@pytest.mark.parametrize("rule", Rule, ids=lambda rule: rule.value)
def test_a_reason_is_given_with_its_figures(rule: Rule) -> None:
    figures = {to_camel(figure.value) for figure in FIGURES.get(rule, ())}

    english, chinese = sentences(f"eligibility.{rule.value}")

    assert placeholders(english) == figures
    assert placeholders(chinese) == figures


@pytest.mark.parametrize("remedy", Remedy, ids=lambda remedy: remedy.value)
def test_what_would_change_it_is_said(remedy: Remedy) -> None:
    english, chinese = sentences(f"remedy.{remedy.value}")

    assert placeholders(english) == placeholders(chinese) == set()


@pytest.mark.parametrize("rule", OrderRule, ids=lambda rule: rule.value)
def test_a_reason_about_an_order_is_given_with_its_own_figures(rule: OrderRule) -> None:
    figures = {to_camel(name) for name in ORDER_FIGURES.get(rule, ())} | {"line", "amount"}

    english, chinese = sentences(f"order.{rule.value}")

    assert placeholders(english) <= figures
    assert placeholders(chinese) == placeholders(english)


@pytest.mark.parametrize("remedy", OrderRemedy, ids=lambda remedy: remedy.value)
def test_what_would_change_it_for_an_order_is_said(remedy: OrderRemedy) -> None:
    english, chinese = sentences(f"order_remedy.{remedy.value}")

    assert placeholders(english) == placeholders(chinese) == set()


def test_nothing_is_worded_that_nobody_says() -> None:
    said = {refusal.code for refusal in REFUSALS} | {code.value for code in Code}
    said |= {f"eligibility.{rule.value}" for rule in Rule}
    said |= {f"remedy.{remedy.value}" for remedy in Remedy}
    said |= {f"order.{rule.value}" for rule in OrderRule}
    said |= {f"order.{rule.value}_untold" for rule in TOLD_IN_PART}
    said.add("order_remedy.lower_price_untold")
    said |= {f"order_remedy.{remedy.value}" for remedy in OrderRemedy}

    assert rooms.ROUTERS
    spoken = {
        code for code in words.known_codes() if not code.startswith(("request.", "identity."))
    }

    assert spoken <= said | {"identifier.unsound"}


def test_figures_stand_in_the_sentence_as_people_write_them() -> None:
    facts = {
        "requested": {"amount": "100.00", "currency": "CNY"},
        "available": {"amount": "80.00", "currency": "CNY"},
    }

    english, chinese = worded("receivable_pool.beyond_sellers_base", facts)

    assert english == "CNY 100.00 was asked; the seller's own eligible claims bear CNY 80.00 more."
    assert "申请 CNY 100.00" in chinese

"""No Chinese sentence of the platform has English in it, whatever figures it is said with."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from pydantic.alias_generators import to_camel

import domain
from api.rooms import ROUTERS
from api.shared import rules, vocabulary, words
from api.shared.term_rules import FOUND, PROBLEMS, RULES, found_in_words, rule_in_words
from api.views import routes
from api.views.tasks import TASKS
from domain.credit_line.terms import LineTerms
from domain.eligibility.order_facts import Discord
from domain.eligibility.order_reasons import OF_CORE_ENTERPRISE, ORDER_FIGURES, OrderRule
from domain.eligibility.order_terms import OrderTerms
from domain.eligibility.terms import EligibilityTerms
from domain.eligibility.terms_faults import Problem
from domain.financing.terms import FinancingTerms
from domain.lender_limit.terms import LimitTerms
from domain.order_programme.terms import ProgrammeTerms
from domain.receivable_pool.terms import PoolTerms
from domain.shared.currency import Currency
from domain.shared.facility import Product
from domain.shared.loan_terms import LoanTerms
from domain.shared.refusal import Refusal
from scripts.refusals_table import refusals
from tests.support.latin import forgotten

assert ROUTERS
CODES = sorted(words.known_codes())
IN_ONE_SUM = {"loan.plan.kind"}
"""Said by what a facility names `loan`, of itself."""

KINDS_APART = {"term", "found", "failures", "reasons"}
"""Kinds that are told by more than a table of names."""


def asked(sentence: str) -> Iterator[tuple[str, str]]:
    """The figures of a sentence, and what kind of code each is said as."""
    for _, name, kind, _ in string.Formatter().parse(sentence):
        if name:
            yield name, kind or ""


def enums(hint: Any) -> Iterator[type[Enum]]:  # noqa: ANN401 - a type form
    if isinstance(hint, type) and issubclass(hint, Enum):
        yield hint
    for part in get_args(hint):
        yield from enums(part)


def rules_of_the_domain() -> Iterator[str]:
    """Every rule that terms can break, as the code writes it, with `{}` where a figure goes."""
    for file in sorted(Path(domain.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Tuple(elts=[_, ast.Constant(value=str(rule)), _]) if " " in rule:
                    yield rule
                case ast.Yield(value=ast.Tuple(elts=[_, ast.Constant(value=str(rule)), _])):
                    yield rule
                case ast.Tuple(elts=[_, ast.JoinedStr(values=parts), _]):
                    yield "".join(_written(part) for part in parts)
                case _:
                    pass


def named_in(room: str) -> Iterator[str]:
    """Every field that a fault of the room's terms names in full."""
    file = Path(domain.__file__).parent / room
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        match node:
            case ast.Yield(value=ast.Tuple(elts=[ast.Constant(value=str(field)), *_])):
                yield field
            case ast.Dict(keys=keys):
                yield from (str(it.value) for it in keys if isinstance(it, ast.Constant))
            case ast.Call(
                func=ast.Name(id="TermsFault" | "_rate" | "_within" | "_limits" | "_factor"),
                args=[ast.Constant(value=str(field)), *_],
            ):
                yield field
            case _:
                pass


def is_sent(shape: Any, path: str) -> bool:  # noqa: ANN401 - a type form
    """Whether `path` leads from field to field of `shape`, each as the API spells it."""
    name, _, rest = path.partition(".")
    for part in (shape, *get_args(shape)):
        if is_dataclass(part):
            hints = {to_camel(it): hint for it, hint in get_type_hints(part).items()}
            if name in hints:
                return not rest or is_sent(hints[name], rest)
        elif part is not shape and is_sent(part, path):
            return True
    return False


def _written(part: ast.expr) -> str:
    return str(part.value) if isinstance(part, ast.Constant) else "{}"


@pytest.mark.parametrize("code", CODES)
def test_a_sentence_is_chinese_throughout(code: str) -> None:
    _, chinese = words.sentences(code)

    bare = "".join(text for text, *_ in string.Formatter().parse(chinese))

    assert forgotten(bare) == []


@pytest.mark.parametrize("code", CODES)
def test_both_languages_ask_for_the_same_kinds_of_code(code: str) -> None:
    english, chinese = words.sentences(code)

    told = {(name.removesuffix("Zh"), kind) for name, kind in asked(chinese)}
    assert set(asked(english)) == told
    kinds = {kind for _, kind in asked(chinese)}
    assert kinds - vocabulary.KINDS.keys() - KINDS_APART <= {""}


@pytest.mark.parametrize("refusal", refusals(), ids=lambda refusal: refusal.code)
def test_a_figure_that_is_a_code_is_said_in_words(refusal: type[Refusal]) -> None:
    hints = get_type_hints(refusal)
    kinds = dict(asked(words.sentences(refusal.code)[1]))
    for field in fields(refusal):
        name = to_camel(field.name)
        for shape in enums(hints[field.name]):
            if name in kinds and shape is not Currency and kinds[name] not in KINDS_APART:
                values = {it.value for it in shape}
                values &= {it.value for it in OF_CORE_ENTERPRISE} if shape is OrderRule else values
                assert values <= vocabulary.KINDS[kinds[name]].keys(), name
    for rule in ("rule", "figure"):
        if refusal.__name__.endswith(("TermsUnsound", "FinancingUnsound")):
            assert kinds[rule] in {"term", "found"}


@pytest.mark.parametrize("kind", sorted(vocabulary.KINDS))
def test_what_codes_are_called_is_chinese(kind: str) -> None:
    for code, (english, chinese) in vocabulary.KINDS[kind].items():
        assert english
        assert not chinese.isascii(), code
        assert forgotten(chinese) == [], code


def test_a_line_that_does_not_fit_is_called_by_its_number() -> None:
    assert vocabulary.called("part", "line 3") == ("line 3", "明细 3 金额")


def test_codes_in_reasons_about_orders_are_called_something() -> None:
    said = {
        kind
        for rule in ORDER_FIGURES
        for _, kind in asked(words.sentences(f"order.{rule.value}")[1])
    }

    assert {"discord", "product"} <= said
    assert {it.value for it in Discord} == vocabulary.KINDS["discord"].keys()
    assert {it.value for it in Product} == vocabulary.KINDS["product"].keys()


def test_every_rule_that_terms_can_break_has_words() -> None:
    written = set(rules_of_the_domain())

    assert "at least 1" in written
    for rule in sorted(written):
        english, chinese = rule_in_words(rule.replace("{}", "7"))
        assert english
        assert not chinese.isascii(), rule
        assert forgotten(chinese) == [], rule


def test_a_rule_keeps_its_figures_and_no_other_rule_takes_it() -> None:
    for rule, chinese in RULES.items():
        shown = rule.format(*("3", "4")[: rule.count("{}")])
        assert rule_in_words(shown) == (shown, chinese.format(*("3", "4")))


@pytest.mark.parametrize(
    ("room", "terms"),
    [
        ("eligibility/terms_faults.py", EligibilityTerms),
        ("eligibility/order_terms_faults.py", OrderTerms),
        ("receivable_pool/terms.py", PoolTerms),
        ("order_programme/terms.py", ProgrammeTerms),
        ("credit_line/terms.py", LineTerms),
        ("lender_limit/terms.py", LimitTerms),
        ("financing/terms.py", FinancingTerms),
        ("shared/loan_terms.py", LoanTerms),
        ("shared/instalments.py", LoanTerms),
    ],
)
def test_a_fault_names_the_field_as_it_is_sent(room: str, terms: type) -> None:
    named = set(named_in(room))

    assert named
    assert {it for it in named if not is_sent(terms, it) and it not in IN_ONE_SUM} == set()


def test_problems_of_terms_and_what_was_found_have_words() -> None:
    assert {it.value for it in Problem} == PROBLEMS.keys()
    for _, chinese in (*PROBLEMS.values(), *FOUND.values()):
        assert forgotten(chinese) == []
        assert not chinese.isascii()
    assert found_in_words("penalty, fee") == ("penalty, fee", "罚息、费用")


def test_every_task_is_said_in_both_languages() -> None:
    assert set(get_args(routes.Task)) == TASKS.keys()
    for english, chinese in TASKS.values():
        assert english.isascii()
        assert forgotten(chinese) == []
        assert not chinese.isascii()


@pytest.mark.parametrize("chinese", [*rules.ZH.values(), *rules.NOT_JSON.values()])
def test_what_a_reader_says_is_chinese(chinese: str) -> None:
    bare = "".join(text for text, *_ in string.Formatter().parse(chinese))

    assert forgotten(bare, "receivables", "waiting") == []


def test_reasons_in_a_refusal_are_told_in_words_and_not_by_codes() -> None:
    why = [
        {
            "rule": "mismatched",
            "line": "1",
            "amount": {"amount": "9.00", "currency": "CNY"},
            "figures": [
                {"name": "discord", "value": "short_shipped"},
                {"name": "expected", "value": "10"},
                {"name": "found", "value": "9"},
            ],
            "remedy": "settle_mismatch",
        },
        {
            "rule": "overpriced",
            "line": "2",
            "amount": {"amount": "5.00", "currency": "CNY"},
            "figures": [
                {"name": "price", "value": "3.00"},
                {"name": "most", "value": "2.00"},
                {"name": "as_of", "value": "2026-03-02"},
            ],
            "remedy": "lower_price",
        },
    ]
    facts = dict.fromkeys(("requested", "available", "ordered", "eligible", "lent"), "CNY 1.00")

    english, chinese = words.worded(
        "order_programme.beyond_order", {**facts, "financingRatio": "0.8", "why": why}
    )

    assert "Line 1, short shipped: 10 was expected, 9 was found (CNY 9.00); Line 2" in english
    assert "第 1 行发货数量不足: 应为 10, 实为 9 (CNY 9.00); 第 2 行: 单价 3.00" in chinese
    assert forgotten(chinese) == []


def test_a_fault_of_terms_is_told_in_words_under_the_name_that_is_sent() -> None:
    facts = {"field": "eligibility.advanceRate", "rule": "not_a_rate", "figure": "1.5"}

    english, chinese = words.worded("receivable_pool.terms_unsound", facts)

    assert "eligibility.advanceRate must be from 0 to 1 with at most six decimals" in english
    assert "eligibility.advanceRate 须在 0 至 1 之间, 小数至多六位, 实为 1.5" in chinese

"""A borrower names the lines of its draw where the terms of its line leave them to it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import LINE_TERMS, Cast, everyone, yuan
from tests.support.edge import Edge

pytestmark = pytest.mark.postgres

AT = "/credit-lines/bank:line-1"
PLAN = {"kind": "given", "number": 3}


def standing(platform: Edge, plan: dict[str, Any] = PLAN) -> Cast:
    cast, colleague = everyone(platform), platform.hand("bank", "lender")
    terms = {**LINE_TERMS, "loan": {"plan": plan}}
    wanted = {"line": "line-1", "borrower": "spring", "terms": terms}
    proposed = cast.bank.post("/credit-lines", wanted)
    assert proposed.status_code == 201, proposed.text
    assert colleague.post(f"{AT}/approval").status_code == 200
    return cast


def wanted(*named: tuple[str, str]) -> dict[str, Any]:
    lines = [{"dueOn": day, "principal": yuan(part)} for day, part in named]
    return {"amount": yuan("300.00"), "dueOn": "2026-06-01", "lines": lines}


HARVEST = (("2026-04-04", "50.00"), ("2026-06-01", "250.00"))


def test_a_draw_is_laid_out_as_it_names_its_lines(platform: Edge) -> None:
    cast = standing(platform)

    quoted = cast.spring.post(f"{AT}/quotes", wanted(*HARVEST))
    drawn = cast.spring.post(f"{AT}/draws", {**wanted(*HARVEST), "financing": "fin-1"})

    shown = [(it["dueOn"], it["principal"]) for it in quoted.json()["lines"]]
    assert shown == [("2026-04-04", yuan("50.00")), ("2026-06-01", yuan("250.00"))], quoted.text
    assert drawn.status_code == 201, drawn.text
    assert [(it["dueOn"], it["principal"]) for it in drawn.json()["lines"]] == shown


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ((), "financing.too_many_lines"),
        (
            (("2026-03-10", "1.00"), ("2026-03-11", "1.00"), ("2026-03-12", "1.00"), HARVEST[1]),
            "financing.too_many_lines",
        ),
        ((HARVEST[1], HARVEST[0]), "financing.lines_out_of_order"),
        (HARVEST[:1], "financing.last_line_differs"),
        ((HARVEST[0], ("2026-06-01", "250.01")), "financing.parts_differ"),
        ((("2026-03-01", "50.00"), HARVEST[1]), "financing.line_before_start"),
    ],
)
def test_lines_that_do_not_fit_the_terms_are_refused_by_name(
    platform: Edge, named: tuple[tuple[str, str], ...], code: str
) -> None:
    cast = standing(platform)

    refused = cast.spring.post(f"{AT}/draws", {**wanted(*named), "financing": "fin-1"})

    assert refused.json()["code"] == code, refused.text


def test_where_the_terms_lay_the_lines_out_none_are_named(platform: Edge) -> None:
    cast = standing(platform, {"kind": "equal_principal", "number": 3})

    refused = cast.spring.post(f"{AT}/draws", {**wanted(*HARVEST), "financing": "fin-1"})

    assert refused.json()["code"] == "financing.lines_laid_out_by_rule", refused.text

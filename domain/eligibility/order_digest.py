"""One hash over everything a judgement of an order rests on."""

from __future__ import annotations

from datetime import date
from operator import attrgetter

from domain.eligibility.canonical import digest_of, json_line
from domain.eligibility.order_facts import OrderFacts
from domain.eligibility.order_standing import OrderCircumstances
from domain.eligibility.order_terms import OrderTerms


def order_inputs_hash(
    facts: OrderFacts, terms: OrderTerms, around: OrderCircumstances, day: date
) -> str:
    """BLAKE2b-256 of order, terms, circumstances and day, in hexadecimal.

    Independent of the order in which parties, references and other orders are given,
    and of trailing zeros in rates. What is seldom so is in it only where it is so: the
    hash of everything else stays what it was.
    """
    return digest_of(
        json_line([day, facts, terms]),
        json_line(
            [
                _sorted(around.parties, "party"),
                around.in_chain,
                around.may_finance,
                around.encumbered,
                around.owed,
                around.rated,
                around.cost,
                _sorted(around.references, "item", "unit", "as_of", "price", "source"),
                _sorted(around.others, "order"),
                *([around.instead] if around.instead else []),
                *_permitted(around),
                *(["suspected"] if around.suspected else []),
            ]
        ),
    )


def _permitted(around: OrderCircumstances) -> list[object]:
    if around.permit is None:
        return []
    return [around.permit, around.lender]


def _sorted(entries: tuple[object, ...], *by: str) -> list[object]:
    return sorted(entries, key=attrgetter(*by))

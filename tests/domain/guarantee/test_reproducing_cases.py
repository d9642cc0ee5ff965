"""The worked cases that name guarantees and margin."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.guarantee import refusals as no
from domain.guarantee.agreement import CreditorTerms
from domain.guarantee.commands import Accept
from domain.guarantee.events import GuaranteeReserved
from domain.guarantee.licence import Liabilities, LicenceRule, breaches, limit_of
from domain.guarantee.margin_account import (
    Holder,
    MarginAccount,
    PriorityReason,
    margin_priority,
)
from tests.domain.guarantee.scenes import (
    ACCOUNT,
    BORIS,
    TERMS,
    TODAY,
    gave,
    given,
    on,
    reserve,
    reviewed,
    standing,
    yuan,
)
from tests.support.shared import case


def test_each_use_ends_as_the_law_says() -> None:
    """CN-09."""
    told = case("CN-09")
    due = date.fromisoformat(told["inputs"]["debt_due"])
    ends = []
    for written in told["inputs"]["agreed_end"]:
        agreed = date.fromisoformat(written) if written else None
        history = standing(replace(TERMS, agreed_end=agreed))
        asked = replace(reserve("1.00"), due_on=due)
        (event,) = given(*history).when(asked, on(TODAY)).events()
        assert isinstance(event, GuaranteeReserved)
        ends.append(event.ends_on.isoformat())

    assert ends == told["expected"]["guarantee_ends"]


def test_an_unstated_type_is_only_ordinary() -> None:
    """CN-10, which only the text names: Civil Code 686."""
    unstated = replace(TERMS, liability=None)
    asked = Accept(terms=CreditorTerms())
    given(gave(unstated), reviewed()).when(asked, on(TODAY, BORIS)).then_refused(no.TypeNotStated())


@pytest.mark.parametrize(
    ("account", "expected", "reason"),
    [
        (ACCOUNT, True, PriorityReason.DEDICATED_AND_CONTROLLED),
        (
            replace(ACCOUNT, holder=Holder.CREDITOR, dedicated=False),
            True,
            PriorityReason.CREDITORS_OWN_ACCOUNT,
        ),
        (replace(ACCOUNT, dedicated=False), False, PriorityReason.NOT_DEDICATED),
        (replace(ACCOUNT, controlled_by_creditor=False), False, PriorityReason.NOT_CONTROLLED),
        (None, False, PriorityReason.NO_ACCOUNT),
    ],
)
def test_margin_has_priority_only_in_the_right_account(
    account: MarginAccount | None, expected: object, reason: PriorityReason
) -> None:
    """CN-11, which only the text names: interpretation on guarantees, art. 70."""
    found = margin_priority(account)

    assert (found.has_priority, found.reason) == (expected, reason)


def test_a_licensed_guarantee_company_has_three_limits() -> None:
    """CN-12."""
    told = case("CN-12")
    given_, expected = told["inputs"], told["expected"]
    net_assets = yuan(str(given_["net_assets"]))
    liabilities = Liabilities(
        total=yuan(str(given_["total_liability"])),
        one_debtor=yuan(str(given_["one_debtor"])),
        debtor_group=yuan(str(given_["debtor_group"])),
    )
    limits = {it: limit_of(it, net_assets, mainly_small=False) for it in LicenceRule}
    broken = {it.rule for it in breaches(liabilities, net_assets, mainly_small=False)}

    assert limits == {
        LicenceRule.TOTAL: yuan(str(expected["total_limit"])),
        LicenceRule.ONE_DEBTOR: yuan(str(expected["one_limit"])),
        LicenceRule.DEBTOR_GROUP: yuan(str(expected["group_limit"])),
    }
    assert (LicenceRule.TOTAL in broken) is expected["total_breach"]
    assert (LicenceRule.ONE_DEBTOR in broken) is expected["one_breach"]
    assert (LicenceRule.DEBTOR_GROUP in broken) is expected["group_breach"]
    small = {it.rule for it in breaches(liabilities, net_assets, mainly_small=True)}
    assert small == broken - {LicenceRule.TOTAL}

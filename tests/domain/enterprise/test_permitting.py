"""A core enterprise says, supplier by supplier, how far its orders may be borrowed on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from domain.eligibility.order_permit import OrderPermit
from domain.enterprise import commands as ask
from domain.enterprise import events as fact
from domain.enterprise import refusals as no
from domain.enterprise.profile import ChainPlace, Permitted
from domain.shared.ids import PartyId
from tests.domain.enterprise.scenes import (
    ANCHOR,
    CHEN,
    SAID,
    SPRING,
    TODAY,
    TOMORROW,
    YESTERDAY,
    given,
    party_after,
    registered,
    yuan,
)

BANK = PartyId("bank")
PERMIT = OrderPermit(
    allowed=True,
    since=TODAY,
    until=TOMORROW,
    lenders=(BANK,),
    ratio_max=Decimal("0.60"),
    limit=yuan("50000.00"),
)
ALLOW = ask.AllowOrderFinancing(
    party=SPRING,
    core_enterprise=ANCHOR,
    since=TODAY,
    until=TOMORROW,
    lenders=(BANK,),
    ratio_max=Decimal("0.60"),
    limit=yuan("50000.00"),
)
FORBID = ask.ForbidOrderFinancing(party=SPRING, core_enterprise=ANCHOR, reason="late deliveries")
CAME = fact.AdmittedToChain(**SAID, place=ChainPlace(ANCHOR, None))
ALLOWED = fact.OrderFinancingAllowed(**SAID, permitted=Permitted(ANCHOR, PERMIT))
FORBIDDEN = fact.OrderFinancingForbidden(**SAID, core_enterprise=ANCHOR, reason="late deliveries")


def test_the_core_enterprise_allows_it_and_its_last_word_counts() -> None:
    given(registered(), CAME).when(ALLOW, CHEN).then(ALLOWED)
    given(registered(), CAME, ALLOWED).when(ALLOW, CHEN).then()
    wider = replace(PERMIT, limit=None)
    after = party_after(
        registered(), CAME, ALLOWED, replace(ALLOWED, permitted=Permitted(ANCHOR, wider))
    )
    assert after.permitted == (Permitted(ANCHOR, wider),)


def test_it_forbids_it_from_this_day_on() -> None:
    given(registered(), CAME, ALLOWED).when(FORBID, CHEN).then(FORBIDDEN)
    given(registered(), CAME, FORBIDDEN).when(FORBID, CHEN).then()
    given(registered(), CAME, FORBIDDEN).when(ALLOW, CHEN).then(ALLOWED)
    assert party_after(registered(), CAME, ALLOWED, FORBIDDEN).permit_of(ANCHOR) == OrderPermit(
        allowed=False, since=TODAY
    )


def test_where_nothing_was_said_nothing_is_forbidden() -> None:
    assert party_after(registered(), CAME).permit_of(ANCHOR) is None
    given(registered(), CAME).when(FORBID, CHEN).then(FORBIDDEN)


def test_a_supplier_that_comes_back_finds_the_last_word_as_it_was() -> None:
    left = fact.RemovedFromChain(**SAID, core_enterprise=ANCHOR, reason="over")

    back = party_after(registered(), CAME, FORBIDDEN, left, CAME).permit_of(ANCHOR)

    assert back is not None
    assert not back.allowed


@pytest.mark.parametrize("command", [ALLOW, FORBID])
def test_it_speaks_of_its_own_chain_alone(
    command: ask.AllowOrderFinancing | ask.ForbidOrderFinancing,
) -> None:
    given(registered()).when(command, CHEN).then_refused(no.NotInChain(ANCHOR))
    left = fact.AdmittedToChain(**SAID, place=ChainPlace(ANCHOR, YESTERDAY))
    given(registered(), left).when(command, CHEN).then_refused(no.NotInChain(ANCHOR))


@pytest.mark.parametrize(
    ("command", "fault"),
    [
        (replace(ALLOW, until=YESTERDAY), ("until", "not before 2026-03-02", "2026-03-01")),
        (
            replace(ALLOW, since=TOMORROW, until=TODAY),
            ("until", "not before 2026-03-03", "2026-03-02"),
        ),
        (replace(ALLOW, ratio_max=Decimal(0)), ("ratioMax", "more than 0 and at most 1", "0")),
        (
            replace(ALLOW, ratio_max=Decimal("1.01")),
            ("ratioMax", "more than 0 and at most 1", "1.01"),
        ),
        (replace(ALLOW, limit=yuan("0.00")), ("limit", "more than nothing", "CNY 0.00")),
        (replace(ALLOW, lenders=(BANK, BANK)), ("lenders", "each named once", "bank, bank")),
    ],
    ids=lambda it: it[0] if isinstance(it, tuple) else "",
)
def test_what_contradicts_itself_is_refused_with_its_figure(
    command: ask.AllowOrderFinancing, fault: tuple[str, str, str]
) -> None:
    given(registered(), CAME).when(command, CHEN).then_refused(no.OrderFinancingUnsound(*fault))

"""Each party asks of a claim what is its own to ask; consent is only ever the lender's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from application.enterprise.changing import change as change_party
from application.processes.answering import change, claim_on_record
from application.processes.assigning import LetGo, let_go
from domain.enterprise.commands import Suspend
from domain.receivable import commands as ask
from domain.receivable.commands import ReceivableCommand
from domain.receivable.invoice import Basis, Channel, CreditReason, Trait
from domain.shared.ids import CollectionId, PartyId, PoolId, ReceivableId
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    POOL,
    RIVAL,
    RIVER,
    SPRING,
    Trade,
    admit_all,
    assign_to,
    notify,
    open_a_pool,
    ready,
    register,
    yuan,
)
from tests.support.house import OPERATOR, House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

NOBODY = PartyId("")
Ask = Callable[[ReceivableId], ReceivableCommand]


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        yield opened


@pytest.fixture
def claim(trade: House) -> ReceivableId:
    (claim,) = ready(trade, Trade("INV-1", "1000.00"))
    return claim


def asked(trade: House, party: PartyId, command: ReceivableCommand) -> dict[str, Any]:
    claim = command.receivable
    return trade.refused(
        party, command, change(claim, party, lambda seller: replace(command, seller=seller))
    )


def done(trade: House, party: PartyId, command: ReceivableCommand) -> dict[str, Any]:
    claim = command.receivable
    return trade.do(
        party, command, change(claim, party, lambda seller: replace(command, seller=seller))
    )


def credit(claim: ReceivableId) -> ask.ApplyCredit:
    return ask.ApplyCredit(
        seller=NOBODY,
        receivable=claim,
        number="CN-1",
        issued_on=date(2026, 3, 2),
        amount=yuan("100.00"),
        reason=CreditReason.PRICE,
        consent=True,
    )


def collected(claim: ReceivableId) -> ask.ApplyCollection:
    return ask.ApplyCollection(
        seller=NOBODY,
        receivable=claim,
        collection=CollectionId("col-1"),
        amount=yuan("1000.00"),
        value_date=date(2026, 3, 2),
    )


def unmarked(claim: ReceivableId) -> ask.Qualify:
    trait = Trait.ENCUMBERED_ELSEWHERE
    return ask.Qualify(seller=NOBODY, receivable=claim, trait=trait, holds=False, evidence="word")


def confirmed(claim: ReceivableId) -> ask.Confirm:
    return ask.Confirm(
        seller=NOBODY, receivable=claim, party=ANCHOR, channel=Channel.PORTAL, evidence="signed"
    )


FOREIGN: list[tuple[PartyId, Ask]] = [
    (ANCHOR, credit),
    (ANCHOR, collected),
    (SPRING, collected),
    (BANK, collected),
    (SPRING, confirmed),
    (SPRING, unmarked),
]


@pytest.mark.parametrize(("party", "command"), FOREIGN)
def test_what_is_anothers_to_ask_is_refused(
    trade: House, claim: ReceivableId, party: PartyId, command: Ask
) -> None:
    assert asked(trade, party, command(claim))["code"] == "process.not_yours_to_ask"


@pytest.mark.parametrize("stranger", [RIVER, RIVAL])
def test_to_a_stranger_the_claim_does_not_exist(
    trade: House, claim: ReceivableId, stranger: PartyId
) -> None:
    assert asked(trade, stranger, credit(claim))["code"] == "process.receivable_unknown"


def test_a_seller_does_not_give_the_lenders_consent(trade: House, claim: ReceivableId) -> None:
    """Civil Code 765: after notice the financier is asked."""
    assert asked(trade, SPRING, credit(claim))["code"] == "receivable.consent_missing"

    assert done(trade, BANK, credit(claim))["open"] == {"minor": 90_000, "currency": "CNY"}


def test_with_the_lender_asking_a_dispute_is_conceded_after_notice(
    trade: House, claim: ReceivableId
) -> None:
    dispute = ask.Dispute(
        seller=NOBODY,
        receivable=claim,
        party=ANCHOR,
        amount=yuan("100.00"),
        reason=CreditReason.QUALITY,
    )
    done(trade, ANCHOR, dispute)

    conceded = ask.ResolveDispute(
        seller=NOBODY,
        receivable=claim,
        party=BANK,
        for_seller=yuan("0.00"),
        for_buyer=yuan("100.00"),
        basis=Basis.CONCEDED,
        evidence="",
    )

    assert done(trade, BANK, conceded)["open"] == {"minor": 90_000, "currency": "CNY"}


def test_a_lender_takes_its_notice_back_when_it_let_the_claim_go(
    trade: House, claim: ReceivableId
) -> None:
    free = LetGo(POOL, (claim,))
    trade.do(BANK, free, let_go(free))
    open_a_pool(trade, RIVAL, PoolId("pool-2"))
    assign_to(trade, claim, pool=PoolId("pool-2"))
    withdrawn = ask.WithdrawNotice(seller=NOBODY, receivable=claim, party=BANK, reason="released")
    assert asked(trade, RIVAL, withdrawn)["code"] == "process.receivable_unknown"

    done(trade, BANK, withdrawn)

    notify(trade, claim, RIVAL)
    with trade.store.reading() as reading:
        assert claim_on_record(reading, claim).assignee == RIVAL


def test_a_notice_names_whoever_gives_it(trade: House) -> None:
    """A lender cannot have the buyer pay somebody else."""
    claim = register(trade, Trade("INV-2", "500.00"))
    assign_to(trade, claim)
    notice = ask.RecordNotice(
        seller=NOBODY,
        receivable=claim,
        assignee=RIVAL,
        delivered_on=trade.clock.day,
        delivered_to="accounts payable",
        channel="portal",
        evidence="receipt",
    )

    done(trade, BANK, notice)

    with trade.store.reading() as reading:
        assert claim_on_record(reading, claim).assignee == BANK


def test_a_suspended_buyer_does_not_confirm(trade: House, claim: ReceivableId) -> None:
    suspend = Suspend(party=ANCHOR, reason="fraud")
    trade.do(OPERATOR, suspend, change_party(suspend))

    assert asked(trade, ANCHOR, confirmed(claim))["code"].startswith("enterprise.")

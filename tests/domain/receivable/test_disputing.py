"""A dispute blocks its amount and no more, and nobody decides it in his own favour."""

from __future__ import annotations

import pytest

from domain.receivable import answer_refusals as wrong
from domain.receivable import commands as ask
from domain.receivable import events as fact
from domain.receivable import refusals as no
from domain.receivable.invoice import Basis, CreditReason, Status
from domain.receivable.state import status_of
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.money import Money
from tests.domain.receivable.scenes import (
    ANCHOR,
    CLAIM,
    CONTEXT,
    ISSUED,
    NOTHING,
    SAID,
    SPRING,
    STRANGER,
    TODAY,
    claim_after,
    collected,
    confirmed,
    disputed,
    euro,
    given,
    noticed,
    registered,
    rejected,
    settled,
    yuan,
)
from tests.support.shared import case


def dispute(amount: Money) -> ask.Dispute:
    return ask.Dispute(
        seller=SPRING,
        receivable=CLAIM,
        party=ANCHOR,
        amount=amount,
        reason=CreditReason.QUALITY,
        words="scratched",
    )


def resolve(
    for_seller: Money = NOTHING,
    for_buyer: Money = NOTHING,
    *,
    party: PartyId = SPRING,
    basis: Basis = Basis.AGREED,
    evidence: str = "minutes of 2 March",
    consent: bool = False,
) -> ask.ResolveDispute:
    return ask.ResolveDispute(
        seller=SPRING,
        receivable=CLAIM,
        party=party,
        for_seller=for_seller,
        for_buyer=for_buyer,
        basis=basis,
        evidence=evidence,
        consent=consent,
    )


def resolved(
    for_seller: str, for_buyer: str, *, still: str = "0.00", left: str
) -> fact.DisputeResolved:
    return fact.DisputeResolved(
        **SAID,
        effective_on=TODAY,
        open=yuan(left),
        for_seller=yuan(for_seller),
        for_buyer=yuan(for_buyer),
        disputed=yuan(still),
        basis=Basis.AGREED,
        evidence="minutes of 2 March",
        settled_by=SPRING,
        originated_on=ISSUED,
    )


def test_only_the_undisputed_part_is_to_be_paid() -> None:
    told = case("CN-13")
    invoice, amount = (f"{told['inputs'][it]}.00" for it in ("invoice", "disputed"))
    claim = claim_after(registered(gross=yuan(invoice)), disputed(amount, left=invoice))

    assert claim.payable == yuan(f"{told['expected']['must_pay_now']}.00")


def test_the_buyer_disputes_a_part_and_then_another() -> None:
    given(registered()).when(dispute(yuan("180.00")), CONTEXT).then(disputed("180.00"))
    (
        given(registered(), disputed("180.00"))
        .when(dispute(yuan("20.00")), CONTEXT)
        .then(disputed("20.00", in_all="200.00"))
    )


def test_a_confirmed_claim_may_be_disputed_and_stays_confirmed() -> None:
    claim = claim_after(registered(), confirmed("1000.00"), disputed("180.00"))

    assert claim.confirmed == yuan("1000.00")
    assert claim.payable == yuan("820.00")
    assert status_of(claim) is Status.DISPUTED


def test_no_more_is_disputed_than_is_left_undisputed() -> None:
    given(registered(), disputed("180.00")).when(dispute(yuan("820.01")), CONTEXT).then_refused(
        wrong.BeyondUndisputed(yuan("820.01"), yuan("1000.00"), yuan("180.00"))
    )
    given(registered(), rejected()).when(dispute(yuan("0.01")), CONTEXT).then_refused(
        wrong.BeyondUndisputed(yuan("0.01"), yuan("1000.00"), yuan("1000.00"))
    )


def test_a_dispute_has_an_amount_in_the_currency_of_the_claim() -> None:
    given(registered()).when(dispute(NOTHING), CONTEXT).then_refused(no.AmountNotPositive(NOTHING))
    given(registered()).when(dispute(euro("1.00")), CONTEXT).then_refused(
        no.OtherCurrency(claim=Currency.CNY, asked=Currency.EUR)
    )


def test_what_is_paid_is_disputed_no_more() -> None:
    paid = given(registered(), collected("1000.00", left="0.00"), settled())
    paid.when(dispute(yuan("1.00")), CONTEXT).then_refused(no.ReceivableIsSettled(CLAIM))


def test_what_goes_to_the_buyer_is_owed_no_more() -> None:
    (
        given(registered(), disputed("180.00"))
        .when(resolve(yuan("100.00"), yuan("80.00")), CONTEXT)
        .then(resolved("100.00", "80.00", left="920.00"))
    )


def test_a_dispute_may_be_resolved_in_part() -> None:
    (
        given(registered(), disputed("180.00"))
        .when(resolve(for_buyer=yuan("80.00")), CONTEXT)
        .then(resolved("0.00", "80.00", still="100.00", left="920.00"))
    )


def test_a_dispute_of_the_whole_won_by_the_buyer_ends_the_claim() -> None:
    (
        given(registered(), disputed("1000.00"))
        .when(resolve(for_buyer=yuan("1000.00")), CONTEXT)
        .then(resolved("0.00", "1000.00", left="0.00"), settled())
    )


def test_what_a_resolution_established_counts_as_confirmed() -> None:
    history = (registered(), disputed("180.00"), confirmed("820.00"))
    claim = claim_after(*history, resolved("100.00", "80.00", left="920.00"))

    assert claim.open == claim.confirmed == yuan("920.00")
    assert status_of(claim) is Status.CONFIRMED


def test_a_resolution_confirms_nothing_where_the_buyer_never_answered() -> None:
    claim = claim_after(
        registered(), disputed("180.00"), resolved("180.00", "0.00", left="1000.00")
    )

    assert claim.confirmed == NOTHING
    assert claim.disputed == NOTHING


def test_no_more_is_resolved_than_is_in_dispute() -> None:
    beyond = wrong.BeyondDispute(asked=yuan("180.01"), disputed=yuan("180.00"))
    given(registered(), disputed("180.00")).when(
        resolve(yuan("100.00"), yuan("80.01")), CONTEXT
    ).then_refused(beyond)
    given(registered()).when(resolve(yuan("1.00")), CONTEXT).then_refused(
        wrong.BeyondDispute(asked=yuan("1.00"), disputed=NOTHING)
    )


def test_a_payment_of_the_disputed_part_leaves_less_to_resolve() -> None:
    history = (registered(), disputed("180.00"), collected("900.00", left="100.00"))
    claim = claim_after(*history)

    assert claim.disputed == yuan("100.00")
    (
        given(*history)
        .when(resolve(yuan("100.01")), CONTEXT)
        .then_refused(wrong.BeyondDispute(yuan("100.01"), yuan("100.00")))
    )


def test_the_parts_are_never_negative_or_foreign() -> None:
    claim = given(registered(), disputed("180.00"))
    less = yuan("-1.00")
    foreign = no.OtherCurrency(claim=Currency.CNY, asked=Currency.EUR)

    for negative in (resolve(for_seller=less), resolve(for_buyer=less)):
        claim.when(negative, CONTEXT).then_refused(no.AmountNotPositive(less))
    for other in (resolve(for_seller=euro("1.00")), resolve(for_buyer=euro("1.00"))):
        claim.when(other, CONTEXT).then_refused(foreign)


def test_something_is_resolved_or_nothing_happens() -> None:
    given(registered(), disputed("180.00")).when(resolve(), CONTEXT).then_refused(
        no.AmountNotPositive(NOTHING)
    )


def test_each_may_concede_to_the_other_without_further_evidence() -> None:
    claim = given(registered(), disputed("180.00"))
    to_buyer = resolve(for_buyer=yuan("180.00"), basis=Basis.CONCEDED, evidence="")
    to_seller = resolve(yuan("180.00"), party=ANCHOR, basis=Basis.CONCEDED, evidence="")

    assert claim.when(to_buyer, CONTEXT).events()
    assert claim.when(to_seller, CONTEXT).events()


def test_nobody_concedes_to_himself() -> None:
    claim = given(registered(), disputed("180.00"))
    by_seller = resolve(yuan("0.01"), basis=Basis.CONCEDED)
    by_buyer = resolve(for_buyer=yuan("0.01"), party=ANCHOR, basis=Basis.CONCEDED)

    claim.when(by_seller, CONTEXT).then_refused(wrong.OwnCause(SPRING))
    claim.when(by_buyer, CONTEXT).then_refused(wrong.OwnCause(ANCHOR))


@pytest.mark.parametrize("basis", [Basis.AGREED, Basis.AWARDED])
def test_an_agreement_or_award_is_shown(basis: Basis) -> None:
    unshown = resolve(yuan("1.00"), basis=basis, evidence="")

    given(registered(), disputed("180.00")).when(unshown, CONTEXT).then_refused(
        wrong.EvidenceMissing(CLAIM)
    )


def test_a_stranger_resolves_nothing() -> None:
    given(registered(), disputed("180.00")).when(
        resolve(yuan("1.00"), party=STRANGER), CONTEXT
    ).then_refused(no.NotAParty(STRANGER))


def test_after_notice_the_financier_agrees_to_what_it_loses() -> None:
    claim = given(registered(), noticed(), disputed("180.00"))
    lost = yuan("80.00")

    claim.when(resolve(for_buyer=lost), CONTEXT).then_refused(no.ConsentMissing(CLAIM))
    assert claim.when(resolve(for_buyer=lost, consent=True), CONTEXT).events()
    assert claim.when(resolve(for_buyer=lost, basis=Basis.AWARDED), CONTEXT).events()
    assert claim.when(resolve(for_seller=lost), CONTEXT).events()

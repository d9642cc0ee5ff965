"""A lender opens a programme for one core enterprise, and says who may borrow how much."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from domain.order_programme import commands as ask
from domain.order_programme import events as fact
from domain.order_programme import refusals as no
from domain.order_programme.state import Programme
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.allocation import PENALTY_FIRST, Component
from domain.shared.currency import Currency
from domain.shared.ids import PartyId
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import DiscountForm, Fee, FeePaid
from domain.shared.refusal import Refusal
from tests.domain.order_programme.scenes import (
    ANCHOR,
    CONTEXT,
    LENDER,
    ORDER,
    PROGRAMME,
    RATED,
    RIVER,
    SAID,
    SPRING,
    TERMS,
    TODAY,
    closed,
    costing,
    frozen,
    given,
    lent,
    let_in,
    opened,
    rated,
    reference,
    repaid,
    yuan,
)

OPEN = ask.OpenProgramme(PROGRAMME, LENDER, ANCHOR, TERMS)
USD = Money.of("1.00", Currency.USD)
TOMORROW = TODAY + timedelta(days=1)


def test_a_programme_is_opened_under_its_terms() -> None:
    given().when(OPEN, context=CONTEXT).then(opened())


def test_it_is_opened_once() -> None:
    (given(opened()).when(OPEN, context=CONTEXT).then_refused(no.ProgrammeAlreadyOpen(PROGRAMME)))


def test_one_that_was_never_opened_does_not_exist() -> None:
    (
        given()
        .when(ask.FreezeProgramme("review"), context=CONTEXT)
        .then_refused(no.ProgrammeNotFound())
    )


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (replace(TERMS, version=2), "version"),
        (replace(TERMS, orders=replace(TERMS.orders, ratings=())), "orders.ratings"),
        (replace(TERMS, draw_minimum=USD), "drawMinimum"),
        (replace(TERMS, draw_minimum=yuan("-1.00")), "drawMinimum"),
        (replace(TERMS, draw_minimum=yuan("5000.01")), "drawMinimum"),
        (replace(TERMS, second_person_from=USD), "secondPersonFrom"),
        (replace(TERMS, allocation=PENALTY_FIRST[:3]), "allocation"),
        (replace(TERMS, allocation=tuple(reversed(PENALTY_FIRST))), "allocation"),
        (replace(TERMS, penalty_rate=Decimal(1)), "penaltyRate"),
        (
            replace(TERMS, price=replace(TERMS.price, legal_form=LegalForm.ASSIGNMENT_RECOURSE)),
            "price",
        ),
        (
            replace(
                TERMS, price=replace(TERMS.price, discount_form=DiscountForm.STRAIGHT_DISCOUNT)
            ),
            "price",
        ),
        (
            replace(
                TERMS,
                price=replace(TERMS.price, fee=Fee(Decimal("0.01"), FeePaid.FROM_PROCEEDS)),
            ),
            "price",
        ),
    ],
)
def test_terms_that_contradict_themselves_are_refused_by_name(
    terms: ProgrammeTerms, field: str
) -> None:
    found = next(terms.faults(1))

    assert found[0] == field
    (
        given()
        .when(replace(OPEN, terms=terms), context=CONTEXT)
        .then_refused(no.ProgrammeTermsUnsound(*found))
    )


def test_principal_is_last_in_every_sound_allocation() -> None:
    assert TERMS.allocation[-1] is Component.PRINCIPAL


def test_terms_are_amended_from_a_day_on() -> None:
    second = replace(TERMS, version=2, penalty_rate=Decimal("0.10"))
    amended = replace(fact.ProgrammeAmended(**SAID, terms=second), effective_on=TOMORROW)

    given(opened()).when(ask.AmendProgramme(second, TOMORROW), context=CONTEXT).then(amended)

    state = given(opened(), amended).state
    assert isinstance(state, Programme)
    assert state.terms_on(TODAY) == TERMS
    assert state.terms_on(TOMORROW) == second


def test_an_amendment_is_the_next_version_in_the_same_currency() -> None:
    dollars = replace(TERMS, version=2, orders=replace(TERMS.orders, limit=USD))
    (
        given(opened())
        .when(ask.AmendProgramme(TERMS, TODAY), context=CONTEXT)
        .then_refused(no.ProgrammeTermsUnsound("version", "must be 2", "1"))
    )
    (
        given(opened())
        .when(ask.AmendProgramme(dollars, TODAY), context=CONTEXT)
        .then_refused(no.OtherCurrency(programme=Currency.CNY, asked=Currency.USD))
    )


def test_a_supplier_is_let_in_with_its_rating_and_a_limit_of_its_own() -> None:
    (
        given(opened())
        .when(ask.LetSupplierIn(SPRING, RATED, yuan("3000.00")), context=CONTEXT)
        .then(let_in())
    )


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (ask.LetSupplierIn(SPRING, RATED, yuan("1.00")), no.SupplierAlreadyIn(SPRING)),
        (
            ask.LetSupplierIn(RIVER, RATED, USD),
            no.OtherCurrency(programme=Currency.CNY, asked=Currency.USD),
        ),
        (ask.LetSupplierIn(RIVER, RATED, yuan("-1.00")), no.LimitNegative(yuan("-1.00"))),
        (
            ask.LetSupplierIn(RIVER, rated("A", TOMORROW), yuan("1.00")),
            no.DatedLater(TOMORROW, TODAY),
        ),
        (
            ask.LetSupplierIn(RIVER, rated("C"), yuan("1.00")),
            no.RatingNotInTerms("rated.rating", "one of A, B", "C", ("A", "B")),
        ),
        (
            ask.LetSupplierIn(RIVER, rated("D"), yuan("1.00")),
            no.RatingNotInTerms("rated.rating", "one of A, B", "D", ("A", "B")),
        ),
        (
            ask.RateSupplier(SPRING, rated("Z")),
            no.RatingNotInTerms("rated.rating", "one of A, B, D", "Z", ("A", "B", "D")),
        ),
        (ask.RateSupplier(RIVER, RATED), no.SupplierNotIn(RIVER)),
        (
            ask.RateSupplier(SPRING, rated("B", date(2025, 12, 31))),
            no.OlderRating(date(2025, 12, 31), RATED.rated_on),
        ),
        (ask.RateSupplier(SPRING, rated("B", TOMORROW)), no.DatedLater(TOMORROW, TODAY)),
        (ask.LimitSupplier(RIVER, yuan("1.00")), no.SupplierNotIn(RIVER)),
        (ask.LimitSupplier(SPRING, yuan("-0.01")), no.LimitNegative(yuan("-0.01"))),
        (ask.RecordReferences(()), no.NothingAsked()),
        (ask.RecordReferences((reference("0"),)), no.PriceNotPositive("casting")),
        (ask.RecordReferences((reference("1", TOMORROW),)), no.DatedLater(TOMORROW, TODAY)),
        (ask.RecordCost(ORDER, RIVER, costing()), no.SupplierNotIn(RIVER)),
        (
            ask.RecordCost(ORDER, SPRING, replace(costing(), cost=USD)),
            no.OtherCurrency(programme=Currency.CNY, asked=Currency.USD),
        ),
        (ask.RecordCost(ORDER, SPRING, costing("0.00")), no.AmountNotPositive(yuan("0.00"))),
        (
            ask.RecordCost(ORDER, SPRING, costing(stated_on=TOMORROW)),
            no.DatedLater(TOMORROW, TODAY),
        ),
        (ask.UnfreezeProgramme(), no.ProgrammeNotFrozen()),
    ],
)
def test_what_cannot_be_arranged_is_refused_with_its_figures(
    command: ask.ProgrammeCommand, refusal: Refusal
) -> None:
    given(opened(), let_in()).when(command, context=CONTEXT).then_refused(refusal)


def test_a_supplier_in_the_programme_may_fall_to_a_rating_that_nothing_is_lent_on() -> None:
    fallen = rated("D")
    (
        given(opened(), let_in())
        .when(ask.RateSupplier(SPRING, fallen), context=CONTEXT)
        .then(fact.SupplierRated(**SAID, supplier=SPRING, rated=fallen))
    )


def test_what_changes_nothing_is_no_event() -> None:
    cost = fact.CostRecorded(**SAID, supplier=SPRING, order=ORDER, cost=costing())
    history = (opened(), let_in(), cost)
    for command in (
        ask.RateSupplier(SPRING, RATED),
        ask.LimitSupplier(SPRING, yuan("3000.00")),
        ask.RecordCost(ORDER, SPRING, costing()),
    ):
        given(*history).when(command, context=CONTEXT).then()


def test_what_one_supplier_says_of_an_order_never_takes_the_place_of_anothers_word() -> None:
    def stated(supplier: PartyId, major: str) -> fact.CostRecorded:
        return fact.CostRecorded(**SAID, supplier=supplier, order=ORDER, cost=costing(major))

    both = (stated(SPRING, "600.00"), stated(RIVER, "1.00"))
    state = given(opened(), let_in(), let_in(RIVER), *both).state

    assert isinstance(state, Programme)
    assert state.cost_of(SPRING, ORDER) == costing("600.00")
    assert state.cost_of(RIVER, ORDER) == costing("1.00")


def test_the_last_price_recorded_for_an_item_is_the_reference() -> None:
    first = fact.ReferencesRecorded(**SAID, references=(reference("9"),))
    (
        given(opened(), first)
        .when(ask.RecordReferences((reference("8"),)), context=CONTEXT)
        .then(fact.ReferencesRecorded(**SAID, references=(reference("8"),)))
    )
    state = given(
        opened(), first, fact.ReferencesRecorded(**SAID, references=(reference("8"),))
    ).state

    assert isinstance(state, Programme)
    assert state.references == (reference("8"),)


def test_a_frozen_programme_can_still_be_put_in_order_and_unfrozen() -> None:
    (
        given(opened(), frozen())
        .when(ask.LetSupplierIn(SPRING, RATED, yuan("3000.00")), context=CONTEXT)
        .then(let_in())
    )
    (
        given(opened(), frozen())
        .when(ask.UnfreezeProgramme(), context=CONTEXT)
        .then(fact.ProgrammeUnfrozen(**SAID))
    )


def test_it_is_closed_when_nothing_is_owed() -> None:
    (
        given(*lent())
        .when(ask.CloseProgramme(), context=CONTEXT)
        .then_refused(no.StillLent(yuan("700.00")))
    )
    given(*lent(), repaid("700.00")).when(ask.CloseProgramme(), context=CONTEXT).then(closed())


@pytest.mark.parametrize(
    "command",
    [
        ask.AmendProgramme(TERMS, TODAY),
        ask.LetSupplierIn(SPRING, RATED, yuan("1.00")),
        ask.RecordReferences(()),
        ask.FreezeProgramme("review"),
        ask.UnfreezeProgramme(),
        ask.CloseProgramme(),
    ],
)
def test_a_closed_programme_is_over(command: ask.ProgrammeCommand) -> None:
    (given(opened(), closed()).when(command, context=CONTEXT).then_refused(no.ProgrammeIsClosed()))


def test_from_the_agreed_amount_on_a_second_person_approves() -> None:
    assert not TERMS.needs_second_person(yuan("999.99"))
    assert TERMS.needs_second_person(yuan("1000.00"))
    assert not replace(TERMS, second_person_from=None).needs_second_person(yuan("999999.00"))

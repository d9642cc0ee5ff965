"""What must be so before a programme does anything, in the words of its refusals."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from domain.eligibility.order_certificate import OrderCertificate
from domain.eligibility.order_reasons import OF_CORE_ENTERPRISE
from domain.eligibility.order_standing import Rated
from domain.order_programme import commands as ask
from domain.order_programme import draw_refusals as no_draw
from domain.order_programme import refusals as no
from domain.order_programme import request_refusals as unasked
from domain.order_programme.state import Admitted, Asking, OrderDraw, Programme
from domain.order_programme.terms import ProgrammeTerms
from domain.shared.event import Context
from domain.shared.ids import ActorId, FinancingId, PartyId, ProgrammeId
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refusal, Refused


class Said(TypedDict):
    """What every event of a programme says."""

    programme: ProgrammeId
    lender: PartyId
    at: datetime
    effective_on: date
    by: ActorId


def what_all_say(programme: ProgrammeId, lender: PartyId, context: Context) -> Said:
    return {
        "programme": programme,
        "lender": lender,
        "at": context.now.at,
        "effective_on": context.now.day,
        "by": context.by,
    }


def terms_are_sound(terms: ProgrammeTerms, version: int) -> None:
    for field, rule, figure in terms.faults(version):
        raise Refused(no.ProgrammeTermsUnsound(field, rule, figure))


def not_closed(programme: Programme) -> Programme:
    if programme.closed:
        raise Refused(no.ProgrammeIsClosed())
    return programme


def lends(programme: Programme) -> Programme:
    """Raise `Refused` where nothing is lent under it now."""
    not_closed(programme)
    if programme.frozen is not None:
        raise Refused(no.ProgrammeIsFrozen(programme.frozen))
    return programme


def supplier_in(programme: Programme, supplier: PartyId) -> Admitted:
    admitted = programme.suppliers.get(supplier)
    if admitted is None:
        raise Refused(no.SupplierNotIn(supplier))
    return admitted


def currency_agrees(programme: Programme, amount: Money) -> None:
    if amount.currency is not programme.terms.currency:
        raise Refused(no.OtherCurrency(programme=programme.terms.currency, asked=amount.currency))


def limit_is_sound(programme: Programme, limit: Money) -> None:
    currency_agrees(programme, limit)
    if limit.is_negative:
        raise Refused(no.LimitNegative(limit))


def rating_is_lent_on(programme: Programme, rated: Rated, today: date) -> None:
    rows = programme.terms_on(today).orders.ratings
    _is_among(rated, tuple(row.rating for row in rows if row.is_lent_on))


def rating_is_in_terms(programme: Programme, rated: Rated, today: date) -> None:
    """Also one that nothing is lent on: a word that the terms do not have is a slip of the pen."""
    _is_among(rated, tuple(row.rating for row in programme.terms_on(today).orders.ratings))


def _is_among(rated: Rated, ratings: tuple[str, ...]) -> None:
    if rated.rating not in ratings:
        rule = f"one of {', '.join(ratings)}"
        raise Refused(no.RatingNotInTerms("rated.rating", rule, rated.rating, ratings))


def not_later(dated: date, today: date) -> None:
    if dated > today:
        raise Refused(no.DatedLater(dated, today))


def size_and_term_fit(
    programme: Programme, amount: Money, due_on: date, certificate: OrderCertificate, today: date
) -> None:
    if not amount.is_positive:
        raise Refused(no.AmountNotPositive(amount))
    minimum = programme.terms_on(today).draw_minimum
    if amount < minimum:
        raise Refused(no.BelowMinimum(amount, minimum))
    if due_on <= today:
        raise Refused(no.DueTooSoon(due_on, today))
    if due_on > certificate.due_latest:
        raise Refused(no.DueTooLate(due_on, certificate.deliver_by, certificate.due_latest))


def order_fits(programme: Programme, command: ask.AskOnOrder | ask.FinanceOrder) -> None:
    made = command.certificate
    if made.order != command.order:
        raise BrokenPromise("a draw comes with the certificate of its own order")
    if (made.buyer, made.supplier) != (programme.core_enterprise, command.supplier):
        raise Refused(no.OrderOfAnother(command.order))


def limits_bear(
    programme: Programme, command: ask.AskOnOrder | ask.FinanceOrder, today: date
) -> None:
    """The order first, then what the supplier has, then what all have drawn."""
    amount, own = command.amount, supplier_in(programme, command.supplier)
    of_order = available_on(programme, command.certificate)
    if amount > of_order:
        raise Refused(_beyond_order(programme, command, of_order))
    of_supplier = own.limit - programme.outstanding_of(command.supplier)
    if amount > of_supplier:
        raise Refused(no.BeyondSuppliersLimit(amount, of_supplier))
    of_all = programme.terms_on(today).orders.limit - programme.outstanding
    if amount > of_all:
        raise Refused(no.BeyondProgramme(amount, of_all))


def _beyond_order(
    programme: Programme, command: ask.AskOnOrder | ask.FinanceOrder, available: Money
) -> Refusal:
    """Where the core enterprise's word takes something out, that is said, and how much."""
    made, amount = command.certificate, command.amount
    for out in made.ineligible:
        if out.rule in OF_CORE_ENTERPRISE and out.amount.is_positive:
            return unasked.BeyondCoreEnterprise(amount, available, out.rule, out.amount)
    return no_draw.BeyondOrder(
        requested=amount,
        available=available,
        ordered=made.gross,
        eligible=made.eligible,
        financing_ratio=made.financing_ratio,
        lent=programme.lent_on(made.order),
        why=tuple(
            no_draw.OutByRule(it.rule, it.line, it.amount, it.figures, it.remedy)
            for it in command.why
        ),
    )


def available_on(programme: Programme, certificate: OrderCertificate) -> Money:
    """What the order bears besides what is lent on it."""
    if certificate.advance.currency is not programme.terms.currency:
        return -programme.lent_on(certificate.order)
    return certificate.advance - programme.lent_on(certificate.order)


def short_on(programme: Programme, certificate: OrderCertificate) -> Money:
    """How far what is lent on the order goes beyond what it carries; not positive where not.

    Money held for it bears it too.
    """
    order = certificate.order
    lent = programme.lent_on(order) - programme.held_on(order)
    if certificate.carried.currency is not lent.currency:
        return lent
    return lent - certificate.carried


def security_is_there(programme: Programme, command: ask.FinanceOrder) -> None:
    for there in (command.security.collateral, command.security.margin):
        currency_agrees(programme, there)
    required, given = command.certificate.ratios.of(command.amount), command.security
    pairs = (
        ("guarantee", required.guarantee, given.guarantee),
        ("collateral", required.collateral, given.collateral),
        ("margin", required.margin, given.margin),
    )
    for name, asked, there in pairs:
        if there < asked:
            raise Refused(no.SecurityShort(name, asked, there))


def asking_known(programme: Programme, financing: FinancingId) -> Asking:
    asking = programme.askings.get(financing)
    if asking is None:
        raise Refused(unasked.AskingNotFound(financing))
    return asking


def draw_known(programme: Programme, financing: FinancingId) -> OrderDraw:
    draw = programme.draw_of(financing)
    if draw is None:
        raise Refused(no.DrawNotFound(financing))
    return draw


def nothing_lent(programme: Programme) -> None:
    if not programme.outstanding.is_zero:
        raise Refused(no.StillLent(programme.outstanding))

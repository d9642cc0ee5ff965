"""From what was written to a document that can be believed, or the reason why not."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from application.documents import type_codes
from application.documents.draft import Draft, DraftReference, DraftTotals, Written
from application.documents.forms import is_credit_note
from application.documents.refused import DocumentRefused
from application.documents.rules import first_broken
from domain.shared.currency import Currency
from domain.shared.identifiers.identifier import Identifier, Scheme
from domain.shared.money import Money
from domain.shared.refusal import BrokenPromise, Refused
from domain.shared.trade_document import (
    BillLine,
    DocumentKind,
    InvoiceReference,
    TradeDocument,
)


def examine(draft: Draft) -> TradeDocument | DocumentRefused:
    """Ask every rule of the draft's book; give the document, or the first broken rule."""
    seen = _turned(draft)
    found = first_broken(seen)
    if found is None:
        return _document(seen)
    rule, broken = found
    return DocumentRefused(rule.code, draft.source.file, broken.place, rule.id, broken.facts)


def _turned(draft: Draft) -> Draft:
    """A negative invoice that names what it corrects is a credit note (EN 16931, BG-3)."""
    payable = draft.totals.payable.amount
    corrects = any(named.number.text for named in draft.corrects)
    if is_credit_note(draft) or payable is None or payable >= 0 or not corrects:
        return draft
    return replace(
        draft,
        is_credit_note=True,
        totals=_negated(draft.totals),
        tax_parts=tuple(
            replace(part, taxable=_minus(part.taxable), amount=_minus(part.amount))
            for part in draft.tax_parts
        ),
        allowances=tuple(map(_minus, draft.allowances)),
        charges=tuple(map(_minus, draft.charges)),
        lines=tuple(
            replace(
                line,
                amount=_minus(line.amount),
                quantity=_minus(line.quantity),
                allowances=tuple(map(_minus, line.allowances)),
                charges=tuple(map(_minus, line.charges)),
            )
            for line in draft.lines
        ),
    )


def _negated(totals: DraftTotals) -> DraftTotals:
    return DraftTotals(
        **{name: _minus(getattr(totals, name)) for name in DraftTotals.__dataclass_fields__}
    )


def _minus(written: Written) -> Written:
    amount = written.amount
    return written if amount is None else replace(written, text=format(-amount, "f"))


def _document(draft: Draft) -> TradeDocument:
    is_credit = is_credit_note(draft)
    default = type_codes.DEFAULT_CREDIT_NOTE if is_credit else type_codes.DEFAULT_INVOICE
    issued_on = draft.issued_on.day
    if issued_on is None or draft.number.text is None:
        raise BrokenPromise("the rules let a document without number or date pass")
    amounts = _Amounts(draft)
    return TradeDocument(
        kind=DocumentKind.CREDIT_NOTE if is_credit else DocumentKind.INVOICE,
        type_code=draft.type_code.text or default,
        number=draft.number.text,
        issued_on=issued_on,
        due_on=draft.due_on.day,
        terms=draft.terms,
        gross=amounts.gross,
        payable=amounts.payable,
        tax=amounts.tax,
        net=amounts.net,
        prepaid=amounts.prepaid,
        retention=amounts.retention,
        seller=draft.seller.reference,
        buyer=draft.buyer.reference,
        payee=draft.payee.reference if draft.payee else None,
        order=draft.order,
        contract=draft.contract,
        corrects=tuple(_reference(named) for named in draft.corrects if named.number.text),
        delivered_on=draft.delivered_on.day,
        payment_reference=draft.payment_reference,
        iban=_iban(draft.iban),
        lines=draft.line_count,
        billed=amounts.billed(draft),
        credit_reason=draft.credit_reason,
        carried=draft.carried,
        source=draft.source,
    )


class _Amounts:
    """The sums in money; those left out are derived from those stated."""

    def __init__(self, draft: Draft) -> None:
        self._currency = Currency[draft.currency.text or ""]
        totals = draft.totals
        self.payable = self._money(totals.payable) or Money.zero(self._currency)
        self.prepaid = self._money(totals.prepaid) or Money.zero(self._currency)
        self.gross = self._money(totals.gross) or self.payable + self.prepaid
        net, tax = self._money(totals.net), self._money(totals.tax)
        self.tax = tax or (self.gross - net if net else Money.zero(self._currency))
        self.net = net or self.gross - self.tax
        self.retention = self._money(totals.retention)

    def billed(self, draft: Draft) -> tuple[BillLine, ...]:
        return tuple(
            BillLine(
                line=line.order_line or "",
                item=line.goods,
                quantity=line.quantity.amount,
                unit=line.unit or "",
                amount=self._rounded(line.amount.amount),
            )
            for line in draft.lines
            if line.quantity.amount is not None and line.amount.amount is not None
        )

    def _rounded(self, amount: Decimal) -> Money:
        """A line may be written with more decimals than money has."""
        minor = amount.scaleb(self._currency.exponent).to_integral_value(ROUND_HALF_UP)
        return Money(int(minor), self._currency)

    def _money(self, written: Written) -> Money | None:
        amount: Decimal | None = written.amount
        if amount is None:
            return None
        return Money(int(amount.scaleb(self._currency.exponent)), self._currency)


def _reference(named: DraftReference) -> InvoiceReference:
    return InvoiceReference(named.number.text or "", named.issued_on.day)


def _iban(written: str | None) -> Identifier | None:
    """An account that fails its check digits is left out: money is never sent by it."""
    if written is None:
        return None
    try:
        return Identifier.of(Scheme.IBAN, written)
    except Refused:
        return None

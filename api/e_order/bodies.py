"""What clients write about orders."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from api.shared.entered import IdentifierEntered
from api.shared.fields import Amount, Body, Day, Line, Note, Quantity, Reference
from domain.e_order.order import Change, Goods, GoodsLine, Paper
from domain.e_order.order import Line as OrderLine
from domain.shared.item import Item
from domain.shared.money import Money
from domain.shared.order_paper import PaperLine

LINES_MAX = 10_000
"""As many as an order of the trade has; the size of the body bounds it besides."""
CURRENCY_OF_TAX = (
    "every amount must be in the currency of the tax, {tax}: that of {place} is in {currency}"
)

Identifiers = Annotated[
    tuple[IdentifierEntered, ...],
    Field(
        min_length=1,
        max_length=10,
        examples=[[{"scheme": "uscc", "value": "91350211M000100Y43"}]],
    ),
]


class ItemBody(Body):
    """By whoever's number for it is known."""

    name: Note = ""
    buyers: Note = ""
    sellers: Note = ""
    standard: Note = ""

    def item(self) -> Item:
        return Item(
            name=self.name, buyers=self.buyers, sellers=self.sellers, standard=self.standard
        )


class LineBody(Body):
    """One line of an order; the amount is net of tax."""

    line: Reference
    item: ItemBody = ItemBody()
    quantity: Quantity
    unit: Note = ""
    unit_price: Quantity
    amount: Amount

    def line_(self) -> OrderLine:
        return OrderLine(
            line=self.line,
            item=self.item.item(),
            quantity=self.quantity,
            unit=self.unit,
            unit_price=self.unit_price,
            amount=self.amount,
        )

    def paper(self) -> PaperLine:
        return PaperLine(
            line=self.line,
            item=self.item.item(),
            quantity=self.quantity,
            unit=self.unit,
            unit_price=self.unit_price,
            amount=self.amount,
        )


Lines = Annotated[tuple[LineBody, ...], Field(min_length=1, max_length=LINES_MAX)]


class OrderBody(Body):
    """An order entered field by field; every amount in one currency."""

    number: Reference
    placed_on: Day
    buyer: Identifiers
    supplier: Identifiers
    lines: Lines
    tax: Amount
    prepaid: Amount | None = None
    deliver_from: Day | None = None
    deliver_by: Day | None = None
    terms: Note = ""
    contract: Note = ""

    @property
    def paid(self) -> Money:
        return Money.zero(self.tax.currency) if self.prepaid is None else self.prepaid

    @model_validator(mode="after")
    def one_currency(self) -> OrderBody:
        tax = self.tax.currency
        stated = [("prepaid", self.paid), *((it.line, it.amount) for it in self.lines)]
        for place, amount in stated:
            if amount.currency is not tax:
                figures = {"tax": tax.value, "place": place, "currency": amount.currency.value}
                raise PydanticCustomError("currency_of_tax", CURRENCY_OF_TAX, figures)
        return self


class PromiseBody(Body):
    line: Reference
    quantity: Quantity


class AcceptBody(Body):
    """In part: how much of which lines; none named accepts the whole."""

    quantities: Annotated[tuple[PromiseBody, ...], Field(max_length=LINES_MAX)] = ()
    deliver_by: Day | None = None


class ReasonBody(Body):
    reason: Line


class ChangeBody(Body):
    """Lines of a known number take its place, others are new."""

    number: Reference
    proposed_on: Day
    lines: Annotated[tuple[LineBody, ...], Field(max_length=LINES_MAX)] = ()
    removed: Annotated[tuple[Reference, ...], Field(max_length=LINES_MAX)] = ()
    deliver_by: Day | None = None
    reason: Note = ""

    def change(self) -> Change:
        return Change(
            number=self.number,
            proposed_on=self.proposed_on,
            lines=tuple(line.line_() for line in self.lines),
            removed=self.removed,
            deliver_by=self.deliver_by,
            reason=self.reason,
        )


class NamedChangeBody(Body):
    number: Reference


class RefusedChangeBody(Body):
    number: Reference
    reason: Line


class LinesBody(Body):
    """None named: all of them."""

    lines: Annotated[tuple[Reference, ...], Field(max_length=LINES_MAX)] = ()


class CancelBody(LinesBody):
    reason: Line


class ConsentBody(LinesBody):
    """To the change of that number; without one, to the cancellation of these lines or of all."""

    number: Reference | None = None


class ConsentRefusedBody(Body):
    """To the change of that number; without one, to a cancellation."""

    number: Reference | None = None
    reason: Line


class ConsentTakenBackBody(ConsentBody):
    """Of the change of that number; without one, of these lines or of all that was agreed to."""

    reason: Line


class GoodsLineBody(Body):
    """Names the order's line, or the item."""

    line: Note = ""
    item: ItemBody = ItemBody()
    quantity: Quantity
    unit: Note = ""
    rejected: Quantity | None = None
    short: Quantity | None = None

    def goods(self) -> GoodsLine:
        said = GoodsLine(
            line=self.line, item=self.item.item(), quantity=self.quantity, unit=self.unit
        )
        return GoodsLine(
            line=said.line,
            item=said.item,
            quantity=said.quantity,
            unit=said.unit,
            rejected=said.rejected if self.rejected is None else self.rejected,
            short=said.short if self.short is None else self.short,
        )


class GoodsBody(Body):
    """A despatch or a receipt."""

    number: Reference
    issued_on: Day
    lines: Annotated[tuple[GoodsLineBody, ...], Field(min_length=1, max_length=LINES_MAX)]

    def goods(self) -> Goods:
        return Goods(
            number=self.number,
            issued_on=self.issued_on,
            lines=tuple(line.goods() for line in self.lines),
        )


class AnnulBody(Body):
    paper: Paper
    number: Reference
    reason: Line


class CloseBody(Body):
    reason: Note = ""

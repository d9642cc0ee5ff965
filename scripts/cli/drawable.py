"""`anchorline eligibility`: what can be drawn today on every product, and why not more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

import api.rooms  # noqa: F401  # brings the words for what stands in the way
from api.shared.wire import to_wire
from api.views.looking_up import LookUp, Wanted
from api.views.sections import page_across
from application.processes.adding_up_what_can_be_drawn import added_up
from application.processes.explaining import ReasonGiven
from application.shared.ports import Reading
from application.views.financing_eligibility import FINANCING_ELIGIBILITY
from domain.enterprise.profile import Role
from domain.shared.event import Context
from domain.shared.facility import Product
from domain.shared.ids import ActorId, PartyId, PoolId
from scripts.cli.command import chosen, command, house
from scripts.cli.looking import explained, parties, rows_of
from scripts.cli.output import cell, show
from scripts.compose import House

app = typer.Typer()

Party = Annotated[str | None, typer.Option(help="Whose; without it, every lender's.")]
Shown = dict[str, Any]
PAGE = 500

PARTS = {
    "pool": "pool",
    "seller": "seller",
    "claims": "claims",
    "gross": "gross",
    "eligible": "eligible",
    "base": "base",
    "outstanding": "outstanding",
    "available": "available",
}
REASONS = {
    "receivable": "receivable",
    "seller": "seller",
    "owed": "owed",
    "eligible": "eligible",
    "why not all of it: what would change it": "why",
}
STOPPED = {"pool": "facility", "seller": "borrower", "what stands in the way": "no"}
LINES = {
    "line": "facility",
    "lender": "lender",
    "borrower": "borrower",
    "limit": "line.limit",
    "in use": "line.inUse",
    "available": "available",
    "by product": "parts",
    "promised": "blocks",
    "what stands in the way": "no",
}
ORDERS = {
    "order": "order.order",
    "number": "order.number",
    "programme": "facility",
    "lender": "lender",
    "supplier": "borrower",
    "ordered": "order.ordered",
    "eligible": "order.eligible",
    "lent": "outstanding",
    "available": "available",
    "why not more: what would change it": "why",
    "what stands in the way": "no",
}
TOTALS = {"product": "product", "available": "available", "from": "fromThings"}


@command(app, "eligibility")
def eligibility(
    *,
    party: Party = None,
    pool: Annotated[str | None, typer.Option(help="Of one pool.")] = None,
    product: Annotated[Product | None, typer.Option(help="Of one product.")] = None,
) -> None:
    """What can be drawn today on pools, lines and orders, and why it is not more."""
    wanted = Wanted(product, pool)
    with house() as running:
        running.catch_up()
        rows = list(_parts(running, party, wanted))
        viewer = None if party is None else PartyId(party)
        named = [PoolId(pool)] if pool else list(dict.fromkeys(row.pool for row in rows))
        claims = [line for one in named for line in explained(running, one, viewer)]
        with running.store.reading() as reading:
            found = list(_found(running, reading, party, wanted))
            totals = _totals(running, reading, party, wanted)
    pools = [it for it in found if it["pool"] is not None]
    lines = [it for it in found if it["line"] is not None]
    orders = [it for it in found if it["order"] is not None]
    if chosen().as_json:
        every = {"parts": rows, "claims": claims, "pools": pools, "lines": lines}
        show({**every, "orders": orders, "totals": totals}, as_json=True)
        return
    show(rows, PARTS, as_json=False, title="Financing eligibility 可融资额")
    told = [{**to_wire(line), "why": "; ".join(map(_why, line.reasons))} for line in claims]
    show(told, REASONS, as_json=False, title="Claim by claim 逐笔")
    _show_rest([it for it in pools if it["obstacles"]], lines, orders, totals)


def _show_rest(
    pools: list[Shown], lines: list[Shown], orders: list[Shown], totals: list[Shown]
) -> None:
    """Only what there is: a table of nothing tells nothing."""
    if pools:
        rows = [{**it, "no": _obstacles(it)} for it in pools]
        show(rows, STOPPED, as_json=False, title="Pools that nothing is drawn from today 暂停支用")
    if lines:
        rows = [{**it, **_line_told(it), "no": _obstacles(it)} for it in lines]
        show(rows, LINES, as_json=False, title="Credit lines 综合授信")
    if orders:
        rows = [{**it, "why": _reasons(it), "no": _obstacles(it)} for it in orders]
        show(rows, ORDERS, as_json=False, title="Orders 订单")
    if totals:
        show(totals, TOTALS, as_json=False, title="In all 合计")


def _parts(running: House, party: str | None, wanted: Wanted) -> Iterator[Any]:
    if wanted.has(Product.RECEIVABLE_POOL):
        yield from rows_of(running, FINANCING_ELIGIBILITY, party, Role.LENDER, facet=wanted.pool)


def _found(running: House, reading: Reading, party: str | None, wanted: Wanted) -> Iterator[Shown]:
    """As the API shows it, of one party or of every lender."""
    for looking in _lookups(running, reading, party):
        sections, after = looking.sections(wanted), None
        while True:
            page = page_across(sections, after, PAGE)
            yield from looking.shown(page.rows)
            if page.after is None:
                break
            after = page.after


def _lookups(running: House, reading: Reading, party: str | None) -> Iterator[LookUp]:
    lenders = {it.party for it in parties(running, Role.LENDER)}
    context = Context(now=running.clock.now(), by=ActorId("operator"))
    for one in sorted(lenders) if party is None else [PartyId(party)]:
        yield LookUp(running.views, reading, one, context, lends=one in lenders)


def _totals(running: House, reading: Reading, party: str | None, wanted: Wanted) -> list[Shown]:
    """Of a borrower; what a lender would lend in all is bounded by limits that are not here."""
    if party is None or wanted != Wanted():
        return []
    (looking,) = _lookups(running, reading, party)
    if looking.lends:
        return []
    found, _ = looking.everything()
    sums: list[Shown] = to_wire(added_up(found))
    return sums


def _why(reason: ReasonGiven) -> str:
    figures = "".join(f" {figure.name} {cell(to_wire(figure.value))}" for figure in reason.figures)
    return f"{reason.rule.value} {reason.amount}{figures}: {reason.remedy.value}"


def _reasons(item: Shown) -> str:
    return "; ".join(_reason(it) for it in item["order"]["reasons"])


def _reason(reason: Shown) -> str:
    figures = "".join(f" {name} {cell(value)}" for name, value in reason["figures"].items())
    return f"{reason['rule']} {cell(reason['amount'])}{figures}: {reason['remedy']}"


def _obstacles(item: Shown) -> str:
    return "; ".join(f"{it['code']}: {it['words']['en']}" for it in item["obstacles"])


def _line_told(item: Shown) -> Shown:
    parts = (f"{it['product']} {cell(it['available'])}" for it in item["line"]["parts"])
    blocks = (
        f"{it['financing']} {cell(it['amount'])} until {cell(it['until']) or 'the bank answers'}"
        for it in item["line"]["blocks"]
    )
    return {"parts": "; ".join(parts), "blocks": "; ".join(blocks)}

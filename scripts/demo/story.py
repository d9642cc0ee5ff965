"""The whole trade in nine acts, and an order from placing to repayment in eight more."""

from __future__ import annotations

from scripts.demo.collecting import collect, free_a_claim
from scripts.demo.delivering import deliver_short, invoice_and_take_out
from scripts.demo.figures import show_figures
from scripts.demo.financing import draw_money, open_the_pool, turn_the_rival_away
from scripts.demo.invoicing import admit_parties, answer_by_buyer, hand_in_invoices
from scripts.demo.lending_on_orders import lend_on_the_order, open_lending
from scripts.demo.order_figures import show_order_figures, show_what_stands_behind
from scripts.demo.ordering import give_a_guarantee, place_an_order
from scripts.demo.settling import collect_for_the_order
from scripts.demo.stage import Stage

TRADE = (
    admit_parties,
    hand_in_invoices,
    answer_by_buyer,
    open_the_pool,
    draw_money,
    turn_the_rival_away,
    collect,
    free_a_claim,
)
LENT = (place_an_order, give_a_guarantee, open_lending, lend_on_the_order)
REPAID = (deliver_short, invoice_and_take_out, collect_for_the_order)


def play(stage: Stage) -> None:
    """Carry out everything; raise `StoryBroken` where anything comes out otherwise."""
    for act in (*TRADE, *LENT, *REPAID):
        act(stage)


def play_and_show(stage: Stage) -> None:
    """The same, with tables after each part."""
    shown = (*TRADE, show_figures, *LENT, show_what_stands_behind, *REPAID, show_order_figures)
    for act in shown:
        act(stage)

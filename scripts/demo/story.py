"""The whole trade in nine acts."""

from __future__ import annotations

from scripts.demo.collecting import collect, free_a_claim
from scripts.demo.figures import show_figures
from scripts.demo.financing import draw_money, open_the_pool, turn_the_rival_away
from scripts.demo.invoicing import admit_parties, answer_by_buyer, hand_in_invoices
from scripts.demo.stage import Stage

ACTS = (
    admit_parties,
    hand_in_invoices,
    answer_by_buyer,
    open_the_pool,
    draw_money,
    turn_the_rival_away,
    collect,
    free_a_claim,
)


def play(stage: Stage) -> None:
    """Carry out everything; raise `StoryBroken` where anything comes out otherwise."""
    for act in ACTS:
        act(stage)


def play_and_show(stage: Stage) -> None:
    play(stage)
    show_figures(stage)

"""However much was drawn before, one more event writes rows of the same size."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from adapters.postgres.codec import encode
from adapters.postgres.following.row_codec import decoded
from application.shared.projection import Projection, Recorded
from application.views.guarantees import GUARANTEES
from application.views.lines import LINES
from application.views.programmes import PROGRAMMES
from domain.shared.event import Event
from domain.shared.ids import FinancingId, OrderId
from tests.domain.credit_line import scenes as line
from tests.domain.guarantee import scenes as guarantee
from tests.domain.order_programme import scenes as programme

FEW, MANY = 20, 1_000
Story = Callable[[int], Iterator[Event]]


def drawn_on_a_line(draws: int) -> Iterator[Event]:
    yield from (line.proposed(), line.approved())
    for each in range(draws):
        named = FinancingId(f"fin-{each:05}")
        yield line.blocked("0.01", financing=named)
        yield line.utilised("0.01", financing=named)


def guaranteed(debts: int) -> Iterator[Event]:
    yield from guarantee.standing()
    (reserved,) = guarantee.after(
        guarantee.standing(), (guarantee.reserve("0.01"), guarantee.TODAY)
    )[len(guarantee.standing()) :]
    (used,) = guarantee.paid_out("0.01")[-1:]
    for each in range(debts):
        named: Any = {"financing": FinancingId(f"fin-{each:05}")}
        yield replace(reserved, **named)
        yield replace(used, **named)


def lent_on_orders(orders: int) -> Iterator[Event]:
    yield from (programme.opened(), programme.let_in())
    for each in range(orders):
        order, named = OrderId(f"ord-{each:05}"), FinancingId(f"fin-{each:05}")
        made = replace(programme.certificate(), order=order)
        yield programme.certified(made)
        yield programme.financed("0.01", named, order)
        yield replace(programme.over("0.01"), order=order)


STORIES: list[tuple[Projection[Any], Story]] = [
    (LINES, drawn_on_a_line),
    (GUARANTEES, guaranteed),
    (PROGRAMMES, lent_on_orders),
]


def written(view: Projection[Any], events: Sequence[Event]) -> list[int]:
    """Bytes of the rows that each event writes, and reads back."""
    rows: dict[str, Any] = {}
    sizes: list[int] = []
    for nth, event in enumerate(events, 1):
        recorded = Recorded(nth, "owner/room/it", nth, event)
        touched = {key: rows.get(key) for key in view.keys(recorded)}
        bodies = {key: encode(row) for key, row in view.after(touched, recorded).items() if row}
        rows.update({key: decoded(view.row, body) for key, body in bodies.items()})
        sizes.append(sum(map(len, bodies.values())))
    return sizes


@pytest.mark.parametrize(("view", "story"), STORIES)
def test_an_event_writes_no_more_when_much_was_drawn_before(
    view: Projection[Any], story: Story
) -> None:
    sizes = written(view, list(story(MANY)))

    few = len(list(story(FEW)))
    assert max(sizes[few:]) <= max(sizes[:few]) + 50


@pytest.mark.parametrize(("view", "story"), STORIES)
def test_what_is_part_of_it_is_in_no_partys_list(view: Projection[Any], story: Story) -> None:
    rows: dict[str, Any] = {}
    for nth, event in enumerate(story(FEW), 1):
        recorded = Recorded(nth, "owner/room/it", nth, event)
        touched = {key: rows.get(key) for key in view.keys(recorded)}
        rows.update(view.after(touched, recorded))

    heads = [key for key, row in rows.items() if "|" not in view.place(key, row).scope]
    assert len(heads) < len(rows)
    assert all(rows[key].head is not None for key in heads)

"""Where the story is played: a running house, a day, a folder for its papers, and a teller."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from application.documents.mapping import ColumnMapping
from application.shared.carry_out import UseCase
from application.shared.ports import Outcome
from domain.shared.ids import OrderId, PartyId, ReceivableId
from scripts.acting import Actor, accepted, said
from scripts.compose import House
from scripts.demo.teller import Teller
from scripts.incoming.bank import EntryBecame, take_in_message
from scripts.incoming.documents import Became, take_in


class StoryBroken(AssertionError):
    """Something came out otherwise than the story says: a fault of ours."""


@dataclass
class Stage:
    """Commands are numbered in the order they are played, so that a second playing is a replay."""

    house: House
    teller: Teller
    day: date
    folder: Path
    claims: dict[str, ReceivableId] = field(default_factory=dict[str, ReceivableId])
    """By the number of the invoice."""

    orders: dict[str, OrderId] = field(default_factory=dict[str, OrderId])
    """By the number of the order."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    last: str = ""
    """Party and id of the last command."""

    def actor(self, party: PartyId, name: str = "demo") -> Actor:
        return Actor(self.house.desk, party, name)

    def do(self, party: PartyId, content: object, use_case: UseCase, name: str = "demo") -> Any:  # noqa: ANN401  # JSON has no narrower type
        """The result, in wire form."""
        return accepted(self.actor(party, name).ask(content, use_case, self._next(party)))

    def refused(
        self, party: PartyId, content: object, use_case: UseCase, name: str = "demo"
    ) -> dict[str, Any]:
        """The refusal, which is told; raise `StoryBroken` where there was none."""
        answer = self.actor(party, name).ask(content, use_case, self._next(party))
        body: dict[str, Any] = said(answer)
        if answer.outcome is not Outcome.REFUSED:
            raise StoryBroken(json.dumps(body))
        self.teller.refusal(body)
        return body

    def hand_in(
        self, party: PartyId, name: str, text: str, mapping: ColumnMapping | None = None
    ) -> list[Became]:
        """Write a file and take it in, as `anchorline import` does."""
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        became = list(take_in(self.house, self.actor(party), file, mapping))
        for one in became:
            if one.receivable is not None:
                self.claims.setdefault(one.number, ReceivableId(one.receivable))
            if one.order is not None:
                self.orders.setdefault(one.number, OrderId(one.order))
        return became

    def bank_says(self, party: PartyId, name: str, text: str) -> list[EntryBecame]:
        file = self.folder / name
        file.write_text(text, encoding="utf-8")
        return list(take_in_message(self.house, self.actor(party), file))

    def on(self, days: int) -> date:
        """So many days from the day of the story."""
        return self.day + timedelta(days=days)

    def _next(self, party: PartyId) -> str:
        request_id = f"demo-{next(self.numbers):04d}"
        self.last = f"{party} {request_id}"
        return request_id

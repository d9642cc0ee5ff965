"""A story told at random: small steps of many parties, each carried out or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

from hypothesis import strategies as st

from adapters.postgres.codec import Codec
from adapters.postgres.history import AsReliedOn
from adapters.postgres.names.house import HOUSE
from application.collection import streams as collections_
from application.collection.identity import identified
from application.collection.open_receivables import Book
from application.processes.answering import change, claim_on_record
from application.processes.assigning import Assign, LetGo, assign, let_go
from application.processes.bought_back import TakeBackBuyBack, take_back_buy_back
from application.processes.buying_back import BuyBack, buy_back
from application.processes.closing_steps import CertifyFor, certify_for
from application.processes.collecting import (
    MatchByPerson,
    TakeInEntry,
    UndoMatchByPerson,
    entry_of,
    match_by_person,
    take_in,
    undo_match,
)
from application.processes.disbursing import (
    ConfirmPaidOut,
    RecordReturned,
    confirm_paid_out,
    record_returned,
)
from application.processes.drawing import DrawFromPool, draw
from application.processes.open_book import open_claims
from application.processes.running_pools import (
    AgreeToSupport,
    LetIn,
    OpenWith,
    agree_to_support,
    let_in,
    open_pool,
)
from application.processes.servicing import TakeRepayment, take_repayment
from application.shared.carry_out import UseCase
from application.shared.ports import Outcome, Reading
from domain.collection.events import Allocation
from domain.collection.state import Entry
from domain.receivable import commands as ask
from domain.receivable.commands import ReceivableCommand
from domain.receivable.invoice import CreditReason
from domain.receivable_pool.terms import PoolTerms
from domain.shared.bank_entry import BankEntry
from domain.shared.ids import CollectionId, FinancingId, PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from tests.scenarios.bank import credit, financing, taken_back
from tests.scenarios.cast import (
    ANCHOR,
    BANK,
    RIVER,
    SPRING,
    Trade,
    confirm,
    notify,
    register,
    yuan,
)
from tests.support.house import House, RefusedInTest

FIRST_DAY = date(2026, 3, 2)
SELLERS = (SPRING, RIVER)
NUMBERS = count(1)
"""Of pools and invoices over all stories: none is ever told of twice."""

STEPS = (
    "register",
    "secure",
    "dispute",
    "assign",
    "draw",
    "pay_out",
    "send_back",
    "collect",
    "collect",
    "take_back",
    "unmatch",
    "match",
    "let_go",
    "buy_back",
    "bounce",
    "repay",
    "wait",
)

Step = tuple[str, int, int]
"""What happens, to which of the things there are, and how much (1 to 12)."""


def stories(length: int) -> st.SearchStrategy[list[Step]]:
    """Begin with a claim in the pool that is drawn against, so that something can happen; now
    and then it is bought back at once, since that seldom comes by chance."""
    step = st.tuples(st.sampled_from(STEPS), st.integers(0, 5), st.integers(1, 12))
    opening: list[Step] = [("register", 0, 10), ("secure", 0, 1), ("assign", 0, 1), ("draw", 0, 6)]
    bought: list[Step] = [("pay_out", 0, 1), ("buy_back", 0, 10)]
    begun = st.sampled_from([opening, opening, [*opening, *bought]])
    more = st.lists(step, min_size=1, max_size=length)
    return st.builds(lambda first, then: [*first, *then], begun, more)


@dataclass
class Story:
    """One pool and what is told of it."""

    house: House
    pool: PoolId = field(default_factory=lambda: PoolId(f"pool-{next(NUMBERS)}"))
    claims: list[tuple[PartyId, ReceivableId, str]] = field(default_factory=list)
    draws: list[tuple[PartyId, FinancingId, str]] = field(default_factory=list)
    entries: list[tuple[BankEntry, CollectionId]] = field(default_factory=list)
    bought: list[tuple[str, int]] = field(default_factory=list)
    """Buy-backs that stand: the bank's reference, and minor units."""

    own_money: int = 0
    """Minor units that sellers paid themselves: repayments and buy-backs."""

    def tell(self, terms: PoolTerms, steps: list[Step]) -> Iterator[str]:
        """Every step that was told, so that whoever listens may look in between."""
        self.house.clock.day = FIRST_DAY
        self._open(terms)
        for what, which, much in steps:
            happens: Callable[[int, int], None] = getattr(self, f"_{what}")
            happens(which, much)
            yield what

    def _open(self, terms: PoolTerms) -> None:
        opened = OpenWith(self.pool, BANK, terms)
        self.house.do(BANK, opened, open_pool(opened))
        for seller in SELLERS:
            joined = LetIn(self.pool, BANK, seller)
            self.house.do(BANK, joined, let_in(joined))
            agreed = AgreeToSupport(self.pool, seller)
            self._ask(seller, agreed, agree_to_support(agreed))

    def _register(self, which: int, much: int) -> None:
        seller, nth = SELLERS[which % 2], next(NUMBERS)
        number, day = f"INV-{nth}", self.house.clock.day
        trade = Trade(
            number,
            f"{much * 1000 + nth // 100}.{nth % 100:02d}",
            seller,
            issued_on=day,
            due_on=day + timedelta(days=60),
        )
        self.claims.append((seller, register(self.house, trade), number))

    def _secure(self, which: int, _: int) -> None:
        claim = self._claim(which)
        if claim is not None:
            self._or_refused(confirm, claim[1])
            self._or_refused(notify, claim[1])

    def _dispute(self, which: int, much: int) -> None:
        claim = self._claim(which)
        if claim is None:
            return
        asked = ask.Dispute(
            seller=PartyId(""),
            receivable=claim[1],
            party=ANCHOR,
            amount=yuan(f"{much * 100}.00"),
            reason=CreditReason.QUALITY,
        )
        self._change(ANCHOR, asked)

    def _assign(self, which: int, _: int) -> None:
        claim = self._claim(which)
        if claim is not None:
            asked = Assign(self.pool, claim[0], (claim[1],))
            self._ask(claim[0], asked, assign(asked))
            self._or_refused(notify, claim[1])

    def _draw(self, which: int, much: int) -> None:
        seller, name = SELLERS[which % 2], FinancingId(f"fin-{next(NUMBERS)}")
        due = self.house.clock.day + timedelta(days=30)
        asked = DrawFromPool(self.pool, name, seller, yuan(f"{much * 800}.00"), due)
        if self._ask(seller, asked, draw(asked)):
            self.draws.append((seller, name, f"{much * 800}.00"))

    def _pay_out(self, which: int, _: int) -> None:
        if self.draws:
            _seller, name, amount = self.draws[which % len(self.draws)]
            day = self.house.clock.day
            asked = ConfirmPaidOut(name, BANK, yuan(amount), day, f"ref-{name}")
            self._ask(BANK, asked, confirm_paid_out(asked))

    def _send_back(self, which: int, _: int) -> None:
        if self.draws:
            name = self.draws[which % len(self.draws)][1]
            asked = RecordReturned(name, BANK, self.house.clock.day, "account closed")
            self._ask(BANK, asked, record_returned(asked))

    def _collect(self, which: int, much: int) -> None:
        """Told a few days late."""
        claim = self._claim(which)
        if claim is None:
            return
        came = self.house.clock.day - timedelta(days=which)
        entry = credit(f"{much * 900}.00", claim[2], came, f"bank-{next(NUMBERS)}")
        with self.house.store.reading() as reading:
            book = Book.of(open_claims(reading, [self.pool], []))
        (told,) = identified([entry])
        asked = TakeInEntry(BANK, told)
        taken = self.house.do(BANK, asked, take_in(asked, book))
        self.entries.append((entry, CollectionId(taken["collection"])))

    def _take_back(self, which: int, much: int) -> None:
        if self.entries:
            entry, _ = self.entries[which % len(self.entries)]
            part = f"{min(entry.amount.minor // 100, much * 600)}.00"
            (told,) = identified([taken_back(entry, self.house.clock.day, part)])
            asked = TakeInEntry(BANK, told)
            self._ask(BANK, asked, take_in(asked, Book.of([])))

    def _unmatch(self, which: int, _: int) -> None:
        if self.entries:
            name = self.entries[which % len(self.entries)][1]
            asked = UndoMatchByPerson(name, tuple(self.entry(name).allocated), "another was meant")
            self._ask(BANK, asked, undo_match(asked, BANK))

    def _match(self, which: int, much: int) -> None:
        """What was matched to one claim was meant for another, or for less of it."""
        claim = self._claim(much)
        if not self.entries or claim is None:
            return
        self._unmatch(which, much)
        name = self.entries[which % len(self.entries)][1]
        left, open_ = self.entry(name).remainder, self._open_on(claim[1])
        asked = MatchByPerson(name, (Allocation(claim[1], min(left, open_)),))
        self._ask(BANK, asked, match_by_person(asked, BANK))

    def _open_on(self, claim: ReceivableId) -> Money:
        with self.house.store.reading() as reading:
            return claim_on_record(reading, claim).open

    def _let_go(self, which: int, _: int) -> None:
        claim = self._claim(which)
        if claim is not None:
            asked = LetGo(self.pool, (claim[1],))
            self._ask(BANK, asked, let_go(asked))

    def _buy_back(self, which: int, much: int) -> None:
        claim = self._claim(which)
        if claim is not None:
            price = yuan(f"{much * 1100}.00")
            day, named = self.house.clock.day, f"ref-{next(NUMBERS)}"
            asked = BuyBack(self.pool, BANK, (claim[1],), price, day, named)
            if self._ask(BANK, asked, buy_back(asked)):
                self.own_money += price.minor
                self.bought.append((named, price.minor))

    def _bounce(self, which: int, _: int) -> None:
        if self.bought:
            named, minor = self.bought.pop(which % len(self.bought))
            asked = TakeBackBuyBack(self.pool, BANK, named)
            self.house.do(BANK, asked, take_back_buy_back(asked))
            self.own_money -= minor

    def _repay(self, which: int, much: int) -> None:
        if self.draws:
            name = self.draws[which % len(self.draws)][1]
            amount, day = yuan(f"{much * 700}.00"), self.house.clock.day
            over = max(amount - financing(self.house, name).to_settle(day), yuan("0.00"))
            named = f"ref-{next(NUMBERS)}"
            asked = TakeRepayment(name, BANK, amount, day, named, surplus=over)
            if self._ask(BANK, asked, take_repayment(asked)):
                self.own_money += amount.minor

    def _wait(self, _: int, much: int) -> None:
        """The day passes, and the pool is certified for it."""
        self.house.clock.pass_days(much)
        asked = CertifyFor(BANK, self.pool, self.house.clock.day)
        self.house.do(BANK, asked, certify_for(asked))

    def _claim(self, which: int) -> tuple[PartyId, ReceivableId, str] | None:
        return self.claims[which % len(self.claims)] if self.claims else None

    def _change(self, party: PartyId, command: ReceivableCommand) -> None:
        use_case = change(command.receivable, party, lambda seller: replace(command, seller=seller))
        self._ask(party, command, use_case)

    def _ask(self, party: PartyId, content: object, use_case: UseCase) -> bool:
        return self.house.ask(party, content, use_case).outcome is Outcome.ACCEPTED

    def _or_refused(self, act: Callable[[House, ReceivableId], None], claim: ReceivableId) -> None:
        try:
            act(self.house, claim)
        except RefusedInTest:
            return

    def entry(self, name: CollectionId) -> Entry:
        with self.house.store.reading() as reading:
            return entry_of(reading, collections_.stream_of(BANK, name), name)

    def as_of(self, versions: Mapping[str, int]) -> Reading:
        return AsReliedOn(self.house.engine, Codec(HOUSE), versions)

"""Does the platform say of every trade what the model says? Streams, counts, and views."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import text

from adapters.postgres.codec import Codec
from adapters.postgres.following.as_of import fold_at
from adapters.postgres.following.checking import check
from adapters.postgres.following.connections import following_engine
from adapters.postgres.following.keeper import Keeper
from adapters.postgres.following.nudge import Nudge
from adapters.postgres.following.view_reader import ViewReader
from adapters.postgres.history import AsReliedOn
from adapters.postgres.names.house import HOUSE
from application.lender_limit import streams as limits
from application.lien import streams as lien
from application.processes.auditing import Wrong, faults, faults_of_programmes
from application.processes.certifying import decided, pool_of
from application.processes.guarantees import guarantee_of
from application.processes.lines import line_of
from application.processes.programmes import ProgrammeAt, programme_of
from application.shared.ports import Reading
from application.views.exposure import EXPOSURE
from application.views.financing_eligibility import FINANCING_ELIGIBILITY
from application.views.house import DECISIONS
from application.views.keys import key
from application.views.lent_orders import LENT_ORDERS
from domain.exposure.dimensions import Dimension
from domain.lender_limit.state import Account
from domain.shared.facility import Facility, Product
from domain.shared.ids import AssetId, OrderId, PartyId
from domain.shared.usage import Usage
from tests.scenarios.cast import ANCHOR, BANK, SPRING
from tests.scenarios.guaranteeing import AT as GUARANTEE
from tests.scenarios.trade_ground import LENDERS, LINE, POOL, POOLS, PROGRAMME, PROGRAMMES, fen
from tests.scenarios.trade_model import Hold, Stage, Trades
from tests.support.house import House

CNY = fen(0).currency
CODEC = Codec(HOUSE)
KEPT = text(
    """SELECT stream, substr(topic, 6, position('@' IN topic) - 6), count(*) FROM anchorline.event
    WHERE stream = ANY(:streams) GROUP BY 1, 2"""
)
LAST = text("SELECT max(position) FROM anchorline.event")


def liens(at_home: House, trades: Trades) -> None:
    """Whose every asset is, for whom it is kept, and how often it was taken and became free."""
    assets = [*trades.orders, *trades.claims]
    streams = {it: lien.stream_of(AssetId(it)) for it in assets}
    with at_home.store.reading() as reading, at_home.engine.connect() as connection:
        rows = connection.execute(KEPT, {"streams": [*streams.values()]}).tuples().all()
        told = {(stream, what): times for stream, what, times in rows}
        for asset, stream in streams.items():
            state = reading.load(lien.ROOM, stream).state
            held, kept = state.held(1), state.reserved(1, at_home.clock.now().at)
            assert len(state.encumbrances) <= 1
            assert trades.holds.get(asset) == (held and Hold(held.lender, held.secures))
            assert trades.keeper(asset) == (kept and Hold(kept.lender, kept.secures))
            assert told.get((stream, "encumbered"), 0) == trades.taken.get(asset, 0)
            assert told.get((stream, "released"), 0) == trades.freed.get(asset, 0)


def counts(at_home: House, trades: Trades) -> None:
    """What is used of line, guarantee and limits is what stands on them, reserved or utilised."""
    day = at_home.clock.day
    with at_home.store.reading() as reading:
        guarantee, line = guarantee_of(reading, GUARANTEE), line_of(reading, BANK, LINE)
        assert _used(guarantee.usage) == trades.in_use("guarantee", BANK)
        assert _used(line.usage) == trades.in_use("line", BANK)
        for lender in LENDERS:
            buyer, seller = (_account(reading, lender, it) for it in (ANCHOR, SPRING))
            assert _used(buyer.as_obligor) == trades.in_use("buyer", lender)
            assert _used(seller.as_obligor) == trades.in_use("seller", lender)
            assert buyer.as_guarantor.in_use(day, CNY) == guarantee.in_use(day) or lender != BANK
        on_orders = _state(reading, limits.account_on_orders(ANCHOR, SPRING))
        assert _used(on_orders.as_obligor if on_orders else Usage()) == trades.in_use("orders")


def _used(usage: Usage) -> tuple[int, int]:
    reserved = sum(use.reserved.minor for use in usage.uses.values())
    return reserved, usage.utilised(CNY).minor


def _account(reading: Reading, lender: PartyId, party: PartyId) -> Account:
    state = _state(reading, limits.account_of(lender, party))
    return state or Account(lender=lender, party=party)


def _state(reading: Reading, stream: str) -> Account | None:
    state = reading.load(limits.ROOM, stream).state
    return state if isinstance(state, Account) else None


def money(at_home: House, trades: Trades) -> None:
    """What is lent on every order and from every pool, and what of it nothing bears."""
    day = at_home.clock.day
    with at_home.store.reading() as reading:
        for lender in LENDERS:
            programme = programme_of(reading, ProgrammeAt(lender, PROGRAMMES[lender])).state
            for order in trades.orders:
                owed = trades.owed_under(PROGRAMME[lender], order)
                assert programme.lent_on(OrderId(order)).minor == owed
            pool = pool_of(reading, lender, POOLS[lender])
            owed, worth = trades.owed_under(POOL[lender]), trades.worth_of_pool(POOL[lender])
            assert decided(reading, pool, day).certificate.base.minor == worth
            assert pool.outstanding.minor == owed
            assert (pool.over_advance or fen(0)).minor == max(owed - worth, 0)


def audited(at_home: House, trades: Trades) -> None:
    """The auditor finds what nothing secures, as the model does, and nothing else."""
    with at_home.store.reading() as reading:

        def as_of(versions: Mapping[str, int]) -> Reading:
            return AsReliedOn(at_home.engine, CODEC, versions)

        for lender in LENDERS:
            found = {(it.wrong, it.of) for it in faults(reading, as_of, [POOLS[lender]])}
            assert {wrong for wrong, _ in found} <= {Wrong.UNSECURED}
            at = ProgrammeAt(lender, PROGRAMMES[lender])
            bare = {(it.wrong, it.of) for it in faults_of_programmes(reading, [at])}
            expected = trades.unsecured(PROGRAMME[lender])
            assert bare == {(Wrong.UNSECURED, it) for it in expected}


@dataclass
class Following:
    """The views that lenders read, kept up as they are behind a serving platform."""

    at_home: House
    url: str
    keeper: Keeper = field(init=False)
    reader: ViewReader = field(init=False)

    def __post_init__(self) -> None:
        self.engine = following_engine(self.url)
        self.keeper = Keeper(self.engine, CODEC, DECISIONS)
        self.reader = ViewReader(self.at_home.engine, [DECISIONS], Nudge())

    def close(self) -> None:
        self.keeper.rest()
        self.engine.dispose()

    def catch_up(self) -> None:
        with self.at_home.engine.connect() as connection:
            last = connection.execute(LAST).scalar_one()
        while (self.keeper.position or 0) < last:
            self.keeper.turn()

    def show(self, trades: Trades) -> None:
        """Exposure and eligibility, as far as they speak of these trades."""
        self.catch_up()
        for lender in LENDERS:
            self._exposure(lender, trades)
            self._eligibility(lender, trades)
            for order in trades.orders:
                row = self.reader.get(LENT_ORDERS, key(lender, order))
                owed = trades.owed_under(PROGRAMME[lender], order)
                assert (row.owed.minor if row else 0) == owed

    def equal_a_rebuild(self, turn: int) -> None:
        """All of them folded in memory, and one (by `turns`) built beside the live one."""
        self.catch_up()
        views, last = DECISIONS.projections, self.keeper.position or 0
        rebuilt = fold_at(self.engine, CODEC, views, last)
        for view in views:
            for row_key, row in rebuilt.rows[view.name].items():
                assert self.reader.get(view, row_key) == row
        verdict = check(self.engine, CODEC, DECISIONS, views[turn % len(views)].name)
        assert verdict.differing == (), verdict

    def _exposure(self, lender: PartyId, trades: Trades) -> None:
        for facility, hold in facilities(lender):
            row = self.reader.get(
                EXPOSURE, key(lender, Dimension.FACILITY.value, CNY, str(facility))
            )
            seen = (row.committed, row.drawn) if row else (0, 0)
            loans = [it for it in trades.loans.values() if it.hold == hold and not it.written_off]
            expected = [
                sum(it.left for it in loans if it.stage is stage)
                for stage in (Stage.INSTRUCTED, Stage.OUT)
            ]
            assert seen == tuple(expected), (facility, seen, expected)

    def _eligibility(self, lender: PartyId, trades: Trades) -> None:
        row = self.reader.get(FINANCING_ELIGIBILITY, key(lender, POOLS[lender], SPRING))
        if row is None:
            return
        owed, worth = trades.owed_under(POOL[lender]), trades.worth_of_pool(POOL[lender])
        assert (row.outstanding.minor, row.base.minor) == (owed, worth)
        assert row.available.minor == max(worth - owed, 0)


def facilities(lender: PartyId) -> Iterator[tuple[Facility, Hold]]:
    yield Facility(Product.RECEIVABLE_POOL, POOLS[lender]), POOL[lender]
    yield Facility(Product.E_ORDER, PROGRAMMES[lender]), PROGRAMME[lender]
    if lender == BANK:
        yield Facility(Product.CREDIT_LINE, LINE), Hold(BANK, LINE)

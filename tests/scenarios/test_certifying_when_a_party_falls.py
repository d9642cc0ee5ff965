"""A party that is suspended takes its claims' worth with it: every pool says so by itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from sqlalchemy import text

from adapters.postgres.codec import Codec
from adapters.postgres.engine import create_engine
from adapters.postgres.following.reacting import Reacter
from adapters.postgres.names.house import HOUSE
from application.enterprise.changing import change as change_party
from application.processes.recertifying import recertify
from domain.enterprise.commands import Suspend
from domain.shared.ids import PartyId
from tests.scenarios.bank import pool
from tests.scenarios.cast import (
    ANCHOR,
    RIVER,
    SPRING,
    Trade,
    admit_all,
    drawn,
    open_a_pool,
    ready,
    yuan,
)
from tests.support.house import OPERATOR, House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres

CERTIFIED = text(
    "SELECT count(*) FROM anchorline.event "
    "WHERE topic LIKE 'receivable_pool.borrowing_base_certified@%'"
)


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        ready(opened, Trade("INV-1", "1000.00"))
        drawn(opened, "800.00")
        yield opened


@pytest.fixture
def reacter(trade: House, database: Database) -> Iterator[Reacter]:
    engine = create_engine(database.url, autocommit=True)
    made = Reacter(
        engine, Codec(HOUSE), "recertifying", ("enterprise", partial(recertify, trade.desk))
    )
    made.turn()
    yield made
    made.rest()
    engine.dispose()


def suspend(trade: House, party: PartyId) -> None:
    asked = Suspend(party=party, reason="fraud")
    trade.do(OPERATOR, asked, change_party(asked))


def certificates(trade: House) -> int:
    with trade.engine.connect() as connection:
        return int(connection.execute(CERTIFIED).scalar_one())


@pytest.mark.parametrize("fallen", [ANCHOR, SPRING])
def test_a_buyer_or_a_seller_that_falls_is_an_over_advance(
    trade: House, reacter: Reacter, fallen: PartyId
) -> None:
    suspend(trade, fallen)
    assert pool(trade).over_advance is None

    reacter.turn()

    assert pool(trade).over_advance == yuan("800.00")


def test_who_has_no_claim_in_a_pool_changes_none(trade: House, reacter: Reacter) -> None:
    before = certificates(trade)
    suspend(trade, RIVER)

    reacter.turn()

    assert certificates(trade) == before


def test_told_again_after_a_crash_it_certifies_once(trade: House, reacter: Reacter) -> None:
    """It had certified and not yet said how far it was."""
    suspend(trade, ANCHOR)
    reacter.turn()
    before = certificates(trade)
    with trade.engine.begin() as connection:
        connection.execute(text("UPDATE anchorline.tracking SET position = 0"))

    reacter.turn()

    assert certificates(trade) == before

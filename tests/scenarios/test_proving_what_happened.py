"""An auditor decides again what was decided, and finds whatever was changed behind the events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import create_engine, text

from adapters.postgres.codec import Codec
from adapters.postgres.history import AsReliedOn, certificate_of
from adapters.postgres.names.house import HOUSE
from application.enterprise.changing import change as change_party
from application.processes.auditing import Fault, Wrong, faults
from application.processes.certifying import decision_key
from application.processes.drawing import draw
from application.processes.replaying import Replayed, replay
from application.shared.ports import Reading
from domain.enterprise.commands import Suspend
from domain.shared.ids import ReceivableId
from tests.scenarios.bank import credit, take
from tests.scenarios.cast import (
    POOL,
    SPRING,
    Trade,
    admit_all,
    draw_asked,
    drawn,
    open_a_pool,
    ready,
)
from tests.support.house import OPERATOR, House, house
from tests.support.postgres import Database

pytestmark = pytest.mark.postgres


@pytest.fixture
def trade(database: Database) -> Iterator[House]:
    with house(database) as opened:
        admit_all(opened)
        open_a_pool(opened)
        yield opened


@pytest.fixture
def claim(trade: House) -> ReceivableId:
    (claim,) = ready(trade, Trade("INV-1", "1000.00"))
    return claim


def decision_of_a_draw(trade: House) -> str:
    asked = draw_asked("500.00")
    decision: str = trade.do(SPRING, asked, draw(asked))["decision"]
    return decision


def replayed(trade: House, decision: str) -> Replayed:
    codec = Codec(HOUSE)
    made = certificate_of(trade.engine, codec, decision)
    assert made is not None
    then = AsReliedOn(trade.engine, codec, dict(made.relied_on))
    with trade.store.reading() as reading:
        kept = reading.attachment(decision_key(POOL, decision))
    assert kept is not None
    return replay(then, made, kept)


def audit(trade: House) -> list[Fault]:
    def as_of(versions: Mapping[str, int]) -> Reading:
        return AsReliedOn(trade.engine, Codec(HOUSE), versions)

    with trade.store.reading() as reading:
        return list(faults(reading, as_of, [POOL]))


def behind_the_events(database: Database, statement: str) -> None:
    engine = create_engine(database.superuser_url)
    with engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount == 1
    engine.dispose()


def test_a_draws_decision_is_the_same_to_the_byte_whatever_came_later(
    trade: House, claim: ReceivableId
) -> None:
    decision = decision_of_a_draw(trade)
    ready(trade, Trade("INV-2", "2000.00"))
    take(trade, credit("1000.00", "INV-1", trade.clock.day))
    suspend = Suspend(party=SPRING, reason="fraud")
    trade.do(OPERATOR, suspend, change_party(suspend))
    trade.clock.pass_days(200)

    again = replayed(trade, decision)

    assert again.equal
    assert again.again.claims == 1
    assert claim


def test_results_that_were_changed_are_found_out(trade: House, database: Database) -> None:
    ready(trade, Trade("INV-1", "1000.00"))
    decision = decision_of_a_draw(trade)
    behind_the_events(
        database,
        "UPDATE anchorline.attachment SET body = set_byte(body, length(body) - 1, "
        "(get_byte(body, length(body) - 1) + 1) % 256)",
    )

    assert not replayed(trade, decision).equal


def test_a_party_whose_file_was_changed_is_found_out(trade: House, database: Database) -> None:
    """The decision rested on a buyer in good standing; the history now says another."""
    ready(trade, Trade("INV-1", "1000.00"))
    decision = decision_of_a_draw(trade)
    behind_the_events(
        database,
        "DELETE FROM anchorline.event WHERE stream LIKE 'anchor/enterprise%' "
        "AND topic LIKE 'enterprise.admitted@%'",
    )

    assert not replayed(trade, decision).equal


def test_what_nobody_touched_has_no_fault(trade: House, claim: ReceivableId) -> None:
    drawn(trade, "800.00")
    take(trade, credit("400.00", "INV-1", trade.clock.day))

    assert audit(trade) == []
    assert claim


TAMPERED = [
    ("UPDATE anchorline.claim SET open = open + 1", Wrong.CLAIM_DIFFERENT),
    ("DELETE FROM anchorline.claim", Wrong.CLAIM_MISSING),
    ("UPDATE anchorline.claim SET receivable = 'rcv-x'", Wrong.CLAIM_UNEXPECTED),
    ("DELETE FROM anchorline.unique_key WHERE key LIKE 'encumbered/%'", Wrong.NOT_ENCUMBERED),
    ("DELETE FROM anchorline.event WHERE stream LIKE '%/lien'", Wrong.NOT_ENCUMBERED),
    (
        "DELETE FROM anchorline.event WHERE topic LIKE 'financing.repayment_allocated@%'",
        Wrong.DRAW_DIFFERENT,
    ),
]


@pytest.mark.parametrize(("statement", "wrong"), TAMPERED)
def test_what_was_changed_behind_the_events_is_named(
    trade: House, claim: ReceivableId, database: Database, statement: str, wrong: Wrong
) -> None:
    drawn(trade, "800.00")
    take(trade, credit("400.00", "INV-1", trade.clock.day))

    behind_the_events(database, statement)

    assert wrong in {fault.wrong for fault in audit(trade)}
    assert claim

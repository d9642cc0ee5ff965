"""A connection that breaks never makes a command happen twice, and never loses one."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import pytest
from sqlalchemy import Engine, QueuePool, text
from sqlalchemy import create_engine as plain_engine

from adapters.postgres.engine import Limits, create_engine
from adapters.postgres.store import PostgresStore
from application.shared.carry_out import Desk
from application.shared.ports import Outcome, OutcomeUnknown, Unavailable, UnitOfWork
from domain.shared.event import Context
from tests.conftest import Rounds
from tests.support.postgres import Database
from tests.support.proxy import Fault, Proxy, proxied
from tests.support.purse import (
    KEY,
    NAMES,
    NOON,
    PutIn,
    Stopped,
    TakeOut,
    ask,
    asking,
    held,
    purse,
    request,
)

pytestmark = pytest.mark.postgres

CUTS = [Fault.BEFORE, Fault.DURING, Fault.AFTER]
BRIEF = Limits(attempt=1.0, lock=0.5, connections=2, pool_wait=0.3)


@pytest.fixture
def proxy(database: Database) -> Iterator[Proxy]:
    with proxied(database.url) as relay:
        yield relay


@pytest.fixture
def through(proxy: Proxy) -> Iterator[PostgresStore]:
    """The store as it sees the database through the relay."""
    engine = create_engine(proxy.url)
    yield PostgresStore(engine, names=NAMES)
    engine.dispose()


@pytest.fixture
def relayed(proxy: Proxy) -> Iterator[Engine]:
    """Connections through the relay that soon lose patience."""
    engine = create_engine(proxy.url, BRIEF)
    yield engine
    engine.dispose()


@pytest.fixture
def impatient(relayed: Engine) -> PostgresStore:
    """The store through the relay, soon out of patience."""
    return PostgresStore(relayed, names=NAMES, limits=BRIEF)


@pytest.mark.parametrize("fault", CUTS)
def test_a_command_sent_again_blindly_happens_once(
    fault: Fault, proxy: Proxy, through: PostgresStore, store: PostgresStore, rounds: Rounds
) -> None:
    """Seen to fail without the command row: 60 goes out twice."""
    for number in range(rounds(10, 500)):
        stream = purse(number)
        ask(store, f"in-{number}", PutIn(200), stream)
        proxy.arm(fault)

        answer = ask(through, f"out-{number}", TakeOut(60), stream)

        assert answer.outcome is Outcome.ACCEPTED
        assert held(store, stream) == 140


@pytest.mark.parametrize("fault", CUTS)
def test_a_command_asked_about_afterwards_happened_once(
    fault: Fault, proxy: Proxy, through: PostgresStore, store: PostgresStore, rounds: Rounds
) -> None:
    """The answer lost is the answer given, though 40 could not bear a second 60.

    Seen to fail without the command row: it is refused as not enough.
    """
    for number in range(rounds(10, 500)):
        stream, command = purse(number), TakeOut(60)
        ask(store, f"in-{number}", PutIn(100), stream)
        proxy.arm(fault)
        with (
            pytest.raises(OutcomeUnknown),
            through.attempt(request(f"out-{number}", command)) as attempt,
        ):
            attempt.accept(asking(stream, command)(attempt, Context(NOON, KEY)))

        answer = ask(store, f"out-{number}", command, stream)

        assert answer.outcome is Outcome.ACCEPTED
        assert answer.body == b'{"minor":40,"version":2}'
        assert held(store, stream) == 40


def test_a_frozen_server_does_not_hold_the_caller(
    proxy: Proxy, impatient: PostgresStore, store: PostgresStore
) -> None:
    """Seen to fail without the deadline on the socket: the caller waits for ever."""
    ask(impatient, "in", PutIn(100))
    proxy.arm(Fault.FROZEN)
    began = monotonic()

    answer = ask(impatient, "out", TakeOut(60))

    assert monotonic() - began < 6
    assert answer.replayed
    assert held(store) == 40


def test_a_server_that_froze_with_all_its_connections_is_unavailable_in_time(
    proxy: Proxy, impatient: PostgresStore, relayed: Engine
) -> None:
    """Nothing that lies idle is tried after it: it goes to the same frozen server.

    Seen to fail without dropping the idle ones: each is waited for in turn.
    """
    with impatient.attempt(request("a")), impatient.attempt(request("b")):
        pass
    proxy.freeze()
    began = monotonic()

    with pytest.raises(Unavailable):
        ask(impatient, "in", PutIn(100))

    assert monotonic() - began < 4
    assert isinstance(relayed.pool, QueuePool)
    assert relayed.pool.checkedin() == 0


def test_connections_that_broke_while_idle_are_nobodys_failure(
    store: PostgresStore, database: Database
) -> None:
    """Seen to fail without taking another connection: the first command after is refused room."""
    ask(store, "in", PutIn(100))
    end_connections(database)

    assert ask(store, "out", TakeOut(60)).outcome is Outcome.ACCEPTED

    end_connections(database)
    assert held(store) == 40


def test_a_connection_lost_while_deciding_did_nothing(
    store: PostgresStore, database: Database
) -> None:
    def cut(work: UnitOfWork, context: Context) -> object:
        end_connections(database)
        return asking(purse(), PutIn(100))(work, context)

    with pytest.raises(Unavailable):
        Desk(store, Stopped()).carry_out(request("in"), cut)

    assert held(store) == 0


def test_a_warning_in_commit_leaves_the_outcome_unknown(
    store: PostgresStore, database: Database
) -> None:
    """So the server says when a standby may not have what it says is committed.

    Seen to fail without looking at notices: the first answer is believed.
    """
    warn_in_commit(database)

    with pytest.raises(OutcomeUnknown), store.attempt(request("in", PutIn(100))) as attempt:
        attempt.accept(asking(purse(), PutIn(100))(attempt, Context(NOON, KEY)))

    assert ask(store, "in", PutIn(100)).replayed
    assert held(store) == 100


def test_a_read_only_server_is_unavailable(database: Database) -> None:
    superuser(database, f"ALTER DATABASE {database.name} SET default_transaction_read_only = on")
    engine = create_engine(database.url)

    with pytest.raises(Unavailable):
        ask(PostgresStore(engine, names=NAMES), "in", PutIn(100))

    engine.dispose()


def test_a_server_that_is_not_there_is_unavailable(database: Database) -> None:
    engine = create_engine(database.url.replace("port=5432", "port=5431"))

    with pytest.raises(Unavailable):
        ask(PostgresStore(engine, names=NAMES), "in", PutIn(100))


def test_no_room_in_the_pool_is_told_in_time(impatient: PostgresStore) -> None:
    began = monotonic()

    with (
        impatient.attempt(request("a")),
        impatient.attempt(request("b")),
        pytest.raises(Unavailable),
        impatient.attempt(request("c")),
    ):
        pass

    assert monotonic() - began < 2


def test_a_lock_not_got_in_time_is_told_in_time(impatient: PostgresStore) -> None:
    with impatient.attempt(request("a")) as holder, impatient.attempt(request("b")) as other:
        holder.lock(change=[purse()])

        with pytest.raises(Unavailable):
            other.lock(change=[purse()])


def end_connections(database: Database) -> None:
    """As a restart of the server does."""
    superuser(
        database,
        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()",
    )


def warn_in_commit(database: Database) -> None:
    """Make the server warn while it commits a command, and commit it nevertheless."""
    superuser(
        database,
        """CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE WARNING 'not on any standby'; RETURN NULL; END $$""",
        """CREATE CONSTRAINT TRIGGER warn AFTER INSERT ON anchorline.command
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION warn()""",
    )


def superuser(database: Database, *statements: str) -> None:
    engine = plain_engine(database.superuser_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()

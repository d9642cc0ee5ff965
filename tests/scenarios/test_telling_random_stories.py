"""Whatever is told, in whatever order: no cent is made or lost, and the lender always knows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.financing import streams as financings
from application.lien import streams as lien
from application.processes.auditing import faults
from application.processes.certifying import decided, pool_of
from application.processes.tracing import traced
from application.receivable_pool import streams as pools
from application.shared.ports import Reading
from domain.financing.state import Financing
from domain.receivable_pool.checks import short_by
from domain.receivable_pool.state import Pool
from domain.receivable_pool.terms import PoolTerms
from domain.shared.ids import AssetId
from domain.shared.legal_form import LegalForm
from domain.shared.pricing import Fee
from tests.conftest import Rounds
from tests.scenarios.cast import BANK, TERMS, admit_all, yuan
from tests.scenarios.stories import Step, Story, stories
from tests.support.house import House, house
from tests.support.postgres import Database

pytestmark = [pytest.mark.postgres, pytest.mark.scenario]

NONRECOURSE = replace(TERMS.price, legal_form=LegalForm.ASSIGNMENT_NONRECOURSE)
KINDS = (
    TERMS,
    replace(TERMS, cross_support=True),
    replace(TERMS, price=NONRECOURSE),
    replace(TERMS, price=replace(TERMS.price, fee=Fee(Decimal("0.01")))),
)


def test_no_story_makes_or_loses_a_cent_or_hides_a_shortfall(
    database: Database, rounds: Rounds
) -> None:
    with house(database) as opened:
        admit_all(opened)

        @settings(
            max_examples=rounds(40, 2_000),
            deadline=None,
            database=None,
            derandomize=rounds(1, 0) == 1,
            suppress_health_check=list(HealthCheck),
        )
        @given(st.sampled_from(KINDS), stories(length=12))
        def tell(terms: PoolTerms, steps: list[Step]) -> None:
            story = Story(opened)
            for _ in story.tell(terms, steps):
                with opened.store.reading() as reading:
                    check(reading, story)
            check_money(opened, story)

        tell()


def check(reading: Reading, story: Story) -> None:
    assert list(faults(reading, story.as_of, [story.pool])) == []
    pool, today = pool_of(reading, BANK, story.pool), story.house.clock.day
    short = short_by(pool, decided(reading, pool, today).certificate, today)
    assert (pool.over_advance or yuan("0.00")) == max(short, yuan("0.00"))
    held = {claim.receivable for claim in reading.claims(story.pool)}
    for _, claim, _ in story.claims:
        register = reading.load(lien.ROOM, lien.stream_of(AssetId(claim))).state
        assert len(register.encumbrances) == (claim in held)


def check_money(opened: House, story: Story) -> None:
    """What came in for the pool is in its financings, held, kept or passed on; to the cent."""
    with opened.store.reading() as reading:
        pool = pool_of(reading, BANK, story.pool)
        paid = sum(loan.paid.total.minor for loan in loans(reading, pool, story))
        came = {
            (name, claim): amount.minor
            for _, name in story.entries
            for claim, amount in story.entry(name).allocated.items()
        }
        mine = {it for it, went in traced(reading, came).items() if went.pool == story.pool}
    held = sum(each.amount.minor for each in pool.held)
    passed_on = sent(opened, story, "surplus") - sent(opened, story, "reclaim")

    assert sum(came[it] for it in mine) + story.own_money == paid + held + passed_on + kept(story)


def loans(reading: Reading, pool: Pool, story: Story) -> list[Financing]:
    streams = [financings.stream_of(BANK, name) for _, name, _ in story.draws]
    states = [loaded.state for loaded in reading.load_many(financings.ROOM, streams).values()]
    assert {*pool.draws} <= {name for _, name, _ in story.draws}
    return [state for state in states if isinstance(state, Financing)]


def sent(opened: House, story: Story, kind: str) -> int:
    """Minor units passed on for this pool, or for a draw that its seller repaid itself."""
    of = [f"{kind}/{story.pool}/", *(f"{kind}/{name}/" for _, name, _ in story.draws)]
    with opened.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT key, (convert_from(body, 'UTF8')::json -> 'amount' ->> 'minor')::bigint "
            "FROM anchorline.outbox WHERE kind = %s",
            (kind,),
        )
        return sum(minor for key, minor in rows if any(key.startswith(it) for it in of))


def kept(story: Story) -> int:
    """What the lender kept, where there is no recourse."""
    stream = pools.stream_of(BANK, story.pool)
    with story.house.engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT COALESCE(sum((convert_from(body, 'UTF8')::json -> 'kept' ->> 'minor')::bigint "
            "* CASE WHEN topic LIKE %s THEN -1 ELSE 1 END), 0) "
            "FROM anchorline.event WHERE stream = %s",
            ("receivable_pool.proceeds_undone@%", stream),
        )
        return int(found.scalar_one())

"""The last act: what the supplier may draw and why not more, and what the lender is exposed to."""

from __future__ import annotations

from application.processes.certifying import decided, pool_of
from application.views.exposure import exposure_by
from application.views.financing_eligibility import FINANCING_ELIGIBILITY, SupplierEligibility
from application.views.trail import TRAIL
from domain.exposure.dimensions import Dimension
from domain.shared.ids import PartyId, PoolId, ReceivableId
from domain.shared.money import Money
from scripts.demo.cast import KITE, LANTERN, POOL, RIVAL_POOL, SPRING
from scripts.demo.stage import Stage


def show_figures(stage: Stage) -> None:
    stage.teller.act("What it comes to", "结果")
    stage.house.catch_up()
    _trail(stage)
    _eligibility(stage)
    _claims(stage)
    _exposure(stage)


def _trail(stage: Stage) -> None:
    claim = stage.claims["SC-1003"]
    rows = [row for _, row in stage.house.views.all(TRAIL, SPRING.party, facet=claim)]
    stage.teller.table(
        ("What happened to SC-1003, as Spring sees it", "SC-1003 的经过 (供应商可见)"),
        (("when", "时间"), ("what", "事项"), ("by", "操作人")),
        [(f"{row.at:%H:%M:%S}", row.what.replace("_", " "), row.by) for row in rows],
    )


def _eligibility(stage: Stage) -> None:
    rows = [row for _, row in stage.house.views.all(FINANCING_ELIGIBILITY, SPRING.party)]
    stage.teller.table(
        ("Financing eligibility of Spring Castings", "春铸件厂可融资额"),
        (
            ("pool", "池"),
            ("gross", "债权总额"),
            ("eligible", "合格"),
            ("base", "可融资基数"),
            ("outstanding", "未还"),
            ("available", "可支用"),
        ),
        [
            (row.pool, *map(_plain, (row.gross, row.eligible, row.base)), *_drawn(row))
            for row in rows
        ],
    )


def _drawn(row: SupplierEligibility) -> tuple[str, str]:
    return _plain(row.outstanding), _plain(row.available)


def _claims(stage: Stage) -> None:
    named = {claim: number for number, claim in reversed(stage.claims.items())}
    rows = []
    for lender, pool in ((LANTERN.party, POOL), (KITE.party, RIVAL_POOL)):
        rows += [
            (named[claim], pool, owed, eligible, why)
            for claim, owed, eligible, why in _results(stage, lender, pool)
        ]
    stage.teller.table(
        ("Claim by claim, with every reason", "逐笔债权及全部理由"),
        (
            ("invoice", "发票"),
            ("pool", "池"),
            ("owed", "应收"),
            ("eligible", "合格"),
            ("why not all of it: what would change it", "不足额的理由: 如何改变"),
        ),
        sorted(rows),
    )


def _results(
    stage: Stage, lender: PartyId, pool: PoolId
) -> list[tuple[ReceivableId, str, str, str]]:
    with stage.house.store.reading() as reading:
        judged = decided(reading, pool_of(reading, lender, pool), stage.house.clock.now().day)
    results = judged.judgement.results
    return [
        (
            line.receivable,
            _plain(Money(line.owed, results.currency)),
            _plain(Money(line.eligible, results.currency)),
            "; ".join(f"{it.rule.value}: {it.remedy.value}" for it in line.reasons),
        )
        for line in results
    ]


SHOWN = (Dimension.OBLIGOR, Dimension.SELLER, Dimension.POOL, Dimension.MATURITY)


def _exposure(stage: Stage) -> None:
    views, day = stage.house.views, stage.house.clock.now().day
    rows = [row for by in SHOWN for row in exposure_by(views, LANTERN.party, by, day)]
    stage.teller.table(
        ("Exposure of Lantern Bank", "灯塔银行风险敞口"),
        (
            ("by", "维度"),
            ("of", "对象"),
            ("currency", "币种"),
            ("drawn", "已放款"),
            ("promised", "待放款"),
        ),
        [
            (
                row.by.value,
                row.of,
                row.drawn.currency.value,
                _plain(row.drawn),
                _plain(row.committed),
            )
            for row in rows
        ],
    )


def _plain(money: Money) -> str:
    return f"{money.major:,.2f}"

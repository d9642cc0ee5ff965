"""Who plays: invented parties with identifiers that keep their rules, and one lender's terms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from application.shared.naming import named_by
from domain.credit_line.terms import Commitment, LineTerms, Part
from domain.eligibility.order_terms import OrderTerms, RatingTerms
from domain.eligibility.terms import EligibilityTerms
from domain.enterprise.profile import Role
from domain.order_programme.terms import ProgrammeTerms
from domain.receivable_pool.terms import PoolTerms
from domain.shared.currency import Currency
from domain.shared.daycount import DayCount
from domain.shared.facility import Product
from domain.shared.identifiers.check_digits import uscc_check_character
from domain.shared.ids import GuaranteeId, LineId, PartyId, PoolId, ProgrammeId
from domain.shared.legal_form import LegalForm
from domain.shared.money import Money
from domain.shared.pricing import Fee, FeePaid, Price


@dataclass(frozen=True, slots=True)
class Player:
    """One party of the story."""

    party: PartyId
    english: str
    chinese: str
    role: Role
    uscc: str
    account: str


def _player(party: str, names: tuple[str, str], role: Role, code: str, account: str) -> Player:
    """`code` is the first seventeen characters of the unified social credit code."""
    return Player(PartyId(party), *names, role, code + uscc_check_character(code), account)


HARBOUR = _player(
    "harbour",
    ("Harbour Machinery", "海港机械"),
    Role.CORE_ENTERPRISE,
    "91310000MA1FL0AN1",
    "6217001001",
)
SPRING = _player(
    "spring", ("Spring Castings", "春铸件厂"), Role.SUPPLIER, "91320200MA1WC5TP2", "6217002001"
)
RIVER = _player(
    "river", ("River Tooling", "江河模具"), Role.SUPPLIER, "91330200MA2AR7RW3", "6217003001"
)
WILLOW = _player(
    "willow", ("Willow Forgings", "柳锻件厂"), Role.SUPPLIER, "91320500MA1XW6LW8", "6217006001"
)
LANTERN = _player(
    "lantern", ("Lantern Bank", "灯塔银行"), Role.LENDER, "91310000MA1FB8LN4", "6217004001"
)
KITE = _player(
    "kite", ("Kite Factoring", "纸鸢保理"), Role.LENDER, "91440300MA5DK9KT5", "6217005001"
)

PLAYERS = (HARBOUR, SPRING, RIVER, WILLOW, LANTERN, KITE)
OPERATOR = PartyId("operator")

POOL = PoolId(named_by(LANTERN.party, "harbour-suppliers"))
RIVAL_POOL = PoolId(named_by(KITE.party, "kite-open-account"))
PROGRAMME = ProgrammeId(named_by(LANTERN.party, "harbour-orders"))
GUARANTEE = GuaranteeId(named_by(HARBOUR.party, "for-willow"))
LINE = LineId(named_by(LANTERN.party, "willow-line"))


def yuan(major: str) -> Money:
    return Money.of(major, Currency.CNY)


TERMS = PoolTerms(
    version=1,
    obligors=(HARBOUR.party,),
    eligibility=EligibilityTerms(
        advance_rate=Decimal("0.80"),
        limit=yuan("1000000.00"),
        registration_required=False,
    ),
    price=Price(
        annual_rate=Decimal("0.06"),
        day_count=DayCount.ACT_360,
        legal_form=LegalForm.ASSIGNMENT_RECOURSE,
        fee=Fee(Decimal("0.005"), FeePaid.FROM_PROCEEDS),
    ),
    penalty_rate=Decimal("0.09"),
    tenor_days_max=180,
    draw_minimum=yuan("1000.00"),
)

LINE_TERMS = LineTerms(
    version=1,
    limit=yuan("500000.00"),
    parts=(Part(Product.CREDIT_LINE), Part(Product.RECEIVABLE_POOL, yuan("300000.00"))),
    commitment=Commitment.COMMITTED,
    price=Price(
        annual_rate=Decimal("0.06"), day_count=DayCount.ACT_360, legal_form=LegalForm.PLEDGE
    ),
    penalty_rate=Decimal("0.09"),
    draw_minimum=yuan("1000.00"),
    tenor_days_max=180,
    valid_until=date(2027, 12, 31),
    review_due_on=date(2027, 6, 30),
)
"""A line to start from; every figure is the lender's to change."""
PROGRAMME_TERMS = ProgrammeTerms(
    version=1,
    orders=OrderTerms(
        limit=yuan("1000000.00"),
        ratings=(
            RatingTerms(rating="A", financing_ratio=Decimal("0.80")),
            RatingTerms(rating="B", financing_ratio=Decimal("0.70"), margin_ratio=Decimal("0.10")),
        ),
    ),
    price=Price(
        annual_rate=Decimal("0.065"), day_count=DayCount.ACT_360, legal_form=LegalForm.PLEDGE
    ),
    penalty_rate=Decimal("0.0975"),
    draw_minimum=yuan("1000.00"),
    second_person_from=yuan("300000.00"),
)

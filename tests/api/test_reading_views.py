"""What lender and supplier see: one decision, its reasons in words, exposure, inbox and trail."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.scenes import Cast, Deal, dealt, everyone, registered, yuan
from tests.support.edge import Edge, Hand

pytestmark = pytest.mark.postgres


@pytest.fixture
def cast(platform: Edge) -> Cast:
    return everyone(platform)


def second_claim(cast: Cast) -> str:
    """Assigned, and neither confirmed nor noticed."""
    claim = registered(cast.spring, "INV-2", "500.00")
    answer = cast.spring.post("/pools/bank:pool-1/assignments", {"receivables": [claim]})
    assert answer.status_code == 200, answer.text
    return claim


def lines_of(body: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON has no narrower type
    return {line["receivable"]: line for line in body["items"]}


def test_a_supplier_and_its_lender_see_one_decision_with_its_reasons(cast: Cast) -> None:
    deal = dealt(cast)
    weak = second_claim(cast)

    theirs = cast.bank.get("/pools/bank:pool-1/eligibility").json()
    ours = cast.spring.get("/pools/bank:pool-1/eligibility").json()

    assert ours["items"] == theirs["items"]
    assert ours["certificate"] is None
    assert theirs["certificate"]["base"] == yuan("800.00")
    line = lines_of(ours)[weak]
    assert line["eligible"] == yuan("0.00")
    assert {reason["rule"] for reason in line["reasons"]} == {"not_noticed", "unconfirmed"}
    unconfirmed = next(it for it in line["reasons"] if it["rule"] == "unconfirmed")
    assert unconfirmed["words"]["en"] == "Of CNY 500.00, the buyer has not confirmed CNY 500.00."
    assert "买方未确认" in unconfirmed["words"]["zh"]
    assert unconfirmed["remedyWords"]["en"] == "Have the buyer confirm it."
    assert lines_of(ours)[deal.claim]["reasons"] == []


def test_a_decision_is_replayed_from_what_was_kept(cast: Cast) -> None:
    deal = dealt(cast)
    second_claim(cast)

    kept = cast.bank.get(f"/pools/bank:pool-1/decisions/{deal.decision}").json()
    own = cast.spring.get(f"/pools/bank:pool-1/decisions/{deal.decision}").json()
    none = cast.bank.get(f"/pools/bank:pool-1/decisions/{'0' * 64}")

    assert kept["hash"] == deal.decision
    assert [line["receivable"] for line in kept["items"]] == [deal.claim]
    assert own["items"] == kept["items"]
    assert (none.status_code, none.json()["code"]) == (404, "process.decision_unknown")


def test_eligibility_is_read_a_page_at_a_time(cast: Cast) -> None:
    deal = dealt(cast)
    weak = second_claim(cast)

    first = cast.bank.get("/pools/bank:pool-1/eligibility", limit=1).json()
    second = cast.bank.get("/pools/bank:pool-1/eligibility", limit=1, after=first["next"]).json()
    stolen = cast.spring.get("/pools/bank:pool-1/eligibility", after=first["next"])

    seen = [line["receivable"] for page in (first, second) for line in page["items"]]
    assert seen == sorted([deal.claim, weak])
    assert second["next"] is None
    assert stolen.json()["code"] == "request.cursor_unknown"


def test_what_can_be_drawn_is_listed_for_each_side(cast: Cast) -> None:
    dealt(cast)

    cast.spring.position = cast.bank.position
    (own,) = cast.spring.get("/eligibility/own").json()["items"]
    rows = cast.bank.get("/eligibility").json()["items"]

    assert own["outstanding"] == yuan("800.00")
    assert own["available"] == yuan("0.00")
    assert "poolBase" not in own["pool"]
    assert own["obstacles"][0]["code"] == "receivable_pool.beyond_sellers_base"
    assert {row["borrower"] for row in rows} >= {"spring"}
    assert rows[0]["pool"]["poolBase"] == yuan("800.00")


def drawn_by(cast: Cast, by: str) -> dict[str, dict[str, str]]:
    lines = cast.bank.get("/exposure", by=by).json()["lines"]
    return {line["of"]: line["drawn"] for line in lines}


@pytest.mark.parametrize(
    ("by", "of"),
    [
        ("obligor", "anchor"),
        ("seller", "spring"),
        ("pool", "bank:pool-1"),
        ("currency", "CNY"),
        ("maturity", "31-90"),
        ("ageing", "up to 0"),
    ],
)
def test_exposure_is_summed_by_each_dimension(by: str, of: str, cast: Cast) -> None:
    dealt(cast)

    assert drawn_by(cast, by) == {of: yuan("800.00")}


def test_exposure_is_read_as_it_was(cast: Cast) -> None:
    deal = dealt(cast)
    then = cast.bank.position
    repaid = {"amount": yuan("300.00"), "valueDate": "2026-03-02", "bankReference": "b-9"}
    answer = cast.bank.post(f"/financings/{deal.financing}/repayments", repaid)
    assert answer.status_code == 200, answer.text

    before = cast.bank.get("/exposure", by="currency", asOf=then).json()
    now = cast.bank.get("/exposure", by="currency").json()

    assert before["position"] == then
    assert before["lines"][0]["drawn"] == yuan("800.00")
    assert now["lines"][0]["drawn"] == yuan("500.00")


def on_anchor(hand: Hand, **query: object) -> list[dict[str, Any]]:
    answer = hand.get("/exposure/core-enterprises/anchor", **query)
    assert answer.status_code == 200, answer.text
    lines: list[dict[str, Any]] = answer.json()["lines"]
    return lines


def test_each_sees_what_is_on_a_core_enterprise_as_far_as_it_may(cast: Cast) -> None:
    dealt(cast)
    for hand in (cast.auditor, cast.rival, cast.anchor, cast.operator):
        hand.position = cast.bank.position

    (line,) = on_anchor(cast.bank)

    assert line["asPayerOrGuarantor"] == {"drawn": yuan("800.00"), "committed": yuan("0.00")}
    assert line["direct"]["drawn"] == line["guaranteed"]["drawn"] == yuan("0.00")
    assert line["connected"] == line["own"] == line["asPayerOrGuarantor"]
    assert on_anchor(cast.auditor) == on_anchor(cast.operator) == [line]
    assert on_anchor(cast.rival) == []
    assert on_anchor(cast.anchor) == [], "what its suppliers borrow is not its to know"
    other = cast.anchor.get("/exposure/core-enterprises/spring")
    assert (other.status_code, other.json()["code"]) == (404, "request.nothing_here")
    assert cast.spring.get("/exposure/core-enterprises/anchor").status_code == 403


def test_what_is_on_a_core_enterprise_is_read_of_any_day_as_it_was_known(
    cast: Cast, platform: Edge
) -> None:
    deal = dealt(cast)
    then, live = cast.bank.position, on_anchor(cast.bank)
    platform.house.clock.pass_days(10)
    repaid = {"amount": yuan("300.00"), "valueDate": "2026-03-06", "bankReference": "b-9"}
    answer = cast.bank.post(f"/financings/{deal.financing}/repayments", repaid)
    assert answer.status_code == 200, answer.text

    day = "2026-03-06"
    (late,) = on_anchor(cast.bank, day=day)
    (before,) = on_anchor(cast.bank, day="2026-03-05")
    (unknown,) = on_anchor(cast.bank, day=day, asOf=then)
    future = cast.bank.get("/exposure/core-enterprises/anchor", knownAt="2099-01-01T00:00:00Z")
    nothing = on_anchor(cast.bank, knownAt="2020-01-01T00:00:00Z")

    assert [unknown] == [before] == live == on_anchor(cast.bank, day="2026-03-02", asOf=then)
    assert late["own"]["drawn"] == on_anchor(cast.bank)[0]["own"]["drawn"] == yuan("500.53")
    assert nothing == []
    assert (future.status_code, future.json()["code"]) == (422, "request.not_yet_past")


def test_the_inbox_says_what_waits_for_whom(cast: Cast, platform: Edge) -> None:
    claim = registered(cast.spring, "INV-1", "100.00")
    asked = cast.spring.post(f"/receivables/{claim}/confirmation-request", {"answerWithinDays": 10})
    cast.anchor.position = asked.headers["Anchorline-Position"]
    profile = {"name": "new", "country": "CN", "jurisdiction": "CN", "size": "small"}
    cast.operator.post(
        "/parties",
        {
            "party": "new",
            "profile": profile,
            "identifiers": [{"scheme": "register", "value": "0002:7777"}],
            "roles": ["supplier"],
        },
    )

    (waits,) = cast.anchor.get("/inbox").json()["items"]
    (review,) = cast.operator.get("/inbox").json()["items"]
    nothing = cast.anchor.get("/inbox", task="match_entry").json()

    assert (waits["task"], waits["of"], waits["until"]) == ("confirm", claim, "2026-03-12")
    assert (review["task"], review["of"]) == ("review_party", "new")
    assert nothing["items"] == []
    assert platform.hand("other", "supplier").get("/inbox").json()["items"] == []


def test_the_trail_tells_each_party_what_it_may_know(cast: Cast) -> None:
    deal = dealt(cast)

    def trail(deal: Deal, hand: str) -> list[str]:
        reader = getattr(cast, hand)
        reader.position = cast.bank.position
        return [it["what"] for it in reader.get(f"/trail/{deal.claim}").json()["items"]]

    assert trail(deal, "spring") == [
        "receivable_registered",
        "receivable_confirmed",
        "claims_assigned",
        "notice_delivered",
    ]
    assert trail(deal, "anchor") == [
        "receivable_registered",
        "receivable_confirmed",
        "notice_delivered",
    ]
    assert "asset_encumbered" in trail(deal, "bank")
    assert "asset_encumbered" not in trail(deal, "spring")
    assert trail(deal, "river") == []


def test_a_list_is_read_page_by_page_and_by_status(cast: Cast) -> None:
    claims = [registered(cast.spring, f"INV-{n}", f"{n}0.00") for n in range(1, 6)]
    cast.spring.post(f"/receivables/{claims[0]}/confirmation-request", {})

    found: list[str] = []
    after: dict[str, str] = {}
    while True:
        page = cast.spring.get("/receivables", limit=2, **after).json()
        found += [row["receivable"] for row in page["items"]]
        if page["next"] is None:
            break
        after = {"after": page["next"]}
    asked = cast.spring.get("/receivables", status="confirmation_asked").json()

    assert sorted(found) == sorted(claims)
    assert [row["receivable"] for row in asked["items"]] == [claims[0]]

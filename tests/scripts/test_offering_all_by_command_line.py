"""Whatever the API offers of these rooms, the command line offers too."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer
from fastapi.routing import APIRoute
from typer.main import get_command

from api.rooms import ROUTERS
from scripts.cli.main import app
from tests.scripts.scenes import environment

BY_COMMAND: dict[str, dict[str, str]] = {
    "/credit-lines": {
        "proposeLine": "line propose",
        "listLines": "line list",
        "showLine": "line show",
        "approveLine": "line approve",
        "rejectLine": "line reject",
        "proposeAmendment": "line amend",
        "proposeIncrease": "line increase",
        "approveChange": "line approve",
        "rejectChange": "line reject",
        "declareConditions": "line conditions",
        "reviewLine": "line review",
        "suspendLine": "line suspend",
        "resumeLine": "line resume",
        "postUnusedFee": "line post-fee",
        "closeLine": "line close",
        "quoteDrawOnLine": "line quote",
        "drawOnLine": "line draw",
    },
    "/lender-limits": {
        "listLimits": "limit list",
        "showLimit": "limit show",
        "proposeLimit": "limit set",
        "approveLimit": "limit approve",
        "rejectLimit": "limit reject",
        "declareGroup": "limit declare-group",
        "showGroupLimit": "limit show",
        "changeGroup": "limit change-group",
        "proposeGroupLimit": "limit set-group",
        "approveGroupLimit": "limit approve",
        "rejectGroupLimit": "limit reject",
    },
    "/guarantees": {
        "giveGuarantee": "guarantee give",
        "listGuarantees": "guarantee list",
        "showContingentLiability": "guarantee liability",
        "showGuarantee": "guarantee show",
        "reviewGuarantor": "guarantee review",
        "acceptGuarantee": "guarantee accept",
        "refuseGuarantee": "guarantee refuse",
        "depositMargin": "guarantee margin",
        "withdrawMargin": "guarantee margin",
        "takeMarginBack": "guarantee take-back",
        "stopNewUse": "guarantee stop",
        "suspendGuarantee": "guarantee suspend",
        "resumeGuarantee": "guarantee resume",
        "proposeGuaranteeChange": "guarantee propose",
        "agreeGuaranteeChange": "guarantee consent",
        "recordDebtChange": "guarantee debt-change",
        "notifyAssignment": "guarantee assigned",
        "recordSuit": "guarantee sued",
        "callGuarantee": "guarantee call",
        "applyMargin": "guarantee paid",
        "honourGuarantee": "guarantee paid",
    },
    "/orders": {
        "placeOrder": "order place",
        "listOrders": "order list",
        "showOrder": "order show",
        "confirmOrder": "order confirm",
        "consentToOrderChange": "order consent",
        "askOrderConsent": "order ask-consent",
        "refuseOrderConsent": "order refuse-consent",
        "withdrawOrderConsent": "order withdraw-consent",
        "closeOrder": "order close",
        "acceptOrder": "order accept",
        "rejectOrder": "order reject",
        "proposeOrderChange": "order change",
        "acceptOrderChange": "order accept-change",
        "rejectOrderChange": "order reject-change",
        "cancelOrder": "order cancel",
        "allowOrderCancellation": "order allow-cancel",
        "recordDespatch": "order ship",
        "recordReceipt": "order receive",
        "annulOrderPaper": "order annul",
    },
    "/order-programmes": {
        "openProgramme": "programme open",
        "listProgrammes": "programme list",
        "showProgramme": "programme show",
        "amendProgramme": "programme amend",
        "letSupplierIntoProgramme": "programme join",
        "rateSupplier": "programme rate",
        "limitSupplier": "programme limit",
        "recordReferencePrices": "programme prices",
        "stateOrderCost": "programme cost",
        "freezeProgramme": "programme freeze",
        "unfreezeProgramme": "programme unfreeze",
        "closeProgramme": "programme close",
        "quoteOnOrder": "programme quote",
        "requestOnOrder": "programme request",
        "approveOnOrder": "programme approve",
        "rejectOnOrder": "programme reject",
        "withdrawOnOrder": "programme withdraw",
        "explainOrder": "programme why",
        "replayOrderDecision": "programme decision",
    },
    "/financings": {
        "listFinancings": "financings",
        "showFinancing": "loan show",
        "showPayOffStatement": "pay-off-statement",
        "confirmDisbursement": "disburse",
        "recordReturned": "returned",
        "accrueInterest": "loan accrue",
        "demandBuyBack": "loan buy-back",
        "recordRepayment": "loan repay",
        "declareDefault": "loan default",
        "accelerateFinancing": "loan accelerate",
        "acceptRestructuring": "loan accept",
        "declineRestructuring": "loan decline",
        "proposeRestructuring": "loan restructure",
        "proposeWriteOff": "loan write-off",
        "agreeToProposal": "loan agree",
        "dropProposal": "loan drop",
        "callGuaranteeOfFinancing": "loan call",
        "closeFinancing": "loan close",
        "releaseSurplus": "loan give-back",
        "takeBackRepayment": "loan take-back",
    },
    "/financing-requests": {
        "listFinancingRequests": "loan requests",
        "showFinancingRequest": "loan requests",
        "approveFinancing": "loan approve",
        "rejectFinancing": "loan reject",
        "withdrawFinancing": "loan withdraw",
    },
    "/eligibility": {
        "showOwnEligibility": "eligibility",
        "showOwnTotals": "eligibility",
        "listEligibility": "eligibility",
    },
}


def operations(prefix: str) -> set[str]:
    routes = (route for router in ROUTERS for route in router.routes)
    return {
        str(route.operation_id)
        for route in routes
        if isinstance(route, APIRoute)
        and (route.path == prefix or route.path.startswith(f"{prefix}/"))
    }


def commands() -> set[str]:
    return set(names_of(get_command(app), ""))


def names_of(command: object, before: str) -> list[str]:
    inner: dict[str, object] = getattr(command, "commands", {})
    if not inner:
        return [before]
    return [it for name, sub in inner.items() for it in names_of(sub, f"{before} {name}".strip())]


@pytest.mark.parametrize("prefix", BY_COMMAND)
def test_every_operation_of_a_room_has_a_command(prefix: str) -> None:
    assert operations(prefix) == set(BY_COMMAND[prefix])
    assert set(BY_COMMAND[prefix].values()) <= commands()


def test_a_process_that_lists_what_can_be_drawn_has_the_words_for_it() -> None:
    """A process of its own: in this one somebody else may have brought them."""
    asked = (
        "import scripts.cli.drawable\n"
        "from api.shared.words import known_codes\n"
        "print({'receivable_pool.frozen', 'enterprise.suspended'} <= known_codes())"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], check=True, capture_output=True, text=True, env=environment()
    )

    assert done.stdout.strip() == "True"


def test_an_operation_without_a_command_would_be_seen() -> None:
    assert isinstance(app, typer.Typer)
    assert "line reject" in commands()
    assert "line no-such-thing" not in commands()

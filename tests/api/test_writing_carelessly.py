"""What careless clients and hostile ones send is turned away by name, and never breaks anything."""

from __future__ import annotations

import json
from typing import Any

import pytest

from api.shared.limits import JSON_BYTES_MAX
from api.shared.problems import PROBLEMS, STATUS, TITLE_ZH
from tests.api.scenes import LINE_TERMS, everyone, invoice, yuan
from tests.support.edge import PREFIX, Edge, Hand
from tests.support.latin import told_in_english

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def supplier(shared_platform: Edge) -> Hand:
    return shared_platform.hand("careless", "supplier")


def raw(hand: Hand, path: str, body: bytes, kind: str = "application/json") -> Any:  # noqa: ANN401  # an answer of the client library
    headers = {
        "Authorization": f"Bearer {hand.secret}",
        "Idempotency-Key": hand.next_id(),
        "Content-Type": kind,
    }
    return hand.client.post(PREFIX + path, content=body, headers=headers)


QUOTE = "/pools/bank:pool-1/quotes"

AMOUNTS = [
    "-0",
    "-1.00",
    "+1.00",
    "1_000",
    "1,000.00",
    "1e5",
    "1E1000000",
    "NaN",
    "Infinity",
    "１００",
    "٣",
    " 1.00",
    "1.00 ",
    "01.00",
    ".5",
    "1.",
    "",
    "9" * 5_000,
    "1.00001",
    "1\n",
]


@pytest.mark.parametrize("amount", AMOUNTS)
def test_an_amount_is_written_in_one_way(amount: str, supplier: Hand) -> None:
    body = {"amount": {"amount": amount, "currency": "CNY"}, "dueOn": "2026-05-15"}

    answer = supplier.post(QUOTE, body)

    assert answer.status_code == 422
    assert answer.json()["facts"]["field"] == "body.amount.amount"


def test_an_amount_has_no_more_decimals_than_its_currency(supplier: Hand) -> None:
    body = {"amount": {"amount": "1.5", "currency": "JPY"}, "dueOn": "2026-05-15"}

    answer = supplier.post(QUOTE, body)

    assert answer.status_code == 422
    assert "more decimals than JPY" in answer.json()["detail"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 100, "currency": "CNY"},
        {"amount": 1.5, "currency": "CNY"},
        {"amount": True, "currency": "CNY"},
        {"amount": "1.00", "currency": "XXX"},
        {"amount": "1.00", "currency": "cny"},
        {"amount": "1.00"},
        {"amount": "1.00", "currency": "CNY", "exchange": "2"},
        "1.00",
        None,
        [],
    ],
)
def test_money_is_two_strings(wrong: object, supplier: Hand) -> None:
    answer = supplier.post(QUOTE, {"amount": wrong, "dueOn": "2026-05-15"})

    assert answer.status_code == 422
    assert answer.json()["code"] == "request.invalid"


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "2026-2-3",
        "20260203",
        "2026-02-03T00:00:00",
        "1700000000",
        0,
        "9999-12-31",
        "",
    ],
)
def test_a_day_is_written_in_one_way(day: object, supplier: Hand) -> None:
    answer = supplier.post(QUOTE, {"amount": yuan("1.00"), "dueOn": day})

    assert answer.status_code == 422
    assert answer.json()["facts"]["field"] == "body.dueOn"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"{", "Expecting property name"),
        (b'{"dueOn": "2026-05-15", "dueOn": "2026-05-16"}', "a key stands twice"),
        (b'{"amount": {"amount": "1", "amount": "2", "currency": "CNY"}}', "a key stands twice"),
        (b'{"dueOn": "\\u0000"}', "NUL or half a character"),
        (b'{"dueOn": "\\ud800"}', "NUL or half a character"),
        (b'{"\\udfff": 1}', "NUL or half a character"),
        (b'{"dueOn": "\x00"}', "Invalid control character"),
        (b'{"dueOn": "\xff"}', "not UTF-8"),
        (b'{"dueOn": NaN}', "not a number"),
        (b'{"dueOn": -Infinity}', "not a number"),
        (b'{"dueOn": ' + b"9" * 5_000 + b"}", "digits"),
        (b"[" * 100_000, "too deep"),
        (b'{"a":' * 50_000 + b"1" + b"}" * 50_000, "too deep"),
    ],
)
def test_what_is_not_json_is_told_so(body: bytes, says: str, supplier: Hand) -> None:
    answer = raw(supplier, QUOTE, body)

    assert answer.status_code == 400
    assert answer.json()["code"] == "request.not_json"
    assert says in answer.json()["detail"]


def test_a_field_that_nobody_asked_for_is_refused(supplier: Hand) -> None:
    body = {"amount": yuan("1.00"), "dueOn": "2026-05-15", "lender": "bank"}

    answer = supplier.post(QUOTE, body)

    assert answer.status_code == 422
    assert answer.json()["facts"]["field"] == "body.lender"


def test_a_flag_is_no_number_and_a_number_no_flag(supplier: Hand) -> None:
    claim = "/receivables/rcv_x"
    lender_like = supplier.post(f"{claim}/confirmation-request", {"answerWithinDays": True})
    as_text = supplier.post(f"{claim}/confirmation-request", {"answerWithinDays": "30"})
    resolved = supplier.post("/documents/doc_x/resolution", {"another": 1})

    for answer in (lender_like, as_text, resolved):
        assert answer.status_code == 422
        assert answer.json()["code"] == "request.invalid"


@pytest.mark.parametrize("name", ["%00", "a%2Fb", "a|b", "*", "a%20b", "%ED%A0%80", "x" * 65, ".."])
def test_an_id_in_an_address_holds_nothing_but_letters_and_digits(
    name: str, supplier: Hand
) -> None:
    answer = supplier.get(f"/receivables/{name}")

    assert answer.status_code in {404, 422}
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("hidden", ["\u0007", "\u0085", "\u200b", "\u202e", "\u2066", "\ufeff"])
def test_text_with_controls_or_turned_round_is_refused(hidden: str, supplier: Hand) -> None:
    answer = supplier.post("/receivables/rcv_x/withdrawal", {"reason": f"a{hidden}b"})

    assert answer.status_code == 422
    assert answer.json()["facts"]["field"] == "body.reason"


@pytest.mark.parametrize("key", ["short", "x" * 65, "with space in it", "\x7f" * 10])
def test_a_request_id_is_visible_and_of_a_length(key: str, supplier: Hand) -> None:
    answer = supplier.post("/receivables", invoice("A", "1.00"), Idempotency_Key=key)

    assert answer.status_code == 422
    assert answer.json()["code"] == "request.id_missing"


def test_a_command_without_a_request_id_is_refused(supplier: Hand) -> None:
    headers = {"Authorization": f"Bearer {supplier.secret}"}

    answer = supplier.client.post(
        f"{PREFIX}/receivables", json=invoice("A", "1.00"), headers=headers
    )

    assert answer.status_code == 422
    assert answer.json()["code"] == "request.id_missing"


def test_a_body_larger_than_the_limit_is_cut_off(supplier: Hand) -> None:
    answer = raw(supplier, QUOTE, b'"' + b"x" * JSON_BYTES_MAX + b'"')

    assert answer.status_code == 413
    assert answer.json()["facts"] == {"limit": JSON_BYTES_MAX}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data; boundary=x", "text/json", ""]
)
def test_a_body_of_another_kind_is_told_which_is_taken(kind: str, supplier: Hand) -> None:
    answer = raw(supplier, QUOTE, json.dumps({}).encode(), kind=kind)

    assert (answer.status_code, answer.json()["code"]) == (415, "request.other_kind")
    assert answer.json()["facts"] == {"needed": "application/json"}


@pytest.mark.parametrize(
    ("body", "kind", "status", "code"),
    [
        (b"{}", "application/json", 415, "request.other_kind"),
        (b"foo", "multipart/form-data", 400, "request.not_a_form"),
        (b"--x\r\nfoo", "multipart/form-data; boundary=x", 422, "request.invalid"),
    ],
)
def test_files_come_in_a_form(
    body: bytes, kind: str, status: int, code: str, supplier: Hand
) -> None:
    answer = raw(supplier, "/documents", body, kind=kind)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert told_in_english(answer.json()) == []


def test_a_text_where_a_file_is_to_be_is_told_so(supplier: Hand) -> None:
    part = b'--x\r\nContent-Disposition: form-data; name="files"\r\n\r\nabc\r\n--x--\r\n'

    answer = raw(supplier, "/documents", part, kind="multipart/form-data; boundary=x")

    assert answer.status_code == 422
    assert answer.json()["detail"] == "body.files.0: must be a file."
    assert answer.json()["detailZh"] == "body.files.0: 须为文件。"


def test_a_problem_has_its_title_in_both_languages(supplier: Hand) -> None:
    answer = supplier.get("/nowhere").json()

    assert (answer["title"], answer["titleZh"]) == ("Not Found", "未找到")
    assert PROBLEMS.keys() <= TITLE_ZH.keys()
    assert {it.value for it in STATUS.values()} <= TITLE_ZH.keys()


def test_an_address_that_is_none_and_a_method_that_is_not_offered(supplier: Hand) -> None:
    nowhere = supplier.get("/nowhere")
    wrong = supplier.send("DELETE", "/receivables")

    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "request.nothing_here")
    assert (wrong.status_code, wrong.json()["code"]) == (405, "request.not_allowed")
    assert "Allow" in wrong.headers


@pytest.mark.parametrize("cursor", ["AAAA", "a" * 600, "%00", "..", "é"])
def test_a_cursor_of_ones_own_making_is_refused(cursor: str, supplier: Hand) -> None:
    answer = supplier.get("/receivables", after=cursor)

    assert answer.status_code == 422


def test_what_a_client_sent_is_not_echoed(supplier: Hand) -> None:
    answer = supplier.post(QUOTE, {"amount": "<script>secret</script>", "dueOn": "2026-05-15"})

    assert "secret" not in answer.text


def test_no_answer_is_for_a_cache_to_keep(supplier: Hand) -> None:
    answer = supplier.get("/receivables")

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_null_is_as_if_a_field_were_left_out_and_the_other_way_round(
    shared_platform: Edge,
) -> None:
    cast = everyone(shared_platform)
    looked = {
        "reference": "ev-2",
        "check": "identity",
        "source": "register",
        "checkedBy": "ann",
        "checkedOn": "2026-03-01",
    }
    without = cast.operator.post("/parties/spring/evidence", {"evidence": [looked]})
    needed = cast.bank.post(
        "/credit-lines", {"borrower": "spring", "terms": {**LINE_TERMS, "penaltyRate": None}}
    )
    terms = {**LINE_TERMS, "parts": None, "conditions": None, "revolving": None}
    accepted = cast.bank.post("/credit-lines", {"line": None, "borrower": "spring", "terms": terms})

    assert without.status_code == 200, without.text
    assert needed.status_code == 422
    assert needed.json()["facts"]["field"] == "body.terms.penaltyRate"
    assert accepted.status_code == 201, accepted.text

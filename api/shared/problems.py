"""How a refusal looks on the wire: RFC 9457, with code, figures and words in two languages.

The only file that knows HTTP statuses for refusals.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi.responses import Response
from pydantic import BaseModel, Field

from api.shared.wire import dumps, to_wire
from api.shared.words import worded
from domain.shared.refusal import Refusal

STATUS: Mapping[str, HTTPStatus] = {
    "absent": HTTPStatus.NOT_FOUND,
    "conflict": HTTPStatus.CONFLICT,
    "forbidden": HTTPStatus.FORBIDDEN,
    "stale": HTTPStatus.PRECONDITION_FAILED,
    "unsound": HTTPStatus.UNPROCESSABLE_ENTITY,
}

TITLE_ZH: Mapping[int, str] = {
    400: "请求格式错误",
    401: "身份未验证",
    403: "无权操作",
    404: "未找到",
    405: "不支持该方法",
    409: "与现状冲突",
    412: "版本已变更",
    413: "请求体过大",
    415: "不支持该内容类型",
    422: "请求内容无效",
    428: "须注明所读版本",
    500: "系统内部错误",
    503: "服务暂不可用",
}
"""By status; every one that is answered."""

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str = Field(examples=["/problems/receivable_pool.beyond_pool"])
    title: str = Field(examples=["Conflict"])
    title_zh: str = Field(alias="titleZh", examples=["与现状冲突"])
    status: int = Field(examples=[409])
    code: str = Field(examples=["receivable_pool.beyond_pool"])
    detail: str = Field(examples=["The pool can bear CNY 80.00 more; CNY 100.00 was asked."])
    detail_zh: str = Field(alias="detailZh", examples=["池内还可支用 CNY 80.00, 申请 CNY 100.00。"])
    facts: dict[str, Any] = Field(examples=[{"requested": {"amount": "100.00", "currency": "CNY"}}])


class Fault(Exception):
    """Something the edge itself refuses, before any use case is asked."""

    def __init__(
        self,
        status: HTTPStatus,
        code: str,
        facts: Mapping[str, object],
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.facts, self.headers = status, code, facts, headers


def problem(
    status: HTTPStatus,
    code: str,
    facts: Mapping[str, object],
    headers: Mapping[str, str] | None = None,
) -> Response:
    body = problem_body(status, code, facts)
    return Response(dumps(body), status.value, headers=headers, media_type=MEDIA_TYPE)


def problem_body(status: HTTPStatus, code: str, facts: Mapping[str, object]) -> dict[str, Any]:
    english, chinese = worded(code, facts)
    return {
        "type": f"/problems/{code}",
        "title": status.phrase,
        "titleZh": TITLE_ZH[status],
        "status": status.value,
        "code": code,
        "detail": english,
        "detailZh": chinese,
        "facts": dict(facts),
    }


def refusal_body(said: Mapping[str, Any]) -> dict[str, Any]:
    """A stored refusal in wire form, `{"code","kind","facts"}`, as the problem it is."""
    return problem_body(STATUS[said["kind"]], said["code"], said["facts"])


def refused(wire_body: bytes) -> Response:
    """The answer to a command that was refused."""
    body = refusal_body(json.loads(wire_body))
    return Response(dumps(body), body["status"], media_type=MEDIA_TYPE)


def said_no(refusal: Refusal) -> Response:
    """A refusal of something that is no command, and so is not stored."""
    return problem(STATUS[refusal.kind.value], refusal.code, facts_of(refusal))


def facts_of(refusal: Refusal) -> dict[str, Any]:
    """Its figures, in wire form."""
    facts: dict[str, Any] = to_wire(refusal)
    return facts


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"model": Problem, "description": description}
    for status, description in {
        400: "The request is not what HTTP or JSON allows.",
        401: "No API key, or one that is not known.",
        403: "This party or role may never ask for this.",
        404: "It does not exist, or is not this party's to see.",
        409: "The present state does not allow it; the facts say why.",
        412: "Somebody changed it since it was read.",
        413: "The body is larger than the limit.",
        415: "The body is of another kind than the operation takes.",
        422: "A field is wrong, or the request id was used for another content.",
        428: "The request must say which version it read.",
        503: "Nothing was decided, or it is not known: send again with the same key.",
    }.items()
}

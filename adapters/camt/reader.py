"""Reads camt.052, camt.053 and camt.054 in versions 1 to 8.

The namespace decides kind and version. Elements of other namespaces inside the
message (supplementary data) are not looked at.
"""

from __future__ import annotations

from adapters.camt.element import Element
from adapters.camt.statements import Header, statement
from adapters.xml.safely import Limits, XmlRefused, read_xml
from application.collection.bank_message import BankMessage
from application.collection.refusals import (
    NoStatement,
    NotABankMessage,
    NotXmlWeRead,
    VersionNotRead,
)
from domain.shared.bank_entry import MessageKind
from domain.shared.refusal import Refused

NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:"
VERSIONS = range(1, 9)
NAMES = {
    f"{kind.value}.001.{version:02d}": (kind, version)
    for kind in MessageKind
    for version in VERSIONS
}
PREFIXES = {NAMESPACE + name: name for name in NAMES}
BODIES = {
    MessageKind.REPORT: ("BkToCstmrAcctRpt", "Rpt"),
    MessageKind.STATEMENT: ("BkToCstmrStmt", "Stmt"),
    MessageKind.NOTIFICATION: ("BkToCstmrDbtCdtNtfctn", "Ntfctn"),
}
LIMITS = Limits(bytes=50_000_000, elements=1_000_000)
"""A year of a busy account; an entry has some sixty elements."""


def read_message(content: bytes, file: str) -> BankMessage:
    """Read one message whole; raise `Refused` with a `BankMessageRefused` otherwise.

    `file` is only a name, for refusals and for whoever asks later where it came from.
    """
    root = _root(content, file)
    kind, version = _kind_and_version(root)
    body = _body(root, kind, version)
    header = body.need("GrpHdr")
    message_id = header.need_text("MsgId")
    statements = tuple(body.all(BODIES[kind][1]))
    if not statements:
        raise body.refusal(NoStatement, BODIES[kind][1])
    return BankMessage(
        file=file,
        kind=kind,
        version=version,
        message_id=message_id,
        created_at=header.instant_of("CreDtTm"),
        statements=tuple(statement(each, Header(kind, version, message_id)) for each in statements),
    )


def _root(content: bytes, file: str) -> Element:
    try:
        root = read_xml(content, PREFIXES, LIMITS)
    except XmlRefused as refused:
        figures = " ".join(f"{name}={figure}" for name, figure in refused.figures)
        raise Refused(NotXmlWeRead(file, "/", figures, refused.fact)) from refused
    return Element(root, file, f"/{root.local}")


def _kind_and_version(root: Element) -> tuple[MessageKind, int]:
    message, _, name = root.node.name.rpartition(":")
    if message in NAMES and name == "Document":
        return NAMES[message]
    unknown = root.node.name.removeprefix("{").partition("}")[0].removeprefix(NAMESPACE)
    ours = any(unknown.startswith(f"{kind.value}.001.") for kind in MessageKind)
    raise root.refusal(VersionNotRead if ours else NotABankMessage, unknown)


def _body(root: Element, kind: MessageKind, version: int) -> Element:
    """Version 1 bears its number in the name of the body."""
    return root.need(BODIES[kind][0] + ("V01" if version == 1 else ""))

"""Papers of Order-X made for tests: the anchor orders wax of spring; what is said of it after."""

from __future__ import annotations

from dataclasses import dataclass

CONTEXT = "urn:un:unece:uncefact:data:"
HEAD = (
    f'<rsm:SCRDMCCBDACIOMessageStructure xmlns:rsm="{CONTEXT}SCRDMCCBDACIOMessageStructure:100"'
    f' xmlns:ram="{CONTEXT}standard:ReusableAggregateBusinessInformationEntity:128"'
    f' xmlns:udt="{CONTEXT}standard:UnqualifiedDataType:128">'
)
PARTY = """<ram:{side}TradeParty><ram:Name>{name}</ram:Name><ram:SpecifiedLegalOrganization>
<ram:ID schemeID="0002">{number}</ram:ID></ram:SpecifiedLegalOrganization>
</ram:{side}TradeParty>"""


@dataclass(frozen=True, slots=True)
class Said:
    """One line; None is left out."""

    line: str
    quantity: str
    price: str | None = None
    status: str | None = None
    agreed: str | None = None
    names: str | None = None


def order_x(code: str, number: str, *lines: Said, **more: str) -> bytes:
    """`more`: day, status, purpose, order, previous, change, note."""
    header = (
        f"<ram:ID>{number}</ram:ID><ram:TypeCode>{code}</ram:TypeCode>"
        + _tag("StatusCode", more.get("status"))
        + '<ram:IssueDateTime><udt:DateTimeString format="102">'
        + f"{more.get('day', '20260210')}</udt:DateTimeString></ram:IssueDateTime>"
        + _tag("PurposeCode", more.get("purpose"))
        + _wrapped("IncludedNote", _tag("Content", more.get("note")))
    )
    agreement = (
        PARTY.format(side="Seller", name="Spring", number="2001")
        + PARTY.format(side="Buyer", name="Anchor", number="1001")
        + _reference("BuyerOrder", more.get("order"))
        + _reference("PreviousOrder", more.get("previous"))
        + _reference("PreviousOrderChange", more.get("change"))
    )
    settlement = _tag("OrderCurrencyCode", "CNY")
    trade = (
        "".join(_line(it) for it in lines)
        + _wrapped("ApplicableHeaderTradeAgreement", agreement)
        + _wrapped("ApplicableHeaderTradeSettlement", settlement)
    )
    return (
        f"{HEAD}<rsm:ExchangedDocument>{header}</rsm:ExchangedDocument>"
        f"<rsm:SupplyChainTradeTransaction>{trade}</rsm:SupplyChainTradeTransaction>"
        "</rsm:SCRDMCCBDACIOMessageStructure>"
    ).encode()


def _line(said: Said) -> str:
    document = _tag("LineID", said.line) + _tag("LineStatusCode", said.status)
    named = _wrapped("BuyerOrderReferencedDocument", _tag("LineID", said.names))
    price = _wrapped("NetPriceProductTradePrice", _tag("ChargeAmount", said.price))
    return _wrapped(
        "IncludedSupplyChainTradeLineItem",
        _wrapped("AssociatedDocumentLineDocument", document)
        + "<ram:SpecifiedTradeProduct><ram:SellerAssignedID>W-1</ram:SellerAssignedID>"
        + "<ram:Name>wax</ram:Name></ram:SpecifiedTradeProduct>"
        + _wrapped("SpecifiedLineTradeAgreement", named + price)
        + _wrapped(
            "SpecifiedLineTradeDelivery",
            _quantity("Requested", said.quantity) + _quantity("Agreed", said.agreed),
        ),
    )


def _quantity(which: str, quantity: str | None) -> str:
    tag = f"ram:{which}Quantity"
    return f'<{tag} unitCode="KGM">{quantity}</{tag}>' if quantity is not None else ""


def _reference(which: str, number: str | None) -> str:
    return _wrapped(f"{which}ReferencedDocument", _tag("IssuerAssignedID", number))


def _tag(name: str, value: str | None) -> str:
    return "" if value is None else f"<ram:{name}>{value}</ram:{name}>"


def _wrapped(name: str, inner: str) -> str:
    return f"<ram:{name}>{inner}</ram:{name}>" if inner else ""

"""The namespaces of UN/CEFACT CII: D16B to D22B, and the drafts that ZUGFeRD 1.0 used."""

from __future__ import annotations

_UNCEFACT = "urn:un:unece:uncefact:data:standard:"

PREFIXES = {
    _UNCEFACT + "CrossIndustryInvoice:100": "rsm",
    "urn:ferd:CrossIndustryDocument:invoice:1p0": "rsm",
    _UNCEFACT + "ReusableAggregateBusinessInformationEntity:100": "ram",
    _UNCEFACT + "ReusableAggregateBusinessInformationEntity:12": "ram",
    "urn:un:unece:uncefact:data:SCRDMCCBDACIOMessageStructure:100": "rsm",
    _UNCEFACT + "ReusableAggregateBusinessInformationEntity:128": "ram",
    _UNCEFACT + "UnqualifiedDataType:128": "udt",
    _UNCEFACT + "QualifiedDataType:128": "qdt",
    _UNCEFACT + "UnqualifiedDataType:100": "udt",
    _UNCEFACT + "UnqualifiedDataType:15": "udt",
    _UNCEFACT + "QualifiedDataType:100": "qdt",
    _UNCEFACT + "QualifiedDataType:12": "qdt",
}

ROOTS = frozenset({"rsm:CrossIndustryInvoice", "rsm:CrossIndustryDocument"})
ORDER_ROOT = "rsm:SCRDMCCBDACIOMessageStructure"
"""Order-X (D20B)."""

CONTEXT = ("rsm:ExchangedDocumentContext", "rsm:SpecifiedExchangedDocumentContext")
HEADER = ("rsm:ExchangedDocument", "rsm:HeaderExchangedDocument")
TRADE = ("rsm:SupplyChainTradeTransaction", "rsm:SpecifiedSupplyChainTradeTransaction")
AGREEMENT = ("ram:ApplicableHeaderTradeAgreement", "ram:ApplicableSupplyChainTradeAgreement")
DELIVERY = ("ram:ApplicableHeaderTradeDelivery", "ram:ApplicableSupplyChainTradeDelivery")
SETTLEMENT = ("ram:ApplicableHeaderTradeSettlement", "ram:ApplicableSupplyChainTradeSettlement")
SUMMATION = (
    "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
    "ram:SpecifiedTradeSettlementMonetarySummation",
)
LINE = "ram:IncludedSupplyChainTradeLineItem"
LINE_AGREEMENT = ("ram:SpecifiedLineTradeAgreement", "ram:SpecifiedSupplyChainTradeAgreement")
LINE_DELIVERY = ("ram:SpecifiedLineTradeDelivery", "ram:SpecifiedSupplyChainTradeDelivery")
LINE_SETTLEMENT = ("ram:SpecifiedLineTradeSettlement", "ram:SpecifiedSupplyChainTradeSettlement")
LINE_SUMMATION = (
    "ram:SpecifiedTradeSettlementLineMonetarySummation",
    "ram:SpecifiedTradeSettlementMonetarySummation",
)

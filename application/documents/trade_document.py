"""The trade document, where its readers have looked for it."""

from domain.shared.trade_document import (
    DocumentKind as DocumentKind,
)
from domain.shared.trade_document import (
    Encoding as Encoding,
)
from domain.shared.trade_document import (
    InvoiceReference as InvoiceReference,
)
from domain.shared.trade_document import (
    PartyReference as PartyReference,
)
from domain.shared.trade_document import (
    Source as Source,
)
from domain.shared.trade_document import (
    TradeDocument as TradeDocument,
)

"""Invoices in UN/CEFACT CII: EN 16931, Factur-X, XRechnung, and ZUGFeRD 1.0."""

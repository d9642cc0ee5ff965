"""Invoices and credit notes in UBL 2.0 and 2.1, EN 16931 and older books."""

"""Factur-X and ZUGFeRD: a CII invoice inside a PDF."""

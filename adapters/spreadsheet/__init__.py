"""Books of receivables kept in sheets: CSV and XLSX, by a named column mapping."""

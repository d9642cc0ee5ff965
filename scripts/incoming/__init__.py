"""Files that come in: trade documents, and messages of banks."""

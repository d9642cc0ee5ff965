"""XML from strangers, read without believing it."""

"""The front door for files: told apart by what is in them."""

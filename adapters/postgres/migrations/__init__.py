"""How the tables came to be, step by step, and who may do what with them."""

"""Columns and values as the sender names them."""

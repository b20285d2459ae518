"""Workbooks: the sheet a person sees, read from its values and its markup."""

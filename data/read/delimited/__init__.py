"""Delimited text: CSV and TSV in any encoding."""

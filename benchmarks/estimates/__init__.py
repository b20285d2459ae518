"""Estimates with their uncertainty, from sums in the store."""

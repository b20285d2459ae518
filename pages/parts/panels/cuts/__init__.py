"""Panels of results that are cut by facets."""

"""Benchmark specs: reading, checking, looking up."""

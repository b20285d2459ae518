"""Questionnaires that are answered in a browser."""

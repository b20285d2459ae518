"""What the screens of a running round say: the questionnaire, the interviews that are in."""

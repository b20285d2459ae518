"""Results cut by what enterprises, products and respondents are: domains of one design, never a part of a score."""

"""Documents made for their recipients, and asked again."""

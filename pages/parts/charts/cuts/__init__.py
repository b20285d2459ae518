"""Charts of what results are cut by: parts held against the rest, provinces as tiles."""

"""Words of what cuts results: attributes, facets and parts."""

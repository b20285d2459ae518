"""Rights and duties between authority and maker: terms, draws, records, tiers, axes. People decide."""

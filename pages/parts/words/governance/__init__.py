"""Words of rights and duties, tiers, axes, projects."""

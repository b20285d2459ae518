"""Reports on a screen: checked, and made."""

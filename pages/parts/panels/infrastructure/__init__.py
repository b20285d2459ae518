"""Below the heads of the screens about scopes, certificates and standards."""

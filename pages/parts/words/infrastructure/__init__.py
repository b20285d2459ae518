"""Words of what verdicts rest on: scopes, certificates, standards."""

"""What verdicts rest on, made ready to read: scopes, certificates, standards."""

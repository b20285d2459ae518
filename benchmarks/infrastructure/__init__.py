"""Quality infrastructure: dated states, scopes, standards, coverage and certificates, each computed for a day."""

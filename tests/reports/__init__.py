"""Documents, packages, mails and addresses: what leaves the browser."""

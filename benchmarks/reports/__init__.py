"""Results out of the browser: documents, the facts in them, data packages, mails."""

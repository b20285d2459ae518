"""What is said of results in every language, by screens, documents and mails alike: words, numbers, sentences."""

"""What each document says: results in, a document out."""

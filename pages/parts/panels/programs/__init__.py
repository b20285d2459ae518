"""What programs of a person read by."""

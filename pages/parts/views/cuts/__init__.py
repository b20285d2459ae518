"""What attributes say of makers, and where a gap sits among parts."""

"""Files of statistics programs: codes with labels."""

"""Problems in files, and their words."""

"""Which problems are worth a project, whether projects worked, and what is known of what works."""

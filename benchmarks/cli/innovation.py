"""problems, projects, library: what is worth a project, whether projects worked, and what is known of what works."""

from benchmarks.cli.results import command_of
from benchmarks.innovation import library as worked
from benchmarks.innovation import problems as listed
from benchmarks.innovation import projects as joint

problems = command_of("problems", listed.problems)
projects = command_of("projects", joint.projects)
library = command_of("library", worked.library)

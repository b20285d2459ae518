"""One small file for each problem the check can find, with exactly the problems it must give."""

from tests.data.cases_any import ANY
from tests.data.cases_asked import ASKED
from tests.data.cases_checks import CHECKS
from tests.data.cases_dated import DATED
from tests.data.cases_measurement import MEASUREMENT
from tests.data.cases_projects import PROJECTS
from tests.data.cases_register import REGISTERS
from tests.data.cases_response import RESPONSE
from tests.data.check_files import Case

CASES: dict[str, list[Case]] = {**ANY, **RESPONSE, **MEASUREMENT, **REGISTERS, **ASKED, **DATED, **CHECKS, **PROJECTS}

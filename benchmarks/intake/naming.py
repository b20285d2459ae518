"""What codes in problems of a file are called, so that people read names with the code that the file needs."""

from benchmarks.specs.spec import Specs
from data.bilingual import halves
from data.kept.register import laboratory_names, makers
from data.store import Store
from data.viewer import Viewer

Names = dict[str, tuple[str, str]]


def names_of(store: Store, specs: Specs, viewer: Viewer, sector: str) -> Names:
    """Code -> names in English and Chinese: sectors, and the sector's makers, categories, indicators and laboratories.

    Makers and laboratories that the viewer may not see by name have none.
    """
    found = {code: halves(name) for code, name in laboratory_names(store, viewer).items()}
    found |= makers(store, viewer, sector)
    found |= {code: (spec.label.en, spec.label.zh) for code, spec in specs.items()}
    if sector in specs:
        found |= {each.id: (each.label.en, each.label.zh) for each in specs[sector].categories}
        found |= {each.id: (each.label.en, each.label.zh) for each in specs[sector].indicators}
    return found

"""Who is looking: a role and a scope. Every read takes one."""

from dataclasses import dataclass, replace

ROLES = ("administrator", "regulator", "association", "manufacturer", "laboratory", "visitor")


@dataclass(frozen=True)
class Viewer:
    """A person's role and scope; `None` in a scope means all of that kind.

    enterprises holds (sector, enterprise) pairs, because two sectors may use the same code for two makers.
    """

    role: str
    sectors: frozenset[str] | None = None
    enterprises: frozenset[tuple[str, str]] | None = None
    laboratories: frozenset[str] | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"a role is one of {', '.join(ROLES)}; got {self.role!r}")
        # What was forgotten must not mean all.
        if (self.role == "association" and self.sectors is None) or (
            self.role == "manufacturer" and (self.sectors is None or self.enterprises is None)
        ):
            raise ValueError(f"the role {self.role} needs its scope")

    @property
    def scope(self) -> "Viewer":
        """The same rights without the name: results are cached by it, so that colleagues share them."""
        return replace(self, name="")

    @property
    def sees_names(self) -> bool:
        """Whether any enterprise may be shown by name; visitors and laboratories get national aggregates only."""
        return self.role not in ("visitor", "laboratory")

    def sees_sector(self, sector: str) -> bool:
        """Whether results of this sector may be shown at all."""
        return self.sectors is None or sector in self.sectors

    def sees_enterprise(self, sector: str, enterprise: str) -> bool:
        """Whether this enterprise may be shown by name; to visitors and laboratories none is."""
        if not self.sees_names:
            return False
        return self.sees_sector(sector) and (self.enterprises is None or (sector, enterprise) in self.enterprises)

    def may_load(self, kind: str, sector: str) -> bool:
        """Whether this person may send files of a kind for a sector: laboratories send test results only.

        Of these their own only: the check of a file holds every row against `laboratories`.
        """
        if self.role == "laboratory":
            return kind == "test" and bool(self.laboratories) and self.sees_sector(sector)
        return self.role in ("administrator", "association") and self.sees_sector(sector)


LOCAL = Viewer("administrator", name="local")


def association(sector: str, name: str = "") -> Viewer:
    """An association that sees the members of one sector."""
    return Viewer("association", sectors=frozenset({sector}), name=name)


def manufacturer(sector: str, enterprise: str, name: str = "") -> Viewer:
    """A manufacturer that sees itself by name and others blinded."""
    return Viewer("manufacturer", sectors=frozenset({sector}), enterprises=frozenset({(sector, enterprise)}), name=name)

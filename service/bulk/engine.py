"""What answers a run: a matcher, and the versions that its answers depend on."""

import hashlib
from dataclasses import astuple, dataclass
from importlib.metadata import version

from matching.matcher import Matcher
from service.bulk.errors import BulkError
from service.bulk.shards import Shard


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """Equal versions give equal answers."""

    catalogue: str
    model: str
    index: str
    kasip: str

    @classmethod
    def of(cls, matcher: Matcher) -> "Versions":
        """The versions of a loaded matcher."""
        return cls(
            catalogue=matcher.index.catalogue.catalogue_version,
            model=matcher.model_version,
            index=matcher.index.version,
            kasip=version("kasip"),
        )

    def name(self, shard: Shard) -> str:
        """The name under which the answers of a shard are kept: its number and a hash of all that they depend on."""
        told = "\n".join([*astuple(self), shard.digest])
        return f"{shard.number:08d}-{hashlib.sha256(told.encode()).hexdigest()[:32]}"


def check_same(expected: Versions, found: Versions, where: str) -> None:
    """Raise BulkError when a worker would answer with something else."""
    if expected != found:
        raise BulkError(
            f"{where} answers with {found}, the run began with {expected}. "
            "Install one version of Kasip and one index everywhere, then go on with --resume."
        )

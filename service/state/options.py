"""Settings of the service's memory: every one is an environment variable `KASIP_…`."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.state.rates import IN_MEMORY


class StateSettings(BaseSettings):
    """What an operator can set; the defaults keep everything under KASIP_HOME."""

    model_config = SettingsConfigDict(env_prefix="KASIP_", frozen=True)

    database_url: SecretStr | None = None
    """Address of a PostgreSQL database; `kasip.sqlite3` under KASIP_HOME by default."""
    secret_file: Path | None = None
    """File of the installation's secret; `secret` under KASIP_HOME by default. It is made when there is none."""
    spool: Path | None = None
    """Folder of the batches' files; `spool` under KASIP_HOME by default. Several machines need a shared one."""
    batch_items: int = Field(10_000, ge=1)
    """Most items of a batch."""
    batch_bytes: int = Field(50_000_000, ge=1)
    """Most bytes of a batch."""
    batch_unfinished: int = Field(10, ge=1)
    """Most unfinished batches of one key."""
    batch_days: float = Field(7, gt=0)
    """Days after which the files of a batch are deleted."""
    rate: str | None = None
    """Rate of keys that have none of their own, such as 100/minute; no limit by default."""
    rate_storage: SecretStr = SecretStr(IN_MEMORY)
    """Where requests are counted: each process's memory by default, or a Redis for all."""

"""Settings: every one is an environment variable `KASIP_…`."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from models.encoders import DEFAULT

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What an operator can set; the defaults run on a laptop. See also OperationSettings and StateSettings."""

    model_config = SettingsConfigDict(env_prefix="KASIP_", frozen=True)

    home: Path = PROJECT / "var"
    """Folder of catalogue, indexes, encoders and database."""
    encoder: str = DEFAULT
    """Encoder of the index: the default one, a folder, or a model's name on the hub."""
    encoder_revision: str | None = None
    """Commit of a model that Kasip has no revision of."""
    host: str = "127.0.0.1"
    """Address that `kasip serve` listens on; others than this machine's need an API key to exist."""
    port: int = Field(8000, ge=0, le=65535)
    """Port that `kasip serve` listens on."""
    workers: int = Field(1, ge=1)
    """Processes of `kasip serve`."""
    max_body_bytes: int = Field(2_000_000, ge=1)
    """Largest request body in bytes, uploads and batches apart; a larger one gets 413."""
    upload_workers: int = Field(2, ge=1)
    """Child processes of each process that read uploaded files."""
    audit: bool = True
    """Whether matches, gaps and comparisons are written to the audit log: ids, versions and keyed tags, no text."""
    pages: bool = True
    """Whether the web pages are served; they ask for no key."""

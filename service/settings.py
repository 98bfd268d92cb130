"""Settings: every one is an environment variable `KASIP_…`."""

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from models.encoders import DEFAULT

PROJECT = Path(__file__).resolve().parent.parent


class Settings(BaseSettings):
    """What an operator can set; the defaults run on a laptop."""

    model_config = SettingsConfigDict(env_prefix="KASIP_", frozen=True)

    home: Path = PROJECT / "var"
    """Folder of catalogue, indexes and encoders."""
    encoder: str = DEFAULT
    """Encoder of the index: the default one, a folder, or a model's name on the hub."""
    encoder_revision: str | None = None
    """Commit of a model that Kasip has no revision of."""
    host: str = "127.0.0.1"
    """Address that `kasip serve` listens on."""
    port: int = 8000
    """Port that `kasip serve` listens on."""
    workers: int = 1
    """Processes of `kasip serve`."""
    max_body_bytes: int = 2_000_000
    """Largest request body in bytes; a larger one gets 413."""

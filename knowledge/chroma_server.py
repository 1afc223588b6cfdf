"""Where a Chroma server is, and what it asks of those who call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from knowledge.settings import Settings


@dataclass(frozen=True)
class Server:
    """A Chroma server, or a proxy in front of it."""

    url: str  # http:// or https://, with the proxy's path where it has one
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)  # secrets among them
    tenant: str = "default_tenant"
    database: str = "default_database"
    authority: Path | None = None  # the certificates to trust; the system's where none are named

    @property
    def place(self) -> str:
        """Which index it is: the same for all who share it."""
        return f"{self.url.rstrip('/')} {self.tenant}/{self.database}"


def server_of(settings: Settings) -> Server | None:
    """The server that is set, if one is."""
    if not settings.chroma_url:
        return None
    return Server(
        settings.chroma_url,
        {name: value.get_secret_value() for name, value in settings.chroma_headers.items()},
        settings.chroma_tenant,
        settings.chroma_database,
        settings.chroma_certificates,
    )

"""Where the service may listen: without keys on this machine only."""

import ipaddress

from service.state.errors import OpenToAll


def check_host(host: str, *, keys_exist: bool) -> None:
    """Raise OpenToAll when others could reach a service that asks nobody for a key."""
    if keys_exist or _is_local(host):
        return
    raise OpenToAll(
        f"Without API keys Kasip listens on 127.0.0.1 only, not on {host or 'all addresses'}. "
        "Make a key first: `kasip keys create --name NAME --scope match`."
    )


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

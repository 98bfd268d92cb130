"""Where the service may listen."""

import pytest

from service.state.binding import check_host
from service.state.errors import OpenToAll


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_without_keys_this_machine_is_served(host: str) -> None:
    check_host(host, keys_exist=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.168.0.5", "kasip.kz", "localhost.kasip.kz", "127.1"])
def test_without_keys_nobody_else_is_served(host: str) -> None:
    with pytest.raises(OpenToAll, match="kasip keys create"):
        check_host(host, keys_exist=False)
    check_host(host, keys_exist=True)

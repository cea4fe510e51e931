"""Requests to addresses that strangers wrote: to public hosts alone, on every hop.

    name --resolve--> addresses --all public?--> connect to one of those, by number
                                      |
                                      +-- one is private, loopback, link-local, of a cloud's metadata ...: Forbidden

The name is resolved once and the connection goes to what was checked, so that a name that changes its address between
the check and the connection gains nothing; a redirect is a new connection and is checked like the first.
"""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import requests
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from collectors.platforms.base import Access, NotThere
from collectors.wire import Wire

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_MOST_HOPS = 8
_PORTS = frozenset({80, 443, 8080, 8443})


class Forbidden(urllib3.exceptions.HTTPError):
    """Say that a host lies where nobody outside should be led."""


def is_public(address: str) -> bool:
    """Tell whether an address is one of the open internet; an IPv4 address inside an IPv6 one counts as itself."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
        if found in _NAT64:
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
        if any(one is not None and not is_public(str(one)) for one in inner):
            return False
        if found in _NAT64 or found.ipv4_mapped:
            return True
    return found.is_global and not found.is_multicast and not found.is_reserved


def guarded_session(
    access: Access, *, allowed: Callable[[str, int], bool] | None = None
) -> tuple[requests.Session, Wire]:
    """Return a session that reaches public hosts only; with a base URL, a mirror or a test, just that one.

    `allowed(address, port)` replaces the check. Proxies of the environment are passed over: behind one, nobody could
    check where a name leads.
    """
    wire = Wire(access) if access.base_url else GuardedWire(access, allowed or _is_open)
    session = requests.Session()
    session.trust_env = False
    session.max_redirects = _MOST_HOPS
    session.mount("https://", wire)
    session.mount("http://", wire)
    return session, wire


class GuardedWire(Wire):
    """A wire whose every connection is checked where it is made."""

    def __init__(self, access: Access, allowed: Callable[[str, int], bool]) -> None:
        self._allowed = allowed
        super().__init__(access)

    def send(self, request: Any, *args: Any, **named: Any) -> requests.Response:
        """Send a request, if its host is open to it; remember where it was not, whatever a library makes of it."""
        try:
            return super().send(request, *args, **named)
        except Forbidden as forbidden:
            self.refusal = NotThere(str(forbidden))
            raise

    def init_poolmanager(self, *args: Any, **named: Any) -> None:
        """Make the pools, with connections that check."""
        super().init_poolmanager(*args, **named)
        self.poolmanager.pool_classes_by_scheme = _pools(self._allowed)


def _is_open(address: str, port: int) -> bool:
    return port in _PORTS and is_public(address)


def _pools(allowed: Callable[[str, int], bool]) -> dict[str, type[HTTPConnectionPool]]:
    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, allowed)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, allowed)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _connected(connection: HTTPConnection, allowed: Callable[[str, int], bool]) -> socket.socket:
    """Resolve a host once, check all it gives, and connect to one of these addresses by number."""
    host, port = connection.host.strip("[]"), connection.port
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise urllib3.exceptions.NameResolutionError(host, connection, socket.gaierror(str(error))) from None
    if not found or not all(allowed(str(where[0]), port) for *_, where in found):
        raise Forbidden(f"{host} is not a public host")
    problem: OSError | None = None
    for family, kind, protocol, _, where in found:
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(connection.timeout if isinstance(connection.timeout, int | float) else None)
            made.connect(where)
            return made
        except OSError as error:
            made.close()
            problem = error
    raise urllib3.exceptions.NewConnectionError(connection, f"{host} does not answer: {problem}")

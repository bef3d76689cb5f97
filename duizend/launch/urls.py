"""Database addresses: `postgresql://user:password@host:port/name?host=/socket/folder`."""

import hashlib
import hmac
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from duizend.launch.problems import LaunchProblem

SCHEMES = {"postgres", "postgresql"}


def socket_url(role: str, password: str, folder: Path | str, port: int, database: str) -> str:
    """The address of a database behind a Unix socket."""
    query = f"host={quote(str(folder), safe='')}&port={port}"
    return f"postgresql://{quote(role, safe='')}:{quote(password, safe='')}@/{database}?{query}"


def check_url(url: str, name: str) -> str:
    """The address itself; raises LaunchProblem, without showing it, when it cannot be used."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError as error:
        raise LaunchProblem(f"{name} is not an address: {error}") from error
    if parts.scheme not in SCHEMES or not parts.path.strip("/"):
        raise LaunchProblem(f"{name} should look like postgresql://user:password@host:5432/name")
    return url


def database_name(url: str) -> str:
    return unquote(urlsplit(url).path.strip("/"))


def role_name(url: str) -> str:
    return unquote(urlsplit(url).username or "")


def role_password(url: str) -> str:
    return unquote(urlsplit(url).password or "")


def with_role(url: str, role: str, password: str) -> str:
    """The same database, signed in to as someone else."""
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    person = f"{quote(role, safe='')}:{quote(password, safe='')}"
    return urlunsplit(parts._replace(netloc=f"{person}@{place}"))


def with_database(url: str, database: str) -> str:
    """The same server and person, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(database, safe='')}"))


def application_url(owner_url: str, fallback_secret: str) -> str:
    """The application's own address beside the owner's: role `<database>_app`.

    Its password follows from the owner's, so that every checkout that knows the owner
    derives the same one. An owner without a password (peer, trust) has nothing to derive
    from; then `fallback_secret` of this checkout serves.
    """
    key = role_password(owner_url) or fallback_secret
    role = f"{database_name(owner_url)}_app"
    password = hmac.new(key.encode(), f"duizend:{role}".encode(), hashlib.sha256).hexdigest()
    return with_role(owner_url, role, password)

"""Branches of the catalog under test, and the names that every client has to reach them by."""

import uuid

import clients
from lakehouse import Lakehouse

# As git, the server has no name with ? or \ in it: see test_branches.
NAMES = [
    "dev",
    "feature/x.y",
    "a#b",
    "50%",
    "a%2Fb",
    "a|b",
    'say"so',
    "it's",
    "a+b&c=d;e",
    "${HOME}",
    "café",
    "e\u0301",
    "東京",
    "🦡",
    "user@host",
]

under_test = Lakehouse(clients.WAREHOUSE)


def make_branch(name, **body):
    """A branch of its own for this run, with the name somewhere within."""
    unique = f"{uuid.uuid4().hex[:8]}-{name}"
    under_test.call("POST", "branches", {"name": unique, **body})
    return unique

"""What the suites share: one connection per client, and a namespace of its own for each test.

The server is named by MEERKAT_URI (http://127.0.0.1:8080), the catalog in it by MEERKAT_WAREHOUSE (default).
Nothing is cleaned up: the history that a run leaves is material for other proofs.
"""

import uuid

import pytest

import clients


@pytest.fixture(scope="session")
def catalog():
    return clients.pyiceberg_catalog()


@pytest.fixture(scope="session")
def spark():
    session = clients.spark_session()
    yield session
    session.stop()


@pytest.fixture
def duckdb(tmp_path, monkeypatch):
    # CREATE TABLE AS makes an empty folder `data` where DuckDB runs.
    monkeypatch.chdir(tmp_path)
    with clients.duckdb_connection() as connection:
        yield connection


@pytest.fixture
def namespace(catalog, request):
    """The name of a new namespace; it tells which suite left it behind."""
    suite = request.module.__name__.removeprefix("test_")
    name = f"{suite}_{uuid.uuid4().hex[:12]}"
    catalog.create_namespace(name)
    return name

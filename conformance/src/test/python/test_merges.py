"""A lakehouse on branches, end to end with real clients: worked on, looked at, merged, resolved, reverted, published.

Each test has a catalog of its own, so that what it merges is its own.
"""

import concurrent.futures
import json
import threading
import urllib.error
import urllib.request
import uuid

import clients

for module in ("pyiceberg", "pyspark"):
    clients.needs(module)

import pytest
from pyiceberg.catalog.rest import RestCatalog
from pyiceberg.exceptions import NoSuchTableError
from pyiceberg.types import IntegerType, LongType, StringType
from tables import ADA, ALAN, GRACE, PEOPLE, people, rows

FORTY = 40


class Lakehouse:
    """A catalog with the namespace ``sales``, by name: its refs as PyIceberg catalogs, and calls to the server's own API."""

    def __init__(self, name):
        self.name = name

    def at(self, ref="main"):
        return RestCatalog(ref, uri=clients.URI, warehouse=f"{self.name}@{ref}")

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        url = f"{clients.URI}/api/v2/catalogs/{self.name}/{path}"
        with urllib.request.urlopen(urllib.request.Request(url, data, method=method)) as answer:
            return json.load(answer)

    def refused(self, path, body):
        """The problem that a call is refused with, because something is in conflict."""
        with pytest.raises(urllib.error.HTTPError) as refused:
            self.call("POST", path, body)
        assert refused.value.code == 409
        return json.load(refused.value)

    def branch(self, name):
        self.call("POST", "branches", {"name": name})
        return self.at(name)

    def table(self, catalog, name, *persons):
        table = catalog.create_table(("sales", name), PEOPLE)
        for person in persons:
            table.append(people(person))
        return table

    def rows(self, ref, name):
        return rows(self.at(ref).load_table(("sales", name)))


@pytest.fixture
def lakehouse():
    name = f"merges-{uuid.uuid4().hex[:12]}"
    body = json.dumps({"name": name}).encode()
    urllib.request.urlopen(urllib.request.Request(f"{clients.URI}/api/v1/catalogs", body)).close()
    house = Lakehouse(name)
    house.at().create_namespace("sales")
    return house


def columns(table):
    return [field.name for field in table.schema().fields]


def test_work_on_a_branch_is_seen_compared_previewed_and_merged(lakehouse, spark):
    main = lakehouse.at()
    lakehouse.table(main, "people", ADA)
    lakehouse.table(main, "orders", ADA)
    lakehouse.branch("ingest")

    # Spark ingests on the branch, PyIceberg changes other tables on main, and a third party adds a column there.
    ingest = clients.spark_at(spark, f"{lakehouse.name}@ingest")
    spark.sql(f"INSERT INTO {ingest}.sales.people VALUES (2, 'Alan'), (3, 'Grace')")
    spark.sql(f"CREATE TABLE {ingest}.sales.events (id BIGINT, what STRING) USING iceberg")
    spark.sql(f"INSERT INTO {ingest}.sales.events VALUES (1, 'signed up')")
    lakehouse.table(main, "returns", ALAN)
    main.load_table(("sales", "orders")).append(people(ALAN))
    with main.load_table(("sales", "people")).update_schema() as update:
        update.add_column("email", StringType())

    messages = [commit["message"] for commit in lakehouse.call("GET", "log?ref=ingest&without=main")["commits"]]
    assert any("append to sales.people" in message for message in messages)
    diff = lakehouse.call("GET", "diff?from=main&to=ingest")
    assert (diff["ahead"], diff["behind"]) == (3, 4)
    preview = lakehouse.call("POST", "merges", {"source": "ingest", "dry_run": True})
    assert preview["outlook"] == "clean"
    assert {change["name"]["name"] for change in preview["changes"]} == {"people", "events"}

    merged = lakehouse.call("POST", "merges", {"source": "ingest", "message": "ingest of today"})

    assert merged["state"] == "completed"
    people_now = lakehouse.at().load_table(("sales", "people"))
    assert columns(people_now) == ["id", "name", "email"]
    assert rows(people_now, selected_fields=("id", "name")) == [ADA, ALAN, GRACE]
    assert lakehouse.rows("main", "orders") == [ADA, ALAN]
    assert lakehouse.rows("main", "returns") == [ALAN]
    live = clients.spark_at(spark, f"{lakehouse.name}@main")
    assert spark.sql(f"SELECT what FROM {live}.sales.events").collect()[0].what == "signed up"
    assert lakehouse.call("GET", "log?limit=1")["commits"][0]["message"] == "ingest of today"
    spark.sql(f"INSERT INTO {live}.sales.people VALUES (4, 'Edsger', 'e@example.org')")
    assert len(lakehouse.at().load_table(("sales", "people")).scan().to_arrow()) == 4


def with_property(table, key, value):
    with table.transaction() as change:
        change.set_properties({key: value})


def test_conflicts_of_every_family_are_resolved_each_in_its_own_way(lakehouse):
    main = lakehouse.at()
    for name in ("owned", "typed", "dropped", "renamed"):
        lakehouse.table(main, name, ADA)
    dev = lakehouse.branch("dev")
    for catalog, owner, kind, new_name in ((main, "ann", IntegerType(), "ours"), (dev, "bob", LongType(), "theirs")):
        with_property(catalog.load_table(("sales", "owned")), "owner", owner)
        with catalog.load_table(("sales", "typed")).update_schema() as update:
            update.add_column("score", kind)
        catalog.rename_table(("sales", "renamed"), ("sales", new_name))
        lakehouse.table(catalog, "both", ADA if catalog is main else ALAN)
    main.drop_table(("sales", "dropped"))
    dev.load_table(("sales", "dropped")).append(people(ALAN))

    merge = lakehouse.refused("merges", {"source": "dev"})["merge"]
    conflicts = {conflict["code"] + " " + conflict["names"][0]["name"]: conflict for conflict in merge["conflicts"]}
    assert set(conflicts) == {
        "BOTH_MODIFIED_TABLE owned",
        "BOTH_MODIFIED_TABLE typed",
        "DELETE_MODIFY dropped",
        "ADD_ADD both",
        "RENAME_RENAME_DIFFERENT ours",
    }
    assert all(conflict["sentence"] for conflict in merge["conflicts"])

    owned = conflicts["BOTH_MODIFIED_TABLE owned"]
    resolutions = {
        owned["id"]: {"items": [{"code": item["code"], "path": item["path"], "value": "both"} for item in owned["items"]]},
        conflicts["BOTH_MODIFIED_TABLE typed"]["id"]: {"take": "ours"},
        conflicts["DELETE_MODIFY dropped"]["id"]: {"take": "theirs"},
        conflicts["ADD_ADD both"]["id"]: {"keep_both": True},
        conflicts["RENAME_RENAME_DIFFERENT ours"]["id"]: {"at": {"namespace": ["sales"], "name": "agreed"}},
    }
    answered = lakehouse.call("POST", f"merges/{merge['id']}/resolutions", {"resolutions": resolutions})
    assert answered["outlook"] == "clean", answered
    lakehouse.call("POST", f"merges/{merge['id']}/complete", {})

    assert lakehouse.at().load_table(("sales", "owned")).properties["owner"] == "both"
    typed = lakehouse.at().load_table(("sales", "typed"))
    assert typed.schema().find_type("score") == IntegerType()
    assert lakehouse.rows("main", "dropped") == [ADA, ALAN]
    assert lakehouse.rows("main", "both") == [ADA]
    assert lakehouse.rows("main", "both_theirs") == [ALAN]
    assert lakehouse.rows("main", "agreed") == [ADA]
    lakehouse.at().load_table(("sales", "dropped")).append(people(GRACE))
    assert lakehouse.rows("main", "dropped") == [ADA, ALAN, GRACE]


def test_a_bad_merge_is_reverted_and_comes_back_by_reverting_the_revert(lakehouse):
    main = lakehouse.at()
    lakehouse.table(main, "people", ADA)
    with_property(main.load_table(("sales", "people")), "owner", "ann")
    bad = lakehouse.branch("bad")
    people_there = bad.load_table(("sales", "people"))
    people_there.overwrite(people(GRACE))
    with people_there.update_schema() as update:
        update.add_column("oops", StringType())
    with_property(people_there, "owner", "mallory")
    lakehouse.table(bad, "junk", ALAN)
    lakehouse.call("POST", "merges", {"source": "bad"})
    merged = lakehouse.at().load_table(("sales", "people"))
    assert columns(merged) == ["id", "name", "oops"]

    lakehouse.call("POST", "reverts", {"commit": "main", "mainline": 1})

    reverted = lakehouse.at().load_table(("sales", "people"))
    assert rows(reverted) == [ADA]
    assert columns(reverted) == ["id", "name"]
    assert reverted.properties["owner"] == "ann"
    assert reverted.metadata_location != merged.metadata_location
    assert reverted.metadata.last_updated_ms >= merged.metadata.last_updated_ms
    with pytest.raises(NoSuchTableError):
        lakehouse.at().load_table(("sales", "junk"))

    again = lakehouse.call("POST", "merges", {"source": "bad"})
    assert again["state"] == "up_to_date"
    assert "revert" in again["notices"][0]
    lakehouse.call("POST", "reverts", {"commit": "main"})
    assert len(lakehouse.at().load_table(("sales", "people")).scan().to_arrow()) == 1
    assert lakehouse.rows("main", "junk") == [ALAN]


def test_forty_tables_are_published_at_once(lakehouse):
    """Write, audit, publish: whoever reads main sees none of the branch's tables, or all of them."""
    main = lakehouse.at()
    names = [f"t{i:02}" for i in range(FORTY)]
    for name in names:
        lakehouse.table(main, name)
    audit = lakehouse.branch("audit")
    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda name: with_property(audit.load_table(("sales", name)), "day", "today"), names))
    stop = threading.Event()

    def read():
        seen = set()
        while not stop.is_set():
            at = lakehouse.call("GET", "branches/main")["commit"]["id"]
            state = lakehouse.at(at)
            published = {state.load_table(("sales", name)).properties.get("day") for name in (names[0], names[-1])}
            seen.add(tuple(sorted(map(str, published))))
        return seen

    with concurrent.futures.ThreadPoolExecutor(2) as threads:
        readers = [threads.submit(read) for _ in range(2)]
        merged = lakehouse.call("POST", "merges", {"source": "audit"})
        stop.wait(0.3)
        stop.set()
        seen = set.union(*(reader.result() for reader in readers))

    assert merged["change_count"] == FORTY
    assert seen <= {("None",), ("today",)}
    assert ("today",) in seen
    live = lakehouse.at()
    assert {live.load_table(("sales", name)).properties["day"] for name in names} == {"today"}


def test_spark_deletes_no_files_of_a_table_that_another_branch_shows(lakehouse, spark):
    lakehouse.table(lakehouse.at(), "people", ADA)
    lakehouse.branch("dev")
    dev = clients.spark_at(spark, f"{lakehouse.name}@dev")
    spark.sql(f"CREATE TABLE {dev}.sales.own (id BIGINT) USING iceberg")

    for statement in (
        f"DROP TABLE {dev}.sales.people PURGE",
        f"CALL {dev}.system.remove_orphan_files(table => 'sales.people')",
        f"CALL {dev}.system.expire_snapshots(table => 'sales.people')",
    ):
        with pytest.raises(Exception, match="GC is disabled"):
            spark.sql(statement)

    assert lakehouse.rows("main", "people") == [ADA]
    assert lakehouse.rows("dev", "people") == [ADA]
    spark.sql(f"DROP TABLE {dev}.sales.own PURGE")
    assert not lakehouse.at("dev").table_exists(("sales", "own"))


def test_a_client_says_who_wrote_a_change_by_nothing_but_properties(lakehouse):
    catalog = RestCatalog(
        "nightly",
        uri=clients.URI,
        warehouse=lakehouse.name,
        **{
            "header.X-Meerkat-Message": "nightly run",
            "header.X-Meerkat-Author": "Ada <ada@example.org>",
            "header.X-Meerkat-Properties": "job=nightly,ticket=DE-17",
        },
    )
    lakehouse.table(catalog, "people", ADA)

    told = lakehouse.call("GET", "log?limit=1")["commits"][0]

    assert told["message"].startswith("nightly run\n")
    assert (told["author"], told["committer"]) == ("Ada <ada@example.org>", "anonymous")
    assert told["properties"] == {"job": "nightly", "ticket": "DE-17"}

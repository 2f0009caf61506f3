"""A lakehouse on branches, end to end with real clients: worked on, looked at, merged, reverted, published.

Each test has a catalog of its own, so that what it merges is its own.
"""

import collections
import concurrent.futures
import random
import threading

import clients

for module in ("pyiceberg", "pyspark"):
    clients.needs(module)

import pytest
from lakehouse import new_lakehouse, with_property
from pyiceberg.catalog.rest import RestCatalog
from pyiceberg.types import StringType
from tables import ADA, ALAN, GRACE, people, rows

FORTY = 40


@pytest.fixture
def lakehouse():
    return new_lakehouse()


def columns(table):
    return [field.name for field in table.schema().fields]


def test_work_on_a_branch_is_seen_compared_previewed_and_merged(lakehouse, spark):
    """The tour of the README."""
    main = lakehouse.at()
    lakehouse.table(main, "animals", (1, "meerkat"), (2, "mongoose"))
    lakehouse.table(main, "keepers", ADA)
    lakehouse.branch("ingest")

    # Spark ingests on the branch, PyIceberg changes other tables on main, and a third party adds a column there.
    ingest = clients.spark_at(spark, f"{lakehouse.name}@ingest")
    spark.sql(f"INSERT INTO {ingest}.zoo.animals VALUES (3, 'suricate')")
    spark.sql(f"CREATE TABLE {ingest}.zoo.sightings (id BIGINT, place STRING) USING iceberg")
    spark.sql(f"INSERT INTO {ingest}.zoo.sightings VALUES (3, 'Kalahari')")
    main.load_table("zoo.keepers").append(people(ALAN))
    mary = RestCatalog("mary", uri=clients.URI, warehouse=lakehouse.name, **{"header.X-Meerkat-Author": "Mary"})
    with mary.load_table("zoo.animals").update_schema() as update:
        update.add_column("diet", StringType())

    log = lakehouse.call("GET", "log?ref=ingest&without=main")["commits"]
    assert ["zoo.sightings" in commit["message"] for commit in log] == [True, True, False]
    assert "append to zoo.animals" in log[-1]["message"]
    diff = lakehouse.call("GET", "diff?from=main&to=ingest")
    assert (diff["ahead"], diff["behind"]) == (3, 2)
    before = lakehouse.call("GET", "branches/main")["commit"]["id"]
    preview = lakehouse.call("POST", "merges", {"source": "ingest", "dry_run": True})
    assert preview["outlook"] == "clean"
    assert {change["name"]["name"]: change["change"] for change in preview["changes"]} == {
        "animals": "changed",
        "sightings": "added",
    }
    assert lakehouse.call("GET", "branches/main")["commit"]["id"] == before

    merged = lakehouse.call("POST", "merges", {"source": "ingest", "message": "ingest of today"})

    assert merged["state"] == "completed"
    animals = lakehouse.at().load_table("zoo.animals")
    assert columns(animals) == ["id", "name", "diet"]
    assert rows(animals) == [(1, "meerkat", None), (2, "mongoose", None), (3, "suricate", None)]
    assert lakehouse.rows("main", "sightings") == [(3, "Kalahari")]
    assert lakehouse.rows("main", "keepers") == [ADA, ALAN]
    last, *_ = commits = lakehouse.call("GET", "log")["commits"]
    assert last["message"] == "ingest of today"
    assert "Mary" in {commit["author"] for commit in commits}
    earlier = lakehouse.at("main~1")
    assert not earlier.table_exists("zoo.sightings")
    assert rows(earlier.load_table("zoo.animals")) == [(1, "meerkat", None), (2, "mongoose", None)]
    lakehouse.branch("next")
    following = clients.spark_at(spark, f"{lakehouse.name}@next")
    spark.sql(f"INSERT INTO {following}.zoo.animals VALUES (4, 'kusimanse', 'insects')")
    assert rows(lakehouse.at("next").load_table("zoo.animals"))[2:] == [(3, "suricate", None), (4, "kusimanse", "insects")]

    lakehouse.call("POST", "reverts", {"commit": "main", "mainline": 1})

    assert not lakehouse.at().table_exists("zoo.sightings")
    assert rows(lakehouse.at().load_table("zoo.animals")) == [(1, "meerkat", None), (2, "mongoose", None)]


def everything(catalog):
    """Of each table all that a reader sees of it: its rows, schema, properties, partitioning and order."""
    seen = {}
    for _, name in catalog.list_tables("zoo"):
        table = catalog.load_table(("zoo", name))
        # Told by the server as long as another ref shows the table, and no property of its own.
        own = {key: value for key, value in table.properties.items() if key != "gc.enabled"}
        seen[name] = (rows(table), table.schema().fields, own, table.spec().fields, table.sort_order().fields)
    return seen


def test_a_bad_merge_is_reverted_and_comes_back_by_reverting_the_revert(lakehouse):
    main = lakehouse.at()
    for name in ("changed", "dropped", "untouched"):
        lakehouse.table(main, name, ADA, ALAN)
        with_property(main.load_table(("zoo", name)), "owner", "ann")
    good = everything(lakehouse.at())
    metadata = main.load_table("zoo.changed").metadata_location
    bad = lakehouse.branch("bad")
    changed = bad.load_table("zoo.changed")
    changed.overwrite(people(GRACE))
    with changed.update_schema() as update:
        update.add_column("oops", StringType())
        update.update_column("name", doc="a mistake")
    with_property(changed, "owner", "mallory")
    with_property(changed, "reviewed", "no")
    bad.drop_table("zoo.dropped")
    lakehouse.table(bad, "junk", ALAN)
    wrong = everything(lakehouse.at("bad"))
    lakehouse.call("POST", "merges", {"source": "bad"})
    assert everything(lakehouse.at()) == wrong != good
    merged = lakehouse.at().load_table("zoo.changed")

    lakehouse.call("POST", "reverts", {"commit": "main", "mainline": 1})

    assert everything(lakehouse.at()) == good
    reverted = lakehouse.at().load_table("zoo.changed")
    assert reverted.metadata_location not in (metadata, merged.metadata_location)
    assert reverted.metadata.last_updated_ms >= merged.metadata.last_updated_ms
    assert {schema.schema_id for schema in merged.metadata.schemas} <= set(reverted.schemas())

    again = lakehouse.call("POST", "merges", {"source": "bad"})
    assert again["state"] == "up_to_date"
    revert = lakehouse.call("GET", "branches/main")["commit"]["id"]
    assert [(notice["code"], notice["revert"]) for notice in again["notices"]] == [("EARLIER_MERGE_REVERTED", revert)]
    assert everything(lakehouse.at()) == good
    lakehouse.call("POST", "reverts", {"commit": revert})
    assert everything(lakehouse.at()) == wrong


class Reader:
    """Looks at the forty tables, over and over, and keeps the rows that it was told, by the commit that served them."""

    def __init__(self, lakehouse, names):
        self.lakehouse = lakehouse
        self.names = names
        self.seen = collections.defaultdict(set)

    def count(self, catalog, name):
        return int(catalog.load_table(("zoo", name)).current_snapshot().summary["total-records"])

    def read_one_moment(self):
        """All forty at the newest commit: a state of the catalog that has a name."""
        at = self.lakehouse.call("GET", "branches/main")["commit"]["id"]
        catalog = self.lakehouse.at(at)
        self.seen[at].update(self.count(catalog, name) for name in self.names)

    def read_live(self):
        """One after the other from main, in any order, while it moves: each answer says which commit it is of."""
        catalog = self.lakehouse.at()
        served = []
        catalog._session.hooks["response"].append(lambda answer, **_: served.append(answer.headers["X-Meerkat-Commit"]))
        counts = []
        for name in random.sample(self.names, FORTY):
            counts.append(self.count(catalog, name))
            self.seen[served[-1]].add(counts[-1])
        # Whoever has seen one table of the new state sees no table of the old one any more.
        assert counts == sorted(counts)

    def until(self, stop, read):
        while not stop.is_set():
            read()
        read()


def test_forty_tables_are_published_at_once(lakehouse):
    """Write, audit, publish: whoever reads main sees none of the branch's rows, or all of them."""
    names = [f"t{i:02}" for i in range(FORTY)]
    main = lakehouse.at()

    def on_all(work):
        with concurrent.futures.ThreadPoolExecutor(4) as threads:
            return list(threads.map(work, names))

    on_all(lambda name: lakehouse.table(main, name, ADA))
    audit = lakehouse.branch("audit")
    on_all(lambda name: audit.load_table(("zoo", name)).append(people(ALAN, GRACE)))
    assert on_all(lambda name: lakehouse.rows("audit", name)) == [[ADA, ALAN, GRACE]] * FORTY
    old = lakehouse.call("GET", "branches/main")["commit"]["id"]
    stop = threading.Event()
    reader = Reader(lakehouse, names)

    with concurrent.futures.ThreadPoolExecutor(4) as threads:
        reading = [threads.submit(reader.until, stop, read) for read in (reader.read_one_moment, reader.read_live) * 2]
        stop.wait(0.2)
        merged = lakehouse.call("POST", "merges", {"source": "audit"})
        stop.wait(0.2)
        stop.set()
        for each in reading:
            each.result()

    assert merged["change_count"] == FORTY
    assert reader.seen == {old: {1}, merged["head"]: {3}}
    assert on_all(lambda name: lakehouse.rows("main", name)) == [[ADA, ALAN, GRACE]] * FORTY


def test_spark_deletes_no_files_of_a_table_that_another_branch_shows(lakehouse, spark):
    lakehouse.table(lakehouse.at(), "people", ADA)
    lakehouse.branch("dev")
    dev = clients.spark_at(spark, f"{lakehouse.name}@dev")
    spark.sql(f"CREATE TABLE {dev}.zoo.own (id BIGINT) USING iceberg")

    for statement in (
        f"DROP TABLE {dev}.zoo.people PURGE",
        f"CALL {dev}.system.remove_orphan_files(table => 'zoo.people')",
        f"CALL {dev}.system.expire_snapshots(table => 'zoo.people')",
    ):
        with pytest.raises(Exception, match="GC is disabled"):
            spark.sql(statement)

    assert lakehouse.rows("main", "people") == [ADA]
    assert lakehouse.rows("dev", "people") == [ADA]
    spark.sql(f"DROP TABLE {dev}.zoo.own PURGE")
    assert not lakehouse.at("dev").table_exists(("zoo", "own"))


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

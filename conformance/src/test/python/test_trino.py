"""Trino: SQL against the catalog `m` of a Trino server, which the Maven profile `engines` starts.

It is named by MEERKAT_TRINO, such as http://127.0.0.1:8088.
"""

import os
import time
import uuid
from urllib.parse import urlparse

import pytest

import clients

if "MEERKAT_TRINO" not in os.environ:
    pytest.skip("Trino is a large download and runs with mvn verify -Pengines only", allow_module_level=True)

clients.needs("trino")

from branches import NAMES, make_branch
from tables import PEOPLE, people, rows
from trino.dbapi import connect
from trino.exceptions import TrinoQueryError, TrinoUserError


@pytest.fixture(scope="session")
def trino():
    server = urlparse(os.environ["MEERKAT_TRINO"])
    with connect(host=server.hostname, port=server.port, user="conformance", catalog="m") as connection:
        yield connection


@pytest.fixture
def sql(trino):
    """Runs one statement and returns its rows. On a busy machine Trino loses sight of its own node for some seconds."""

    def run(statement):
        for pause in [1, 2, 4, 8, 16, None]:
            try:
                cursor = trino.cursor()
                cursor.execute(statement)
                return [tuple(row) for row in cursor.fetchall()]
            except TrinoQueryError as e:
                if e.error_name != "NO_NODES_AVAILABLE" or pause is None:
                    raise
                time.sleep(pause)
        raise AssertionError("the last round returns or raises")

    return run


@pytest.fixture
def persons(sql, namespace):
    """The name of a table with two rows."""
    name = f"{namespace}.persons"
    sql(f"CREATE TABLE {name} (id BIGINT NOT NULL, name VARCHAR)")
    sql(f"INSERT INTO {name} VALUES (1, 'Ada'), (2, 'Alan')")
    return name


@pytest.fixture
def catalog_at(sql):
    """Makes a catalog of Trino that is at a branch. In a properties file its name has the escapes that Java's files have."""
    made = []

    def make(branch):
        name = f"c{uuid.uuid4().hex[:8]}"
        warehouse = f"{clients.WAREHOUSE}@{branch}".replace("'", "''")
        sql(f"""
            CREATE CATALOG {name} USING iceberg WITH (
                "iceberg.catalog.type" = 'rest',
                "iceberg.rest-catalog.uri" = '{clients.URI}',
                "iceberg.rest-catalog.warehouse" = '{warehouse}',
                "fs.hadoop.enabled" = 'true')
        """)
        made.append(name)
        return name

    yield make
    for name in made:
        sql(f"DROP CATALOG {name}")


@pytest.mark.parametrize("name", NAMES)
def test_a_branch_of_any_name_is_worked_on_as_a_catalog_of_its_own(sql, namespace, persons, catalog_at, name):
    branch = catalog_at(make_branch(name))

    sql(f"INSERT INTO {branch}.{persons} VALUES (3, 'Grace')")
    sql(f"DELETE FROM {branch}.{persons} WHERE id = 1")
    sql(f"CREATE TABLE {branch}.{namespace}.own AS SELECT * FROM {branch}.{persons}")

    assert all_of(sql, f"{branch}.{persons}") == [(2, "Alan"), (3, "Grace")]
    assert all_of(sql, f"{branch}.{namespace}.own") == [(2, "Alan"), (3, "Grace")]
    assert all_of(sql, persons) == [(1, "Ada"), (2, "Alan")]
    assert ("own",) not in sql(f"SHOW TABLES FROM {namespace}")


def all_of(sql, table):
    return sql(f"SELECT * FROM {table} ORDER BY 1")


def snapshots(sql, table):
    """The ids of a table's snapshots, oldest first."""
    schema, name = table.split(".")
    return [id for (id,) in sql(f'SELECT snapshot_id FROM {schema}."{name}$snapshots" ORDER BY committed_at')]


def test_a_schema_is_created_and_dropped(sql, namespace):
    schema = f"{namespace}_2"

    sql(f"CREATE SCHEMA {schema}")
    assert (schema,) in sql("SHOW SCHEMAS")
    sql(f"DROP SCHEMA {schema}")
    assert (schema,) not in sql("SHOW SCHEMAS")


def test_a_schema_that_is_not_empty_is_kept_unless_all_is_to_go(sql, namespace, persons):
    with pytest.raises(TrinoUserError, match="Cannot drop non-empty schema"):
        sql(f"DROP SCHEMA {namespace}")

    sql(f"DROP SCHEMA {namespace} CASCADE")
    assert (namespace,) not in sql("SHOW SCHEMAS")


def test_a_table_is_created_filled_and_read(sql, namespace, persons):
    assert all_of(sql, persons) == [(1, "Ada"), (2, "Alan")]
    assert sql(f"SHOW TABLES FROM {namespace}") == [("persons",)]


def test_a_table_is_made_in_a_schema_that_has_a_location_of_its_own(sql, catalog, namespace):
    table = catalog.create_table((namespace, "beside"), PEOPLE)
    schema = f"{namespace}_located"
    location = f"{table.location()}-schema"
    sql(f"CREATE SCHEMA {schema} WITH (location = '{location}')")
    sql(f"CREATE TABLE {schema}.numbers AS SELECT 1 AS n")

    assert sql(f"SELECT n FROM {schema}.numbers") == [(1,)]
    assert catalog.load_table((schema, "numbers")).location().startswith(f"{location}/numbers-")


def test_a_table_is_created_from_a_query_partitioned_and_sorted(sql, namespace):
    table = f"{namespace}.days"
    sql(f"""
        CREATE TABLE {table} WITH (partitioning = ARRAY['month(day)'], sorted_by = ARRAY['n']) AS
        SELECT n, DATE '2026-01-01' + n * INTERVAL '1' DAY AS day FROM UNNEST(sequence(0, 99)) AS t(n)
    """)

    assert sql(f"SELECT count(*), sum(n) FROM {table}") == [(100, 4950)]
    assert sql(f"SELECT count(*) FROM {table} WHERE day < DATE '2026-02-01'") == [(31,)]
    assert sql(f'SELECT count(*) FROM {namespace}."days$partitions"') == [(4,)]


def test_a_table_is_replaced_and_keeps_its_history(sql, persons):
    [first] = snapshots(sql, persons)[-1:]
    sql(f"CREATE OR REPLACE TABLE {persons} AS SELECT 'only this' AS text")

    assert all_of(sql, persons) == [("only this",)]
    assert first in snapshots(sql, persons)


def test_rows_are_updated_deleted_and_merged(sql, persons):
    sql(f"UPDATE {persons} SET name = 'Ada Lovelace' WHERE id = 1")
    sql(f"DELETE FROM {persons} WHERE id = 2")
    assert all_of(sql, persons) == [(1, "Ada Lovelace")]

    sql(f"""
        MERGE INTO {persons} p USING (VALUES (1, 'Countess'), (3, 'Grace')) AS news(id, name) ON p.id = news.id
        WHEN MATCHED THEN UPDATE SET name = news.name
        WHEN NOT MATCHED THEN INSERT VALUES (news.id, news.name)
    """)
    assert all_of(sql, persons) == [(1, "Countess"), (3, "Grace")]


def test_columns_are_added_renamed_widened_and_dropped(sql, persons):
    sql(f"ALTER TABLE {persons} ADD COLUMN age INTEGER")
    sql(f"ALTER TABLE {persons} RENAME COLUMN age TO years")
    sql(f"ALTER TABLE {persons} ALTER COLUMN years SET DATA TYPE BIGINT")
    sql(f"INSERT INTO {persons} VALUES (3, 'Grace', 9000000000)")
    sql(f"ALTER TABLE {persons} DROP COLUMN name")

    assert all_of(sql, persons) == [(1, None), (2, None), (3, 9000000000)]


def test_partitioning_is_changed(sql, namespace, persons):
    sql(f"ALTER TABLE {persons} SET PROPERTIES partitioning = ARRAY['bucket(id, 4)']")
    sql(f"INSERT INTO {persons} VALUES (3, 'Grace')")

    assert sql(f"SELECT name FROM {persons} WHERE id = 3") == [("Grace",)]
    assert sql(f'SELECT count(*) FROM {namespace}."persons$files" WHERE partition.id_bucket IS NOT NULL') == [(1,)]


def test_comments_are_kept(sql, namespace, persons):
    sql(f"COMMENT ON TABLE {persons} IS 'who we know'")
    sql(f"COMMENT ON COLUMN {persons}.name IS 'as they sign'")

    assert "COMMENT 'who we know'" in sql(f"SHOW CREATE TABLE {persons}")[0][0]
    assert ("name", "varchar", "", "as they sign") in sql(f"DESCRIBE {persons}")


def test_statistics_are_gathered(sql, persons):
    sql(f"ANALYZE {persons}")

    distinct = {row[0]: row[2] for row in sql(f"SHOW STATS FOR {persons}")}
    assert (distinct["id"], distinct["name"]) == (2.0, 2.0)


def test_snapshots_are_listed_and_travelled_to(sql, namespace, persons):
    sql(f"DELETE FROM {persons} WHERE id = 1")
    *_, filled, emptier = snapshots(sql, persons)
    [(written,)] = sql(f"""
        SELECT to_iso8601(committed_at) FROM {namespace}."persons$snapshots" WHERE snapshot_id = {filled}
    """)

    assert all_of(sql, f"{persons} FOR VERSION AS OF {filled}") == [(1, "Ada"), (2, "Alan")]
    assert all_of(sql, f"{persons} FOR VERSION AS OF {emptier}") == [(2, "Alan")]
    at = f"from_iso8601_timestamp('{written}')"
    assert all_of(sql, f"{persons} FOR TIMESTAMP AS OF {at}") == [(1, "Ada"), (2, "Alan")]


def test_a_table_is_rolled_back(sql, persons):
    [filled] = snapshots(sql, persons)[-1:]
    sql(f"DELETE FROM {persons}")

    sql(f"ALTER TABLE {persons} EXECUTE rollback_to_snapshot({filled})")
    assert all_of(sql, persons) == [(1, "Ada"), (2, "Alan")]


def test_small_files_are_joined_and_old_snapshots_expire(sql, namespace, persons):
    sql(f"INSERT INTO {persons} VALUES (3, 'Grace')")
    sql(f"ALTER TABLE {persons} EXECUTE optimize")
    assert sql(f'SELECT count(*) FROM {namespace}."persons$files"') == [(1,)]

    # Younger than a week by far, so all of them stay: Trino refuses to go below.
    before = snapshots(sql, persons)
    sql(f"ALTER TABLE {persons} EXECUTE expire_snapshots(retention_threshold => '7d')")
    assert snapshots(sql, persons) == before
    assert len(all_of(sql, persons)) == 3


def test_a_view_is_created_replaced_renamed_and_dropped(sql, namespace, persons):
    view = f"{namespace}.names"
    sql(f"CREATE VIEW {view} AS SELECT name FROM {persons}")
    assert all_of(sql, view) == [("Ada",), ("Alan",)]
    with pytest.raises(TrinoUserError, match="already exists"):
        sql(f"CREATE VIEW {view} AS SELECT 1 AS one")

    sql(f"CREATE OR REPLACE VIEW {view} AS SELECT upper(name) AS name FROM {persons}")
    assert all_of(sql, view) == [("ADA",), ("ALAN",)]

    sql(f"ALTER VIEW {view} RENAME TO {namespace}.loud")
    assert sql(f"SHOW TABLES FROM {namespace} LIKE 'loud'") == [("loud",)]
    sql(f"DROP VIEW {namespace}.loud")
    assert sql(f"SHOW TABLES FROM {namespace}") == [("persons",)]


def test_a_table_is_renamed_across_schemas_and_dropped(sql, catalog, namespace, persons):
    sql(f"CREATE SCHEMA {namespace}_2")
    sql(f"ALTER TABLE {persons} RENAME TO {namespace}_2.people")
    assert all_of(sql, f"{namespace}_2.people") == [(1, "Ada"), (2, "Alan")]

    sql(f"CREATE TABLE {persons} AS SELECT 7 AS id")
    assert all_of(sql, persons) == [(7,)]

    sql(f"DROP TABLE {namespace}_2.people")
    assert catalog.list_tables(f"{namespace}_2") == []


@pytest.mark.parametrize("odd", ["with space", "plus+plus", "100%", "it's quoted", "größe 東京"])
def test_odd_names_work(sql, namespace, odd):
    schema = f'"{namespace} {odd}"'
    sql(f"CREATE SCHEMA {schema}")
    sql(f'CREATE TABLE {schema}."{odd}" AS SELECT 1 AS "{odd}"')
    sql(f'INSERT INTO {schema}."{odd}" VALUES (2)')

    assert sql(f'SELECT "{odd}" FROM {schema}."{odd}" ORDER BY 1') == [(1,), (2,)]
    sql(f'DROP TABLE {schema}."{odd}"')
    sql(f"DROP SCHEMA {schema}")


def test_a_table_that_pyiceberg_made_is_read_and_written(sql, catalog, namespace):
    table = catalog.create_table((namespace, "people"), PEOPLE)
    table.append(people((1, "Ada, by PyIceberg"), (2, "Alan, by PyIceberg")))
    name = f"{namespace}.people"
    assert all_of(sql, name) == [(1, "Ada, by PyIceberg"), (2, "Alan, by PyIceberg")]

    sql(f"INSERT INTO {name} VALUES (3, 'Grace, by Trino')")
    sql(f"UPDATE {name} SET name = 'Ada, by Trino' WHERE id = 1")
    expected = [(1, "Ada, by Trino"), (2, "Alan, by PyIceberg"), (3, "Grace, by Trino")]
    assert rows(catalog.load_table((namespace, "people"))) == expected

    catalog.load_table((namespace, "people")).append(people((4, "Mary, by PyIceberg")))
    assert all_of(sql, name) == [*expected, (4, "Mary, by PyIceberg")]


def test_four_clients_take_turns_on_one_table(request, sql, catalog, namespace):
    for module in ("pyspark", "duckdb"):
        clients.needs(module)
    spark, duckdb = (request.getfixturevalue(client) for client in ("spark", "duckdb"))
    name = f"{namespace}.turns"
    written = []

    def everyone_sees(row):
        written.append(row)
        select = "SELECT id, name FROM {} ORDER BY id"
        assert rows(catalog.load_table((namespace, "turns"))) == written, "PyIceberg"
        assert [tuple(row) for row in spark.sql(select.format(f"m.{name}")).collect()] == written, "Spark"
        assert duckdb.execute(select.format(f"m.{name}")).fetchall() == written, "DuckDB"
        assert sql(select.format(name)) == written, "Trino"

    sql(f"CREATE TABLE {name} (id BIGINT NOT NULL, name VARCHAR)")
    sql(f"INSERT INTO {name} VALUES (1, 'by Trino')")
    everyone_sees((1, "by Trino"))
    spark.sql(f"INSERT INTO m.{name} VALUES (2, 'by Spark')").collect()
    everyone_sees((2, "by Spark"))
    duckdb.execute(f"INSERT INTO m.{name} VALUES (3, 'by DuckDB')")
    everyone_sees((3, "by DuckDB"))
    catalog.load_table((namespace, "turns")).append(people((4, "by PyIceberg")))
    everyone_sees((4, "by PyIceberg"))
    sql(f"INSERT INTO {name} VALUES (5, 'by Trino again')")
    everyone_sees((5, "by Trino again"))

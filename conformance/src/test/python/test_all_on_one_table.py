"""PyIceberg, Spark and DuckDB take turns on one table: each reads what the others wrote, and goes on from there."""

import clients

for module in ("pyiceberg", "pyspark", "duckdb"):
    clients.needs(module)

import pyarrow as pa
import pytest
from pyiceberg.types import IntegerType
from tables import people, rows


@pytest.fixture
def sql(spark):
    return lambda statement: spark.sql(statement).collect()


@pytest.fixture
def everyone_sees(catalog, sql, duckdb, namespace):
    """Asserts that all three clients read these rows from the table."""

    def check(table, expected, columns="id, name"):
        select = f"SELECT {columns} FROM {{}}.{namespace}.{table} ORDER BY id"
        assert [tuple(row) for row in sql(select.format("m"))] == expected, "Spark"
        assert duckdb.execute(select.format("m")).fetchall() == expected, "DuckDB"
        selected = tuple(column.strip() for column in columns.split(","))
        assert rows(catalog.load_table((namespace, table)), selected_fields=selected) == expected, "PyIceberg"

    return check


def test_three_clients_take_turns(catalog, sql, duckdb, namespace, everyone_sees):
    name = f"m.{namespace}.people"
    sql(f"CREATE TABLE {name} (id BIGINT NOT NULL, name STRING) USING iceberg")
    sql(f"INSERT INTO {name} VALUES (1, 'Ada, by Spark')")
    everyone_sees("people", [(1, "Ada, by Spark")])

    catalog.load_table((namespace, "people")).append(people((2, "Alan, by PyIceberg")))
    everyone_sees("people", [(1, "Ada, by Spark"), (2, "Alan, by PyIceberg")])

    duckdb.execute(f"INSERT INTO {name} VALUES (3, 'Grace, by DuckDB')")
    everyone_sees("people", [(1, "Ada, by Spark"), (2, "Alan, by PyIceberg"), (3, "Grace, by DuckDB")])

    duckdb.execute(f"DELETE FROM {name} WHERE id = 1")
    sql(f"UPDATE {name} SET name = 'Alan, by Spark' WHERE id = 2")
    catalog.load_table((namespace, "people")).upsert(people((3, "Grace, by PyIceberg"), (4, "Mary")), join_cols=["id"])
    everyone_sees("people", [(2, "Alan, by Spark"), (3, "Grace, by PyIceberg"), (4, "Mary")])

    sql(f"MERGE INTO {name} p USING (SELECT 4 AS id) gone ON p.id = gone.id WHEN MATCHED THEN DELETE")
    everyone_sees("people", [(2, "Alan, by Spark"), (3, "Grace, by PyIceberg")])


def test_each_client_evolves_the_schema_for_the_others(catalog, sql, duckdb, namespace, everyone_sees):
    name = f"m.{namespace}.people"
    catalog.create_table((namespace, "people"), pa.schema([("id", pa.int64()), ("name", pa.string())]))
    duckdb.execute(f"INSERT INTO {name} VALUES (1, 'Ada')")

    with catalog.load_table((namespace, "people")).update_schema() as update:
        update.add_column("by_pyiceberg", IntegerType())
    sql(f"ALTER TABLE {name} ADD COLUMN by_spark INT")
    duckdb.execute(f"ALTER TABLE {name} ADD COLUMN by_duckdb INTEGER")
    sql(f"INSERT INTO {name} VALUES (2, 'Alan', 10, 20, 30)")
    everyone_sees("people", [(1, None, None, None), (2, 10, 20, 30)], columns="id, by_pyiceberg, by_spark, by_duckdb")

    sql(f"ALTER TABLE {name} RENAME COLUMN by_spark TO renamed_by_spark")
    everyone_sees("people", [(1, None), (2, 20)], columns="id, renamed_by_spark")
    assert sorted(catalog.load_table((namespace, "people")).schema().field_ids) == [1, 2, 3, 4, 5]


def test_each_client_travels_to_snapshots_the_others_made(catalog, sql, duckdb, namespace):
    name = f"m.{namespace}.people"
    duckdb.execute(f"CREATE TABLE {name} (id BIGINT, name VARCHAR)")
    duckdb.execute(f"INSERT INTO {name} VALUES (1, 'Ada')")
    sql(f"INSERT INTO {name} VALUES (2, 'Alan')")
    table = catalog.load_table((namespace, "people"))
    first, second = (snapshot.snapshot_id for snapshot in table.snapshots())
    table.manage_snapshots().create_tag(first, "start").commit()
    sql(f"DELETE FROM {name} WHERE id = 1")

    assert [row.id for row in sql(f"SELECT id FROM {name} VERSION AS OF 'start'")] == [1]
    assert duckdb.execute(f"SELECT id FROM {name} AT (VERSION => {second}) ORDER BY id").fetchall() == [(1,), (2,)]
    assert rows(catalog.load_table((namespace, "people")), ref="start") == [(1, "Ada")]

    sql(f"CALL m.system.rollback_to_snapshot('{name}', {second})")
    assert duckdb.execute(f"SELECT count(*) FROM {name}").fetchall() == [(2,)]


def test_a_table_of_version_3_is_shared_by_spark_and_duckdb(catalog, sql, duckdb, namespace):
    name = f"m.{namespace}.v3"
    duckdb.execute(f"CREATE TABLE {name} (id BIGINT, state VARCHAR DEFAULT 'new') WITH ('format-version' = '3')")
    duckdb.execute(f"INSERT INTO {name} (id) VALUES (1), (2)")
    sql(f"INSERT INTO {name} VALUES (3, 'by Spark')")
    duckdb.execute(f"DELETE FROM {name} WHERE id = 2")
    sql(f"UPDATE {name} SET state = 'done' WHERE id = 1")

    expected = [(1, "done"), (3, "by Spark")]
    assert [tuple(row) for row in sql(f"SELECT * FROM {name} ORDER BY id")] == expected
    assert duckdb.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() == expected
    row_ids = [row[0] for row in sql(f"SELECT _row_id FROM {name}")]
    assert None not in row_ids and len(set(row_ids)) == 2
    assert catalog.load_table((namespace, "v3")).metadata.next_row_id >= 3


def test_a_view_of_spark_is_known_to_pyiceberg(catalog, sql, namespace):
    sql(f"CREATE VIEW m.{namespace}.one AS SELECT 1 AS id")

    assert catalog.list_views(namespace) == [(namespace, "one")]
    assert catalog.load_view((namespace, "one")).sql_for("spark").sql == "SELECT 1 AS id"
    catalog.drop_view((namespace, "one"))
    assert sql(f"SHOW VIEWS IN m.{namespace}") == []

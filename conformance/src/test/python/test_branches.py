"""PyIceberg, Spark and DuckDB on a branch, each by nothing but the name of its warehouse, whatever the branch is called."""

import json
import urllib.error
import uuid

import clients

for module in ("pyiceberg", "pyspark", "duckdb"):
    clients.needs(module)

import pytest
from branches import NAMES, make_branch, under_test
from pyiceberg.catalog.rest import RestCatalog
from pyiceberg.exceptions import NoSuchTableError
from tables import ADA, ALAN, GRACE, PEOPLE, people, rows

CATALOG = clients.WAREHOUSE


@pytest.mark.parametrize("name", NAMES)
def test_every_client_works_on_a_branch_of_any_name(catalog, spark, duckdb, namespace, name):
    table = catalog.create_table((namespace, "people"), PEOPLE)
    table.append(people(ADA))
    branch = make_branch(name)
    warehouse = f"{CATALOG}@{branch}"

    on_branch = RestCatalog("branch", uri=clients.URI, warehouse=warehouse)
    on_branch.load_table((namespace, "people")).append(people(ALAN))
    in_spark = clients.spark_at(spark, warehouse)
    spark.sql(f"INSERT INTO {in_spark}.{namespace}.people VALUES (3, 'Grace')")
    clients.attach(duckdb, warehouse, "b")
    duckdb.execute(f"DELETE FROM b.{namespace}.people WHERE id = 1")

    assert rows(on_branch.load_table((namespace, "people"))) == [ALAN, GRACE]
    select = f"SELECT id, name FROM {{}}.{namespace}.people ORDER BY id"
    assert [tuple(row) for row in spark.sql(select.format(in_spark)).collect()] == [ALAN, GRACE]
    assert duckdb.execute(select.format("b")).fetchall() == [ALAN, GRACE]
    assert rows(catalog.load_table((namespace, "people"))) == [ADA]


def test_a_tag_is_read_and_not_written(catalog, namespace):
    table = catalog.create_table((namespace, "people"), PEOPLE)
    table.append(people(ADA))
    tag = f"v-{uuid.uuid4().hex[:8]}"
    under_test.call("POST", "tags", {"name": tag})
    table.append(people(ALAN))
    catalog.drop_table((namespace, "people"))

    tagged = RestCatalog("tag", uri=clients.URI, warehouse=f"{CATALOG}@{tag}")
    assert rows(tagged.load_table((namespace, "people"))) == [ADA]
    with pytest.raises(Exception, match="tag"):
        tagged.load_table((namespace, "people")).append(people(GRACE))
    with pytest.raises(NoSuchTableError):
        catalog.load_table((namespace, "people"))


@pytest.mark.parametrize("name", ["a b", "a?b", "a\\b", "a..b", "a^b", "a:b", "-a", "@", "a.lock"])
def test_a_name_that_git_refuses_is_refused(name):
    with pytest.raises(urllib.error.HTTPError) as refused:
        under_test.call("POST", "branches", {"name": name})
    assert refused.value.code == 400
    assert name in json.load(refused.value)["detail"]

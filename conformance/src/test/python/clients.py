"""How each client connects to the server under test."""

import importlib
import os
import re
import shutil
import uuid
from pathlib import Path

import pytest

URI = os.environ.get("MEERKAT_URI", "http://127.0.0.1:8080")
WAREHOUSE = os.environ.get("MEERKAT_WAREHOUSE", "default")
TARGET = Path(__file__).parents[3] / "target"


def needs(module):
    """The client's module, or a visible skip where it is not installed; with CI=true its absence is a failure."""
    if os.environ.get("CI") == "true":
        return importlib.import_module(module)
    return pytest.importorskip(module)


def pyiceberg_catalog(**properties):
    from pyiceberg.catalog.rest import RestCatalog

    return RestCatalog("meerkat", uri=URI, warehouse=WAREHOUSE, **properties)


def duckdb_connection(warehouse=WAREHOUSE):
    """DuckDB with a catalog attached as `m`. Its extensions come as Python packages, not from its own registry."""
    import duckdb
    from duckdb_extensions import import_extension

    connection = duckdb.connect()
    for extension in ("httpfs", "avro", "iceberg"):
        import_extension(extension)
        connection.execute(f"LOAD {extension}")
    attach(connection, warehouse, "m")
    return connection


def attach(connection, warehouse, name):
    """Gives DuckDB a catalog under a name."""
    quoted = warehouse.replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS {name} (TYPE ICEBERG, ENDPOINT '{URI}', AUTHORIZATION_TYPE 'none')")


def spark_session():
    """Spark with the catalog as its default one, under the name `m`."""
    os.environ["JAVA_HOME"] = str(java_home_for_spark())
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    from pyspark.sql import SparkSession

    settings = {
        "spark.jars": spark_runtime(),
        "spark.driver.memory": "1g",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.warehouse.dir": TARGET / "spark" / "warehouse",
        "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        "spark.sql.defaultCatalog": "m",
        "spark.sql.catalog.m": "org.apache.iceberg.spark.SparkCatalog",
        "spark.sql.catalog.m.type": "rest",
        "spark.sql.catalog.m.uri": URI,
        "spark.sql.catalog.m.warehouse": WAREHOUSE,
        # Other clients change the same tables: Spark must ask the server each time.
        "spark.sql.catalog.m.cache-enabled": "false",
    }
    builder = SparkSession.builder.master("local[2]").appName("meerkat-conformance")
    for key, value in settings.items():
        builder = builder.config(key, str(value))
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    return session


def spark_at(session, warehouse):
    """The name, new in this Spark, of a catalog that is at this warehouse."""
    name = "c" + uuid.uuid4().hex[:8]
    for key, value in {
        "": "org.apache.iceberg.spark.SparkCatalog",
        ".type": "rest",
        ".uri": URI,
        ".warehouse": warehouse,
        ".cache-enabled": "false",
    }.items():
        session.conf.set(f"spark.sql.catalog.{name}{key}", value)
    return name


def spark_runtime():
    """The one jar of Iceberg for Spark, which Maven puts into target/spark."""
    jars = sorted((TARGET / "spark").glob("iceberg-spark-runtime-*.jar"))
    if len(jars) == 1:
        return jars[0]
    absent(f"one iceberg-spark-runtime-*.jar in {TARGET / 'spark'}, found {len(jars)}; see README.md")


def java_home_for_spark():
    """Spark 4.0 runs on Java 17 to 21, also where Java 25 is what JAVA_HOME names."""
    on_path = Path(shutil.which("java") or "/nowhere/bin/java").resolve().parents[1]
    homes = [Path(os.environ.get("JAVA_HOME", "/nowhere")), on_path]
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    homes += sorted(Path("/Library/Java/JavaVirtualMachines").glob("*/Contents/Home"))
    for home in homes:
        if (home / "release").is_file() and (home / "bin" / "java").exists():
            major = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text())
            if major and 17 <= int(major[1]) <= 21:
                return home
    absent("a Java between 17 and 21 for Spark; looked at JAVA_HOME, the PATH, and where systems keep their JDKs")


def absent(what):
    (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"needs {what}")

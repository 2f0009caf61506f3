package io.meerkat.api.server;

/** What a started server prints: where it is, and what to paste into a client. */
final class Greeting {
    private Greeting() {}

    static String text(String url) {
        return """

                Meerkat is ready at %1$s

                PyIceberg:
                    from pyiceberg.catalog import load_catalog
                    catalog = load_catalog("meerkat", type="rest", uri="%1$s", warehouse="default")

                Spark SQL:
                    spark-sql --packages org.apache.iceberg:iceberg-spark-runtime-4.0_2.13:1.11.0 \\
                      --conf spark.sql.extensions=org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions \\
                      --conf spark.sql.catalog.meerkat=org.apache.iceberg.spark.SparkCatalog \\
                      --conf spark.sql.catalog.meerkat.type=rest \\
                      --conf spark.sql.catalog.meerkat.uri=%1$s \\
                      --conf spark.sql.catalog.meerkat.warehouse=default

                DuckDB:
                    INSTALL iceberg; LOAD iceberg;
                    ATTACH 'default' AS meerkat (TYPE ICEBERG, ENDPOINT '%1$s', AUTHORIZATION_TYPE 'none');

                Trino (etc/catalog/meerkat.properties):
                    connector.name=iceberg
                    iceberg.catalog.type=rest
                    iceberg.rest-catalog.uri=%1$s
                    iceberg.rest-catalog.warehouse=default
                    fs.hadoop.enabled=true

                There is no authentication: whoever reaches this port on this machine may do everything.

                """.formatted(url);
    }
}

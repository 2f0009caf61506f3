package io.meerkat.benchmark.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Properties;

/** The catalogs that can be started. */
enum PeerKind {
    /** As it was built here. */
    MEERKAT("meerkat") {
        @Override
        Launch launch(Stage stage, PeerDatabase database, int port) throws IOException {
            var folder = stage.folder("meerkat");
            // A build replaces the jar, and a server loads classes from its own as long as it runs.
            var jar = Files.copy(stage.options().jar(), folder.resolve("meerkat.jar"));
            var command = new ArrayList<>(List.of(
                    stage.java(),
                    stage.heap(),
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-jar",
                    jar.toString(),
                    "serve",
                    "--port",
                    Integer.toString(port),
                    "--data",
                    folder.resolve("data").toString(),
                    "--warehouse",
                    stage.warehouse("meerkat")));
            command.addAll(stage.extra("meerkat"));
            var environment = new HashMap<>(stage.storeVariables());
            environment.put("MEERKAT_DATABASE", database.urlWithPassword());
            return new Launch(command, environment, "", "default");
        }
    },

    /** Iceberg's own REST catalog over its JDBC catalog, with a connection to the database for each client. */
    FIXTURE("fixture") {
        @Override
        Launch launch(Stage stage, PeerDatabase database, int port) throws IOException {
            var properties = new Properties();
            properties.setProperty("uri", database.url());
            properties.setProperty("jdbc.user", database.user());
            properties.setProperty("jdbc.password", database.password());
            properties.setProperty("jdbc.schema-version", "V1");
            properties.setProperty("clients", Integer.toString(stage.connections()));
            properties.setProperty("warehouse", stage.warehouse("fixture"));
            properties.setProperty("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
            properties.setProperty("s3.endpoint", stage.store().toString());
            properties.setProperty("s3.path-style-access", "true");
            properties.setProperty("s3.access-key-id", Stage.ACCESS_KEY);
            properties.setProperty("s3.secret-access-key", Stage.SECRET_KEY);
            properties.setProperty("client.region", Stage.REGION);
            var file = stage.folder("fixture").resolve("catalog.properties");
            try (var out = Files.newOutputStream(file)) {
                properties.store(out, null);
            }
            return new Launch(
                    List.of(
                            stage.java(),
                            stage.heap(),
                            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                            "-cp",
                            stage.artifacts().fixtureClassPath(),
                            "io.meerkat.peers.FixtureServer",
                            Integer.toString(port),
                            file.toString()),
                    stage.storeVariables(),
                    "",
                    "");
        }
    },

    /** The server as it is released, with its newer JDBC store. */
    NESSIE("nessie") {
        @Override
        Launch launch(Stage stage, PeerDatabase database, int port) {
            var s3 = "nessie.catalog.service.s3.default-options.";
            var settings = List.of(
                    "quarkus.http.host=127.0.0.1",
                    "quarkus.http.port=" + port,
                    "quarkus.management.host=127.0.0.1",
                    "quarkus.management.port=0",
                    "quarkus.log.level=WARN",
                    "quarkus.http.access-log.enabled=false",
                    "quarkus.otel.sdk.disabled=true",
                    "nessie.version.store.type=JDBC2",
                    "nessie.version.store.persist.jdbc.datasource=postgresql",
                    "quarkus.datasource.postgresql.jdbc.url=" + database.url(),
                    "quarkus.datasource.postgresql.username=" + database.user(),
                    "nessie.catalog.default-warehouse=warehouse",
                    "nessie.catalog.warehouses.warehouse.location=" + stage.warehouse("nessie"),
                    s3 + "endpoint=" + stage.store(),
                    s3 + "path-style-access=true",
                    s3 + "region=" + Stage.REGION,
                    s3 + "access-key=urn:nessie-secret:quarkus:bench.store",
                    "bench.store.name=" + Stage.ACCESS_KEY,
                    "bench.store.secret=" + Stage.SECRET_KEY);
            var command = new ArrayList<>(List.of(stage.java(), stage.heap()));
            settings.forEach(setting -> command.add("-D" + setting));
            command.addAll(stage.extra("nessie"));
            command.addAll(List.of("-jar", stage.artifacts().nessie().toString()));
            var environment = new HashMap<>(stage.storeVariables());
            environment.put("QUARKUS_DATASOURCE_POSTGRESQL_PASSWORD", database.password());
            return new Launch(command, environment, "/iceberg", "");
        }
    };

    private final String word;

    PeerKind(String word) {
        this.word = word;
    }

    abstract Launch launch(Stage stage, PeerDatabase database, int port) throws IOException;

    String word() {
        return word;
    }

    static PeerKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no peer " + word));
    }

    static List<String> words() {
        return Arrays.stream(values()).map(PeerKind::word).toList();
    }
}

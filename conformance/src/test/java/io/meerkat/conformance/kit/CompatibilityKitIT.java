package io.meerkat.conformance.kit;

import io.meerkat.conformance.server.FreshServer;
import java.util.List;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.rest.RESTCompatibilityKitCatalogTests;
import org.apache.iceberg.rest.RESTCompatibilityKitViewCatalogTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit's tables and views, on one server and a fresh data folder, {@code target/kit}, that is left for a look. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class CompatibilityKitIT {
    private static final List<String> ABILITIES =
            List.of("requires-namespace-create", "supports-names-with-dot", "supports-variant");

    @RegisterExtension
    static final KitCoverage COVERAGE = KitCoverage.atLeast(151);

    // The kit itself names locations under /tmp.
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.orGiven("kit", "--allow-location", "file:/tmp");

    @BeforeAll
    static void tellTheKitItsServer() {
        System.setProperty("uri", SERVER.uri().toString());
        System.setProperty("warehouse", "default");
        // The one spelling or the other is read, by the place that asks.
        for (var ability : ABILITIES) {
            System.setProperty(ability, "true");
            System.setProperty("rck." + ability, "true");
        }
    }

    // First: the suite of views leaves a namespace behind, and the one of tables refuses to start beside it.
    @Order(1)
    @Nested
    class Tables extends RESTCompatibilityKitCatalogTests {
        // The kit takes these two abilities for absent and would skip their four tests.
        @Override
        protected boolean supportsNestedNamespaces() {
            return true;
        }

        @Override
        protected boolean supportsNamesWithSlashes() {
            return true;
        }

        // The kit cleans up the namespaces that it knows of, and two of its tests of nested ones use the same names.
        @AfterEach
        void dropWhatTheTestLeft() {
            catalog().listNamespaces().stream()
                    .filter(namespace -> !namespace.equals(Namespace.of("default")))
                    .forEach(this::dropWithAllBelow);
        }

        private void dropWithAllBelow(Namespace namespace) {
            catalog().listNamespaces(namespace).forEach(this::dropWithAllBelow);
            catalog().listTables(namespace).forEach(table -> catalog().dropTable(table, false));
            catalog().dropNamespace(namespace);
        }
    }

    @Order(2)
    @Nested
    class Views extends RESTCompatibilityKitViewCatalogTests {}
}

package io.meerkat.conformance.kit;

import io.meerkat.conformance.server.FreshServer;
import org.apache.iceberg.rest.RESTCompatibilityKitViewCatalogTests;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The kit's tables and views, on one server and a fresh data folder, {@code target/kit}, that is left for a look. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class CompatibilityKitIT {
    @RegisterExtension
    static final KitCoverage COVERAGE = KitCoverage.atLeast(KitSettings.PASSED_MIN);

    // The kit itself names locations under /tmp.
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.orGiven("kit", "--allow-location", "file:/tmp");

    @BeforeAll
    static void tellTheKitItsServer() {
        KitSettings.tell(SERVER.uri(), "default");
    }

    // First: the suite of views leaves a namespace behind, and the one of tables refuses to start beside it.
    @Order(1)
    @Nested
    class Tables extends KitTables {}

    @Order(2)
    @Nested
    class Views extends RESTCompatibilityKitViewCatalogTests {}
}

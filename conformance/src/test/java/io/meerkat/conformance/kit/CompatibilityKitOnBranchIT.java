package io.meerkat.conformance.kit;

import io.meerkat.conformance.rest.RestClient;
import io.meerkat.conformance.server.FreshServer;
import org.apache.iceberg.rest.RESTCompatibilityKitViewCatalogTests;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on a branch: to a client it is a warehouse like any other. */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class CompatibilityKitOnBranchIT {
    @RegisterExtension
    static final KitCoverage COVERAGE = KitCoverage.atLeast(KitSettings.PASSED_MIN);

    // The kit itself names locations under /tmp.
    @RegisterExtension
    private static final FreshServer SERVER = FreshServer.in("kit-branch", "--allow-location", "file:/tmp");

    @BeforeAll
    static void tellTheKitItsServer() {
        try (var client = new RestClient(SERVER.uri())) {
            client.mustPost("/api/v2/catalogs/default/branches", "{\"name\":\"dev\"}");
        }
        KitSettings.tell(SERVER.uri(), "default@dev");
    }

    // First: the suite of views leaves a namespace behind, and the one of tables refuses to start beside it.
    @Order(1)
    @Nested
    class Tables extends KitTables {}

    @Order(2)
    @Nested
    class Views extends RESTCompatibilityKitViewCatalogTests {}
}

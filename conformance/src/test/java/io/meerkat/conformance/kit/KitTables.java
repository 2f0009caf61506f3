package io.meerkat.conformance.kit;

import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.rest.RESTCompatibilityKitCatalogTests;
import org.junit.jupiter.api.AfterEach;

/** The kit's tests of tables, with the abilities that it takes for absent, and would skip the four tests of. */
abstract class KitTables extends RESTCompatibilityKitCatalogTests {
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

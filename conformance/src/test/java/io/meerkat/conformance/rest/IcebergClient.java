package io.meerkat.conformance.rest;

import java.net.URI;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.rest.RESTCatalog;

/** Iceberg's own client, on the catalog {@code default}. */
public final class IcebergClient {
    private IcebergClient() {}

    public static RESTCatalog of(URI server) {
        var catalog = new RESTCatalog();
        catalog.setConf(new Configuration());
        catalog.initialize("meerkat", Map.of("uri", server.toString(), "warehouse", "default"));
        return catalog;
    }
}

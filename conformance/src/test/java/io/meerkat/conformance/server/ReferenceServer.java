package io.meerkat.conformance.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.rest.RESTCatalogAdapter;
import org.apache.iceberg.rest.RESTCatalogServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * Iceberg's own REST catalog, as its test fixtures assemble it, but on loopback. It shows whether a red test speaks of
 * Meerkat or of the test. Arguments: port, warehouse directory.
 */
public final class ReferenceServer {
    private ReferenceServer() {}

    public static void main(String[] arguments) throws Exception {
        var port = Integer.parseInt(arguments[0]);
        var warehouse = Path.of(arguments[1]).toAbsolutePath().normalize();

        var catalog = CatalogUtil.buildIcebergCatalog(
                "reference",
                Map.of(
                        CatalogProperties.CATALOG_IMPL,
                        JdbcCatalog.class.getName(),
                        CatalogProperties.URI,
                        "jdbc:sqlite::memory:",
                        // Each connection has a database in memory of its own, so there may be one only.
                        CatalogProperties.CLIENT_POOL_SIZE,
                        "1",
                        CatalogProperties.WAREHOUSE_LOCATION,
                        "file://" + warehouse,
                        "jdbc.schema-version",
                        "V1"),
                new Configuration());

        var context = new ServletContextHandler(ServletContextHandler.NO_SESSIONS);
        context.addServlet(new ServletHolder(new RESTCatalogServlet(new RESTCatalogAdapter(catalog))), "/*");
        var server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(context);
        server.start();
        server.join();
    }
}

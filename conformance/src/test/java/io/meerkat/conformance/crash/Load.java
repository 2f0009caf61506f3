package io.meerkat.conformance.crash;

import io.meerkat.conformance.rest.Bodies;
import io.meerkat.conformance.rest.RestClient;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Eight writers at work on one namespace. */
public final class Load {
    private static final int HTTP_WRITERS = 5;
    private static final int ICEBERG_WRITERS = 2;

    private Load() {}

    /**
     * Makes the namespace and its first tables, and lets the writers go. Those with a library of their own stay at one of
     * the servers; the others send each request, repeated ones too, to the next.
     */
    public static Writers start(List<URI> servers, String namespace, String round, Random random, Ledger ledger) {
        try (var client = new RestClient(servers.getFirst())) {
            client.mustPost("/v1/namespaces", Bodies.namespace(namespace));
            var tables = "/v1/namespaces/%s/tables".formatted(namespace);
            HttpWriter.SHARED_TABLES.forEach(name -> client.mustPost(tables, Bodies.table(name, "shared")));
            client.mustPost(tables, Bodies.table(IcebergWriter.TABLE, "shared"));
            client.mustPost(tables, PyIcebergWriter.NEW_TABLE);
        }
        var load = new Writers();
        for (int i = 0; i < HTTP_WRITERS; i++) {
            load.add(new HttpWriter(
                    oneAfterAnother(servers),
                    namespace,
                    Tags.of(round, "http" + i),
                    new Random(random.nextLong()),
                    ledger));
        }
        for (int i = 0; i < ICEBERG_WRITERS; i++) {
            load.add(new IcebergWriter(
                    servers.get(i % servers.size()), namespace, Tags.of(round, "iceberg" + i), ledger));
        }
        load.add(new PyIcebergWriter(servers.getLast(), namespace, Tags.prefix(round, "python0"), ledger));
        return load;
    }

    private static Supplier<URI> oneAfterAnother(List<URI> servers) {
        var next = new AtomicInteger();
        return () -> servers.get(next.getAndIncrement() % servers.size());
    }
}

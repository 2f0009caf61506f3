package io.meerkat.conformance.crash.story;

import io.meerkat.conformance.crash.Writers;
import io.meerkat.conformance.rest.Bodies;
import io.meerkat.conformance.rest.RestClient;
import java.net.URI;
import java.util.List;
import java.util.Random;

/** Writers of stories at work on the branches of one catalog. */
public final class StoryLoad {
    private StoryLoad() {}

    /** Makes the catalog and its tables, and lets the writers go, each at the next of the servers. */
    public static Writers start(List<URI> servers, String catalog, int writers, Random random, Stories stories) {
        try (var client = new RestClient(servers.getFirst())) {
            client.mustPost("/api/v1/catalogs", "{\"name\":%s}".formatted(Bodies.quoted(catalog)));
            var tables = new Refs(client, catalog).tables("main");
            StoryWriter.SHARED_TABLES.forEach(table -> client.mustPost(tables, Bodies.table(table, "shared")));
            for (int i = 0; i < writers; i++) {
                client.mustPost(tables, Bodies.table(StoryWriter.ownTable(i), "shared"));
            }
        }
        var load = new Writers();
        for (int i = 0; i < writers; i++) {
            var client = new RestClient(servers.get(i % servers.size()));
            load.add(new StoryWriter(client, catalog, i, new Random(random.nextLong()), stories));
        }
        return load;
    }
}

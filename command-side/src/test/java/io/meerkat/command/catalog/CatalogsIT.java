package io.meerkat.command.catalog;

import static io.meerkat.command.Requests.createNamespace;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Node;
import io.meerkat.command.Requests;
import io.meerkat.model.CatalogName;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.catalog.CatalogTable;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CatalogsIT {
    private final Node node = new Node(TestDatabase.freshSource());

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aCatalogBeginsWithARootCommitAndOneNamespace() {
        var catalog = node.createCatalog("sales");

        var log = node.log(catalog);
        assertThat(log).hasSize(2);
        assertThat(log.getLast().commit().parents()).isEmpty();
        assertThat(log.getFirst().commit().parents())
                .containsExactly(log.getLast().id());
        assertThat(node.commit(catalog, createNamespace("default", "inner"))).isInstanceOf(Committed.class);
    }

    @Test
    void aNameIsGivenOnceAtATimeAndAnewAfterADrop() {
        var first = node.createCatalog("sales");
        assertThat(create("sales")).isEmpty();

        node.catalogs().drop(first, Requests.ACTOR);
        var second = create("sales").orElseThrow();
        assertThat(second.catalog()).isNotEqualTo(first.catalog());
        assertThat(new CatalogTable(node.database()).list(Node.TENANT)).containsExactly(second);
    }

    @Test
    void aNameWantedByManyAtOnceIsGivenToOne() throws ExecutionException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var wanted = Stream.generate(() -> threads.submit(() -> create("sales")))
                    .limit(8)
                    .toList();
            int given = 0;
            for (var each : wanted) {
                given += each.get().isPresent() ? 1 : 0;
            }
            assertThat(given).isEqualTo(1);
        }
    }

    private Optional<CatalogRow> create(String name) {
        return node.catalogs()
                .create(Node.TENANT, new CatalogName(name), "file:///w", new TreeMap<>(), "{}", Requests.ACTOR);
    }
}

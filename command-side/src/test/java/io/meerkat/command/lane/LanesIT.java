package io.meerkat.command.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.axon.Commands;
import io.meerkat.command.catalog.Catalogs;
import io.meerkat.command.event.EventCodec;
import io.meerkat.model.Actor;
import io.meerkat.model.CatalogName;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitOutcome;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.Predicate;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.load.Nodes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesIT {
    private static final TenantId TENANT = TenantId.DEFAULT;
    private static final Actor ACTOR =
            new Actor(PrincipalId.NOBODY, Optional.empty(), "test", SaltedText.withFreshSalt("127.0.0.1 test"));

    private final Database database = TestDatabase.fresh();
    private final Nodes nodes = new Nodes(database, 16 << 20);
    private final IdempotencyTable idempotency = new IdempotencyTable(database, Duration.ofMinutes(30));
    private final Commands commands = new Commands(database, EventCodec.current());
    private final Lanes lanes = new Lanes(database, commands, nodes, idempotency, LaneLimits.DEFAULT);
    private final CatalogRow catalog = new Catalogs(database, commands, nodes, idempotency)
            .create(TENANT, new CatalogName("sales"), "file:///w/sales", new TreeMap<>(), "{}", ACTOR)
            .orElseThrow();

    @AfterEach
    void stop() {
        commands.close();
    }

    @Test
    void writersOfDifferentKeysAllCommitAndTheLogIsLinear() throws Exception {
        int writers = 64;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CommitOutcome>> outcomes = IntStream.range(0, writers)
                    .mapToObj(i -> threads.submit(() -> commit(create("ns" + i))))
                    .toList();
            for (Future<CommitOutcome> outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Committed.class);
            }
        }

        var log = new CommitTable(database).ofBranch(catalog.main(), Long.MAX_VALUE, 1_000);
        assertThat(log).hasSize(writers + 2);
        for (int i = 0; i + 1 < log.size(); i++) {
            assertThat(log.get(i).commit().parents())
                    .containsExactly(log.get(i + 1).id());
        }
    }

    private CommitOutcome commit(CommitRequest request) {
        return lanes.commit(TENANT, catalog.catalog(), catalog.main(), request);
    }

    private static CommitRequest create(String name) {
        var path = NamespacePath.of(name);
        return CommitRequest.by(ACTOR, SaltedText.withFreshSalt("create " + name))
                .relyOn(new Predicate.Absent(path))
                .edit(new Edit.Put(
                        path,
                        new ContentId(UUID.randomUUID()),
                        new NamespaceContent(new TreeMap<>()),
                        Optional.empty()))
                .build();
    }
}

package io.meerkat.command.event;

import static io.meerkat.command.Requests.createNamespace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.meerkat.command.Logs;
import io.meerkat.command.Node;
import io.meerkat.command.Requests;
import io.meerkat.command.branch.BranchAggregate;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.BranchEvent.BranchCreated;
import io.meerkat.model.event.BranchEvent.CommitRecorded;
import io.meerkat.model.event.CatalogEvent.CatalogCreated;
import io.meerkat.model.event.CatalogEvent.CatalogDropped;
import io.meerkat.model.event.RecordedBy;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.catalog.CatalogRow;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresEventStorageEngineIT {
    private final Node node = new Node(TestDatabase.freshSource());
    private final EventStorageEngine engine = new PostgresEventStorageEngine(
            node.database(), EventCodec.current(), new Readers(), Map.of(StreamId.BRANCH, BranchAggregate::at));
    private final CatalogRow catalog = node.createCatalog("sales");
    private final String branch = StreamId.of(Node.TENANT, catalog.main()).toString();

    @BeforeEach
    void aCommit() {
        node.commit(catalog, createNamespace("a"));
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void aFollowerReadsEverythingInOrderAndGoesOnWhereItWas() {
        var all = read(engine.createTailToken());
        assertThat(all)
                .extracting(message -> (Object) message.getPayload().getClass())
                .containsExactly(
                        CatalogCreated.class,
                        BranchCreated.class,
                        CommitRecorded.class,
                        CommitRecorded.class,
                        CommitRecorded.class);
        var place = engine.createHeadToken();
        assertThat(all.getLast().trackingToken()).isEqualTo(place);
        assertThat(read(place)).isEmpty();

        node.commit(catalog, createNamespace("b"));
        assertThat(read(place)).hasSize(1);
        assertThat(engine.createHeadToken().covers(place)).isTrue();
        assertThat(place.covers(engine.createHeadToken())).isFalse();
    }

    @Test
    void anEventSaysWhoDidItWhenAndUnderWhichId() {
        var message = (DomainEventMessage<?>) read(engine.createTailToken()).getLast();
        var stored = node.events(catalog).getLast().row();

        assertThat(message.getIdentifier()).isEqualTo(stored.id().toString());
        assertThat(message.getTimestamp())
                .isEqualTo(((CommitRecorded) message.getPayload()).commit().time());
        assertThat(message.getMetaData().get(RecordedBy.KEY)).isInstanceOfSatisfying(RecordedBy.class, by -> {
            assertThat(by.principal()).isEqualTo(Requests.ACTOR.principal());
            assertThat(by.origin()).isEqualTo(Requests.ACTOR.origin().commitment());
        });
    }

    @Test
    void theHeadOfABranchIsItsSnapshotAndNoEventNeedsToBeRead() {
        assertThat(engine.readSnapshot(branch)).hasValueSatisfying(snapshot -> {
            assertThat(snapshot.getPayload()).isInstanceOf(BranchAggregate.class);
            assertThat(snapshot.getSequenceNumber()).isEqualTo(3);
            assertThat(engine.readEvents(branch, 4).hasNext()).isFalse();
        });
        assertThat(engine.lastSequenceNumberFor(branch)).contains(3L);
        assertThat(engine.readSnapshot(
                        StreamId.of(Node.TENANT, catalog.catalog()).toString()))
                .isEmpty();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(
                        () -> engine.storeSnapshot(engine.readSnapshot(branch).orElseThrow()));
    }

    @Test
    void aCatalogIsReadFromItsEvents() {
        node.catalogs().drop(catalog, Requests.ACTOR);
        var stream = StreamId.of(Node.TENANT, catalog.catalog()).toString();

        assertThat(engine.readEvents(stream, 0).asStream().map(message ->
                        (Object) message.getPayload().getClass()))
                .containsExactly(CatalogCreated.class, CatalogDropped.class);
        assertThat(engine.lastSequenceNumberFor(stream)).contains(1L);
    }

    @Test
    void everyStreamIsAChainOfHashes() {
        for (int i = 0; i < 5; i++) {
            node.commit(catalog, createNamespace("more" + i));
        }
        Logs.assertIsLinear(node, catalog);
    }

    private List<? extends TrackedEventMessage<?>> read(TrackingToken token) {
        return engine.readEvents(token, false).toList();
    }
}

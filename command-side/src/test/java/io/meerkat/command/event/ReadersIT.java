package io.meerkat.command.event;

import static io.meerkat.command.Requests.createNamespace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.command.Node;
import io.meerkat.command.event.Readers.NotReadByAll;
import io.meerkat.command.event.Readers.Reader;
import io.meerkat.command.lane.LaneLimits;
import io.meerkat.model.commit.CommitOutcome.Committed;
import io.meerkat.model.commit.CommitOutcome.NotDone;
import io.meerkat.storage.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers of two programs on one database, as in an upgrade one by one. */
class ReadersIT {
    private static final Reader SAME = new Reader("1.1", EventCodec.readable());

    private final Readers readers = new Readers();
    private final Node node = new Node(TestDatabase.freshSource(), LaneLimits.DEFAULT, readers);

    @AfterEach
    void stop() {
        node.close();
    }

    private static Reader without(String event) {
        SortedMap<String, Integer> readable = EventCodec.readable();
        readable.remove(event);
        return new Reader("1.0", readable);
    }

    @Test
    void nothingIsWrittenThatALivingServerCannotRead() {
        var catalog = node.createCatalog("sales");
        int before = node.log(catalog).size();
        readers.see(List.of(SAME, without(BranchJson.RECORDED)));

        assertThat(node.commit(catalog, createNamespace("a")))
                .isInstanceOfSatisfying(
                        NotDone.class,
                        refused -> assertThat(refused.why())
                                .contains("version 1.0", "commit-recorded/1", "stop it or replace it"));
        assertThat(node.log(catalog)).as("the catalog's own commits only").hasSize(before);
    }

    @Test
    void itIsWrittenOnceThatServerIsGone() {
        var catalog = node.createCatalog("sales");
        readers.see(List.of(SAME, new Reader("0.9", Map.of())));
        assertThatThrownBy(() -> node.createCatalog("hr")).isInstanceOf(NotReadByAll.class);

        readers.see(List.of(SAME));

        assertThat(node.commit(catalog, createNamespace("a"))).isInstanceOf(Committed.class);
    }

    @Test
    void aNewerServerIsInNobodysWay() {
        var newer = EventCodec.readable();
        newer.replaceAll((event, revision) -> revision + 1);
        newer.put("tomorrow", 1);
        readers.see(List.of(SAME, new Reader("2.0", newer)));

        assertThat(node.commit(node.createCatalog("sales"), createNamespace("a")))
                .isInstanceOf(Committed.class);
    }
}

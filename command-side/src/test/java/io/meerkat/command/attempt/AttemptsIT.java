package io.meerkat.command.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.Node;
import io.meerkat.command.Requests;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.StreamId;
import io.meerkat.model.event.AttemptsEvent.Attempt;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.event.EventTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AttemptsIT {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final StreamId STREAM = new StreamId(Node.TENANT, StreamId.ATTEMPTS, "node-1/2026-11-20");

    @Test
    void aStreamOfAttemptsGrowsWithEveryRecord() {
        try (var node = new Node(TestDatabase.freshSource())) {
            for (int i = 0; i < 3; i++) {
                node.commands().run(command(i), Object.class);
            }

            var events = new EventTable(node.database()).ofStream(STREAM, 0, 10);

            assertThat(events).extracting(event -> event.row().seq()).containsExactly(0L, 1L, 2L);
            assertThat(events.get(2).row().previous()).isEqualTo(events.get(1).hash());
            assertThat(events)
                    .allSatisfy(event -> assertThat(event.row().name()).isEqualTo("attempts-refused"));
        }
    }

    private static RecordAttempts command(int number) {
        var attempt = new Attempt(
                Node.TENANT,
                NOW.plusSeconds(number),
                PrincipalId.NOBODY,
                "request-" + number,
                Requests.ACTOR.origin().commitment(),
                "POST",
                "/v1/namespaces",
                409,
                "AlreadyExistsException",
                "Namespace already exists: a",
                Optional.empty());
        return new RecordAttempts(STREAM, new AttemptsRefused(List.of(attempt)), Requests.ACTOR, NOW);
    }
}

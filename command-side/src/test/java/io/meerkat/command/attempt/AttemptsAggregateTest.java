package io.meerkat.command.attempt;

import static io.meerkat.command.Requests.ACTOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.command.event.EventActor;
import io.meerkat.model.Actor;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.Message;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Test;

class AttemptsAggregateTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final StreamId STREAM = new StreamId(TenantId.DEFAULT, StreamId.ATTEMPTS, "node-2026-11-20");
    private static final Actor SERVER =
            new Actor(PrincipalId.SERVER, Optional.empty(), "attempts", SaltedText.withFreshSalt("server"));

    private final AggregateTestFixture<AttemptsAggregate> attempts =
            new AggregateTestFixture<>(AttemptsAggregate.class);

    @Test
    void beginWithTheFirstThatIsRefused() {
        var refused = refused("/v1/sales/namespaces");

        attempts.givenNoPriorActivity().when(record(refused, NOW)).expectEvents(refused);
    }

    @Test
    void goOnInTheSameStream() {
        var more = refused("/v1/sales/tables", "/v1/sales/views");

        attempts.givenCommands(record(refused("/v1/sales/namespaces"), NOW))
                .when(record(more, NOW.plusSeconds(1)))
                .expectEvents(more);
        assertThat(attempts.getEventStore().readEvents(STREAM.toString()).asStream())
                .extracting(event -> event.getSequenceNumber())
                .containsExactly(0L, 1L);
    }

    @Test
    void areRememberedAgainThoughTheyAreTheSame() {
        var refused = refused("/v1/sales/namespaces");

        attempts.givenCommands(record(refused, NOW)).when(record(refused, NOW)).expectEvents(refused);
    }

    @Test
    void bearWhoWroteThemDownAndWhen() {
        attempts.givenNoPriorActivity().when(record(refused("/v1/sales/namespaces"), NOW));

        assertThat(attempts.getEventStore().readEvents(STREAM.toString()).asStream())
                .singleElement()
                .extracting(Message::getMetaData)
                .satisfies(told -> assertThat(told).containsAllEntriesOf(EventActor.metadata(SERVER, NOW)));
    }

    private static RecordAttempts record(AttemptsRefused refused, Instant time) {
        return new RecordAttempts(STREAM, refused, SERVER, time);
    }

    private static AttemptsRefused refused(String... paths) {
        return new AttemptsRefused(List.of(paths).stream()
                .map(path -> new RefusedRequest(
                                TenantId.DEFAULT,
                                NOW,
                                ACTOR,
                                "POST",
                                path,
                                404,
                                "NoSuchNamespaceException",
                                "there is no such namespace",
                                Optional.empty())
                        .attempt())
                .toList());
    }
}

package io.meerkat.command.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.meerkat.command.Aggregates;
import io.meerkat.command.axon.Commands;
import io.meerkat.command.event.EventCodec;
import io.meerkat.command.event.EventName;
import io.meerkat.model.Actor;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.StreamId;
import io.meerkat.model.TenantId;
import io.meerkat.model.event.AttemptsEvent.Attempt;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.event.EventTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttemptsWriterIT {
    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final UUID NODE = UUID.randomUUID();
    private static final Actor ACTOR =
            new Actor(PrincipalId.NOBODY, Optional.empty(), "request-1", SaltedText.withFreshSalt("127.0.0.1 curl"));

    private final Database database = TestDatabase.fresh();
    private final Commands commands = Aggregates.open(database);
    private final AttemptsWriter writer =
            new AttemptsWriter(database, commands, NODE, Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void close() {
        commands.close();
    }

    @Test
    void whatWaitsAtTheEndIsWrittenAsOneEventOfThisNodeAndDay() {
        writer.offer(refused("/a"));
        writer.offer(refused("/b"));

        writer.close();

        assertThat(written())
                .singleElement()
                .satisfies(attempts -> assertThat(attempts)
                        .extracting(Attempt::path, Attempt::status, Attempt::error, Attempt::time)
                        .containsExactly(
                                tuple("/a", 409, "AlreadyExistsException", NOON),
                                tuple("/b", 409, "AlreadyExistsException", NOON)));
    }

    @Test
    void isWrittenByItselfAfterAWhile() throws InterruptedException {
        writer.start();
        writer.offer(refused("/a"));
        awaitWritten(1);

        writer.offer(refused("/b"));
        awaitWritten(2);

        writer.close();
    }

    @Test
    void theOriginIsStoredApartSoThatItCanBeErased() {
        writer.offer(refused("/a"));
        writer.close();

        assertThat(texts()).contains("127.0.0.1 curl");
        assertThat(written().getFirst().getFirst().origin())
                .isEqualTo(ACTOR.origin().commitment());
    }

    @Test
    void whatIsTooMuchIsCountedAndLost() {
        for (int i = 0; i < AttemptsWriter.WAITING_MAX + 3; i++) {
            writer.offer(refused("/" + i));
        }

        writer.close();

        assertThat(writer.lost()).isEqualTo(3);
        assertThat(written())
                .singleElement()
                .satisfies(attempts -> assertThat(attempts).hasSize(AttemptsWriter.WAITING_MAX));
    }

    @Test
    void aPathThatIsTooLongIsCutBetweenCharacters() {
        String smiley = "\uD83D\uDE00";
        writer.offer(refused("/" + smiley.repeat(RefusedRequest.PATH_LENGTH_MAX)));

        writer.close();

        assertThat(written().getFirst().getFirst().path())
                .isEqualTo("/" + smiley.repeat(RefusedRequest.PATH_LENGTH_MAX / 2 - 1));
    }

    @Test
    void soIsAReason() {
        writer.offer(refused("/a", "x".repeat(RefusedRequest.REASON_LENGTH_MAX)));
        writer.offer(refused("/b", "x".repeat(RefusedRequest.REASON_LENGTH_MAX + 1)));

        writer.close();

        assertThat(written().getFirst())
                .extracting(Attempt::reason)
                .containsOnly("x".repeat(RefusedRequest.REASON_LENGTH_MAX));
    }

    private static RefusedRequest refused(String path) {
        return refused(path, "it is there");
    }

    private static RefusedRequest refused(String path, String reason) {
        return new RefusedRequest(
                TenantId.DEFAULT, NOON, ACTOR, "POST", path, 409, "AlreadyExistsException", reason, Optional.empty());
    }

    private void awaitWritten(int events) throws InterruptedException {
        var end = Instant.now().plus(Duration.ofSeconds(20));
        while (written().size() < events && Instant.now().isBefore(end)) {
            Thread.sleep(50);
        }
        assertThat(written()).hasSize(events);
    }

    private List<List<Attempt>> written() {
        var stream = new StreamId(TenantId.DEFAULT, StreamId.ATTEMPTS, NODE + "-2026-03-04");
        return new EventTable(database)
                .ofStream(stream, 0, 1_000).stream()
                        .map(stored -> EventCodec.current()
                                .decode(
                                        new EventName(
                                                stored.row().name(),
                                                stored.row().revision()),
                                        stored.row().payload()))
                        .map(event -> ((AttemptsRefused) event).attempts())
                        .toList();
    }

    private List<String> texts() {
        return database.query("select text from texts")
                .fetch(row -> new String(row.get("text", byte[].class), StandardCharsets.UTF_8));
    }
}

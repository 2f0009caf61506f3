package io.meerkat.command.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meerkat.model.Actor;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.event.AttemptsEvent.AttemptsRefused;
import io.meerkat.model.event.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

class EventCodecTest {
    private static final Path APPROVED = Path.of("src/test/resources/events");
    private static final ObjectMapper JSON = JsonMapper.shared();

    private final EventCodec codec = EventCodec.current();

    static List<Event> examples() {
        return ExampleEvents.all();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void writesEveryEventAsItWasApproved(Event event) throws IOException {
        assertThat(new String(codec.encode(event), StandardCharsets.UTF_8))
                .isEqualTo(new String(approved(event), StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsEveryApprovedEvent(Event event) throws IOException {
        assertThat(codec.decode(EventCodec.nameOf(event), approved(event))).isEqualTo(event);
    }

    @Test
    void everyKindOfEventIsApproved() {
        assertThat(ExampleEvents.all().stream().map(Object::getClass).collect(Collectors.toSet()))
                .isEqualTo(kinds(Event.class).collect(Collectors.toSet()));
    }

    @Test
    void everyApprovedFileOfACurrentRevisionHasItsExample() throws IOException {
        try (var files = Files.list(APPROVED)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(EventCodecTest::isCurrent))
                    .containsExactlyInAnyOrderElementsOf(ExampleEvents.all().stream()
                            .map(EventCodecTest::fileName)
                            .toList());
        }
    }

    private static boolean isCurrent(String file) {
        return EventCodec.readable().entrySet().stream()
                .anyMatch(event -> file.equals("%s-%d.json".formatted(event.getKey(), event.getValue())));
    }

    @Test
    void attemptsOfTheFirstRevisionAreReadWithoutAReason() throws IOException {
        var refused = (AttemptsRefused)
                codec.decode(new EventName("attempts-refused", 1), approved("attempts-refused-1.json"));

        var attempt = refused.attempts().getFirst();
        assertThat(attempt.error()).isEqualTo("AlreadyExistsException");
        assertThat(attempt.reason()).isEmpty();
        assertThat(attempt.subject()).isEmpty();
    }

    @Test
    void anOldRevisionIsReadThroughEveryUpcasterAfterIt() {
        var dropped = ExampleEvents.catalogDropped();
        var upcasting = new EventCodec(List.of(
                new Upcaster(new EventName("catalog-created", 0), payload -> payload.put("unused", true)),
                new Upcaster(
                        new EventName("catalog-dropped", -1),
                        payload -> payload.put("name", payload.remove("label").stringValue())),
                new Upcaster(
                        new EventName("catalog-dropped", 0),
                        payload -> payload.put("tenant", dropped.tenant().toString()))));
        var oldest = "{\"catalog\":\"%s\",\"label\":\"%s\"}".formatted(dropped.catalog(), dropped.name());
        var older = "{\"catalog\":\"%s\",\"name\":\"%s\"}".formatted(dropped.catalog(), dropped.name());

        assertThat(upcasting.decode(new EventName("catalog-dropped", -1), utf8(oldest)))
                .isEqualTo(dropped);
        assertThat(upcasting.decode(new EventName("catalog-dropped", 0), utf8(older)))
                .isEqualTo(dropped);
        assertThat(upcasting.decode(new EventName("catalog-dropped", 1), codec.encode(dropped)))
                .isEqualTo(dropped);
    }

    @Test
    void anUnknownEventIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.decode(new EventName("branch-painted", 1), utf8("{}")))
                .withMessageContaining("branch-painted/1");
    }

    @Test
    void anUnknownRevisionIsRefusedByName() {
        var event = ExampleEvents.catalogDropped();

        for (int revision : new int[] {0, 2}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> codec.decode(new EventName("catalog-dropped", revision), codec.encode(event)))
                    .withMessageContaining("catalog-dropped/" + revision);
        }
    }

    @Test
    void metadataSaysWhoByOpaqueIdsAndNeverWhere() {
        var origin = SaltedText.withFreshSalt("192.0.2.7 curl");
        var actor = new Actor(PrincipalId.SERVER, Optional.of(PrincipalId.NOBODY), "request-1", origin);

        var metadata = MetadataJson.encode(actor);

        assertThat(new String(metadata, StandardCharsets.UTF_8))
                .isEqualTo(("{\"principal\":\"%s\",\"onBehalfOf\":\"%s\",\"request\":\"request-1\",\"origin\":\"%s\"}")
                        .formatted(PrincipalId.SERVER, PrincipalId.NOBODY, origin.commitment()));
        var read = MetadataJson.decode(metadata);
        assertThat(read.principal()).isEqualTo(PrincipalId.SERVER);
        assertThat(read.onBehalfOf()).contains(PrincipalId.NOBODY);
        assertThat(read.origin()).isEqualTo(origin.commitment());
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodecTest::kinds)
                : Stream.of(type);
    }

    private static String fileName(Event event) {
        var name = EventCodec.nameOf(event);
        return "%s-%d.json".formatted(name.name(), name.revision());
    }

    /** The approved form without the spaces that make it readable. */
    private static byte[] approved(Event event) throws IOException {
        return approved(fileName(event));
    }

    private static byte[] approved(String file) throws IOException {
        return JSON.writeValueAsBytes(JSON.readTree(Files.readString(APPROVED.resolve(file))));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

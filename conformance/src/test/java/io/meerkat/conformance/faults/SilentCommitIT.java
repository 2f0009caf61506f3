package io.meerkat.conformance.faults;

import static io.meerkat.conformance.rest.Bodies.namespace;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.faults.proxy.BrokenCommits;
import io.meerkat.conformance.faults.proxy.BrokenCommits.When;
import io.meerkat.conformance.rest.RestClient;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A connection that stands and says nothing when it should say that a COMMIT was done. */
@Tag("faults")
@Tag("long")
@DisabledIfSystemProperty(
        named = "meerkat.conformance.uri",
        matches = ".+",
        disabledReason = "the server must be started here")
class SilentCommitIT {
    /** Longer than the lane's patience of 10 s. */
    private static final int SILENCE_SECONDS = 12;

    private final AtomicBoolean next = new AtomicBoolean();
    private final BrokenCommits commits =
            new BrokenCommits(number -> next.getAndSet(false) ? When.AND_STAY_SILENT : When.NEVER);

    @Test
    void whatWasCommittedIsFoundOutHoweverLongTheSilence() {
        try (var fleet = Fleet.start(Path.of("target", "silent-commit"), 1, SILENCE_SECONDS, () -> commits);
                var client = new RestClient(fleet.servers().getFirst())) {
            client.mustPost("/v1/namespaces", namespace("before"));
            next.set(true);

            assertThat(client.post("/v1/namespaces", namespace("silent")).status())
                    .isEqualTo(200);

            assertThat(commits.broken()).isOne();
            assertThat(client.get("/v1/namespaces/silent").status()).isEqualTo(200);
            fleet.log().requireLinear();
        }
    }
}

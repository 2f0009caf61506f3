package io.meerkat.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatabaseFactsTest {
    @Test
    void servesFromVersion15OnAndNotBefore() {
        assertThat(version(150_000).objectionToServing()).isEmpty();
        assertThat(version(149_999).objectionToServing())
                .contains("it is PostgreSQL 14, and Meerkat needs 15 or newer.");
        assertThat(version(149_999).objectionToReading()).isPresent();
    }

    private static DatabaseFacts version(int version) {
        return new DatabaseFacts(version, false, "db", "me", true, List.of(), List.of());
    }
}

package io.meerkat.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.crash.Ledger.Attempt;
import io.meerkat.conformance.crash.Ledger.Told;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LandedTest {
    private static final Landed LANDED = new Landed(Map.of(
            "a", Map.of("whole", 1, "half", 1, "twice", 2),
            "b", Map.of("whole", 1)));

    @Test
    void whatWasAcknowledgedMustBeThereWholeAndOnce() {
        assertThat(complains("whole", Told.ACKNOWLEDGED)).isFalse();
        assertThat(complains("half", Told.ACKNOWLEDGED)).isTrue();
        assertThat(complains("lost", Told.ACKNOWLEDGED)).isTrue();
        assertThat(LANDED.complaint(new Attempt("twice", Set.of("a"), Told.ACKNOWLEDGED)))
                .isPresent();
    }

    @Test
    void whatWasRefusedMustNotBeThere() {
        assertThat(complains("lost", Told.REFUSED)).isFalse();
        assertThat(complains("half", Told.REFUSED)).isTrue();
        assertThat(complains("whole", Told.REFUSED)).isTrue();
    }

    @Test
    void whatNobodyKnowsMustNotBeHalfThere() {
        assertThat(complains("whole", Told.UNKNOWN)).isFalse();
        assertThat(complains("lost", Told.UNKNOWN)).isFalse();
        assertThat(complains("half", Told.UNKNOWN)).isTrue();
    }

    private static boolean complains(String tag, Told told) {
        return LANDED.complaint(new Attempt(tag, Set.of("a", "b"), told)).isPresent();
    }
}

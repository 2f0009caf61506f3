package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class SaltedTextTest {
    private static final String PERSONAL = "ada@example.org 192.0.2.7";

    @Test
    void neverPrintsItsText() {
        var salted = SaltedText.withFreshSalt(PERSONAL);
        var actor = new Actor(PrincipalId.NOBODY, Optional.empty(), "request", salted);

        // With the marks around them: a commitment in hex may hold "ada" or "192" by chance.
        assertThat(salted.toString()).doesNotContain("ada@", "192.");
        assertThat(actor.toString()).doesNotContain("ada@", "192.");
        assertThat(salted.text()).isEqualTo(PERSONAL);
    }

    @Test
    void oneTextUnderTwoSaltsCanNotBeRecognised() {
        assertThat(SaltedText.withFreshSalt(PERSONAL).commitment())
                .isNotEqualTo(SaltedText.withFreshSalt(PERSONAL).commitment());
    }

    @Test
    void theSameSaltAndTextCommitToTheSame() {
        var salted = SaltedText.withFreshSalt(PERSONAL);
        var again = new SaltedText(salted.salt(), PERSONAL);

        assertThat(again).isEqualTo(salted).hasSameHashCodeAs(salted);
        assertThat(again.commitment()).isEqualTo(salted.commitment());
    }

    @Test
    void aSaltHasSixteenBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SaltedText(new byte[15], PERSONAL));
    }
}

package io.meerkat.model.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meerkat.model.CommitId;
import io.meerkat.model.Hash;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoredAnswerTest {
    private static final String FITTING = "\u00e9".repeat(StoredAnswer.JSON_BYTES_MAX / 2);
    private static final String TOO_LONG = FITTING + "e";

    @Test
    void remembersJsonOfSixtyFourKibibytesOfUtf8() {
        assertThat(new StoredAnswer.Answered(FITTING).json()).isEqualTo(FITTING);
        assertThat(succeeded(FITTING).json()).hasValue(FITTING);
    }

    @Test
    void remembersNotOneByteMore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoredAnswer.Answered(TOO_LONG))
                .withMessageContaining("65537");
        assertThatIllegalArgumentException().isThrownBy(() -> succeeded(TOO_LONG));
    }

    private static StoredAnswer.Succeeded succeeded(String json) {
        return new StoredAnswer.Succeeded(new CommitId(Hash.ZERO), Optional.of(json));
    }
}

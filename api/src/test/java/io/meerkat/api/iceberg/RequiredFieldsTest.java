package io.meerkat.api.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredFieldsTest {
    private static final String WHOLE = "{\"requirements\":[],\"updates\":[]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|requirements",
                "{\"updates\":[]}|requirements",
                "{\"requirements\":[]}|updates",
                "{\"requirements\":[],\"updates\":null}|updates"
            })
    void aTableCommitThatLacksAFieldIsRefusedByTheFieldsName(String body, String field) {
        assertThatThrownBy(() -> RequiredFields.ofTableCommit(bytes(body)))
                .isInstanceOfSatisfying(
                        IcebergError.class, error -> assertThat(error.status()).isEqualTo(400))
                .hasMessageContaining("'%s'", field);
        assertThatThrownBy(
                        () -> RequiredFields.ofTransaction(bytes("{\"table-changes\":[%s,%s]}".formatted(WHOLE, body))))
                .isInstanceOf(IcebergError.class)
                .hasMessageContaining("table-changes[1] lacks the field '%s'", field);
    }

    @Test
    void aCommitOfNothingIsStillACommit() {
        assertThatCode(() -> RequiredFields.ofTableCommit(bytes(WHOLE))).doesNotThrowAnyException();
        assertThatCode(() -> RequiredFields.ofTransaction(bytes("{\"table-changes\":[%s]}".formatted(WHOLE))))
                .doesNotThrowAnyException();
    }

    @Test
    void aViewCommitNeedsNoRequirements() {
        assertThatCode(() -> RequiredFields.ofViewCommit(bytes("{\"updates\":[]}")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> RequiredFields.ofViewCommit(bytes("{\"requirements\":[]}")))
                .hasMessageContaining("'updates'");
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}

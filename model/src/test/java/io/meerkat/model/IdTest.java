package io.meerkat.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdTest {
    private static final String UUID = "11111111-1111-4111-8111-11111111111a";

    @Test
    void idsArePrintedAsTheyAreRead() {
        assertThat(TenantId.parse(UUID)).hasToString(UUID);
        assertThat(CatalogId.parse(UUID)).hasToString(UUID);
        assertThat(BranchId.parse(UUID)).hasToString(UUID);
        assertThat(ContentId.parse(UUID)).hasToString(UUID);
        assertThat(EventId.parse(UUID)).hasToString(UUID);
        assertThat(PrincipalId.parse(UUID)).hasToString(UUID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "11111111-1111-4111-8111-11111111111A",
                "11111111-1111-4111-8111-1111111111111",
                "111111111-111-4111-8111-111111111111",
                "{11111111-1111-4111-8111-1111111111}"
            })
    void aUuidHasOneFormOnly(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TenantId.parse(text));
    }

    @Test
    void aStreamBelongsToATenant() {
        var branch = StreamId.of(TenantId.DEFAULT, BranchId.parse(UUID));

        assertThat(branch).hasToString("00000000-0000-0000-0000-000000000000/branch/" + UUID);
        assertThat(StreamId.parse(branch.toString())).isEqualTo(branch);
        assertThatIllegalArgumentException().isThrownBy(() -> StreamId.parse("branch/" + UUID));
    }

    @Test
    void aHashIsPrintedAsItIsRead() {
        assertThat(Hash.parse("0f".repeat(32))).hasToString("0f".repeat(32));
        assertThat(Hash.parse("ff".repeat(32))).isGreaterThan(Hash.parse("0f".repeat(32)));
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.parse("0f"));
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.parse("0g".repeat(32)));
        assertThatIllegalArgumentException().isThrownBy(() -> Hash.of(new byte[31]));
    }
}

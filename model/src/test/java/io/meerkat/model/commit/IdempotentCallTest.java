package io.meerkat.model.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.meerkat.model.Hash;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotentCallTest {
    @Test
    void takesTheTimeOutOfItsKey() {
        assertThat(call("017f22e2-79b0-7cc3-98c4-dc0c0c07398f").time())
                .isEqualTo(Instant.parse("2022-02-22T19:22:22Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "11111111-1111-4111-8111-111111111111",
                "017f22e2-79b0-8cc3-98c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-18c4-dc0c0c07398f",
                "017f22e2-79b0-7cc3-d8c4-dc0c0c07398f"
            })
    void refusesKeysThatAreNoUuidOfVersion7(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> call(key)).withMessageContaining(key);
    }

    private static IdempotentCall call(String key) {
        return new IdempotentCall(
                TenantId.DEFAULT, PrincipalId.NOBODY, UUID.fromString(key), "POST /v1/namespaces", Hash.ZERO);
    }
}

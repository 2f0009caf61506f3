package io.meerkat.api.key;

import com.google.common.hash.Hashing;
import io.meerkat.api.http.Request;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.IdempotentCall;
import java.util.Optional;
import java.util.UUID;

/** The header by which a request says its idempotency key. */
public final class KeyHeader {
    private static final String NAME = "idempotency-key";
    private static final int UUID_LENGTH = 36;

    private KeyHeader() {}

    /**
     * @param asked what is asked for, beside the body
     * @throws IllegalArgumentException if the key is no UUID of version 7
     */
    public static Optional<IdempotentCall> read(Request request, TenantId tenant, String asked) {
        return request.header(NAME).map(text -> {
            try {
                return new IdempotentCall(
                        tenant,
                        request.actor().principal(),
                        UUID.fromString(text),
                        asked,
                        Hash.of(Hashing.sha256().hashBytes(request.body()).asBytes()));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "Idempotency-Key must be a UUID of version 7: '%s'%s"
                                .formatted(text, text.length() == UUID_LENGTH ? " (%s)".formatted(e.getMessage()) : ""),
                        e);
            }
        });
    }
}

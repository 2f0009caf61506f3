package io.meerkat.api.iceberg;

import io.meerkat.api.key.KeyReused;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredError;
import java.util.Set;
import java.util.UUID;

/**
 * An answer that is an error, by the names that Iceberg's clients branch on. One that says that nothing happened is never
 * of status 500, and one that cannot say so never of another.
 */
public final class IcebergError extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Set<Integer> FINAL = Set.of(404, 409, 422);

    private final int status;
    private final String type;

    public IcebergError(int status, String type, String message) {
        super(storable(message), null, false, false);
        this.status = status;
        this.type = type;
    }

    /** A name or a property within a message may hold U+0000, which no text in the database can: it is shown as JSON does. */
    private static String storable(String message) {
        return message.replace("\0", "\\u0000");
    }

    public static IcebergError of(StoredError stored) {
        return new IcebergError(stored.status(), stored.type(), stored.message());
    }

    public static IcebergError badRequest(String message) {
        return new IcebergError(400, "BadRequestException", message);
    }

    /** For what Iceberg's own code refused: clients throw it again under the same name. */
    public static IcebergError illegalArgument(Throwable cause) {
        return new IcebergError(400, "IllegalArgumentException", String.valueOf(cause.getMessage()));
    }

    public static IcebergError forbidden(String message) {
        return new IcebergError(403, "ForbiddenException", message);
    }

    public static IcebergError noSuch(String kind, Object name) {
        return new IcebergError(
                404, "NoSuch%sException".formatted(kind), "%s does not exist: %s".formatted(kind, name));
    }

    public static IcebergError commitFailed(String message) {
        return new IcebergError(409, "CommitFailedException", message);
    }

    public static IcebergError alreadyExists(String message) {
        return new IcebergError(409, "AlreadyExistsException", message);
    }

    public static IcebergError keyReused(IdempotentCall call) {
        return new IcebergError(422, "UnprocessableEntityException", KeyReused.words(call));
    }

    /**
     * In the form with four hyphens; the JDK reads others, too.
     *
     * @throws IcebergError 400 for all else
     */
    public static void requireUuid(String text) {
        try {
            if (UUID.fromString(text).toString().equalsIgnoreCase(text)) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Said below, as for what is read and is another form.
        }
        throw badRequest("not a UUID: '%s'".formatted(text));
    }

    /** Nothing happened, and the same request may succeed soon. */
    public static IcebergError tryAgain(String message) {
        return new IcebergError(503, "ServiceUnavailableException", message);
    }

    public static IcebergError stateUnknown(String message) {
        return new IcebergError(500, "CommitStateUnknownException", message);
    }

    /** Whether the request certainly left nothing behind. */
    public boolean nothingHappened() {
        return status < 500 || status == 503;
    }

    /** Whether the same request will be refused for ever: an idempotency key remembers that. */
    boolean isFinal() {
        return FINAL.contains(status);
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    public StoredError stored() {
        return new StoredError(status, type, getMessage());
    }
}

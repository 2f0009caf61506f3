package io.meerkat.api.iceberg;

import java.util.function.Supplier;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/** Runs Iceberg's own code on what a client sent. Whatever that fails of is the client's mistake, and never the server's. */
public final class ByClient {
    private ByClient() {}

    /**
     * {@code kind}: what is built, as clients are told.
     *
     * @throws IcebergError 409 if a requirement fails, 400 for all else that cannot be built
     */
    public static <T> T built(String kind, Supplier<T> work) {
        try {
            return work.get();
        } catch (IcebergError e) {
            throw e;
        } catch (CommitFailedException e) {
            throw IcebergError.commitFailed(String.valueOf(e.getMessage()));
        } catch (ValidationException e) {
            // A sequence number or row id that another commit has used meanwhile: the client must build anew.
            boolean stale = e.getClass().getSimpleName().equals("RetryableValidationException");
            throw stale
                    ? IcebergError.commitFailed(String.valueOf(e.getMessage()))
                    : new IcebergError(400, "ValidationException", String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            throw IcebergError.badRequest("A value that must be a number is none: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw IcebergError.illegalArgument(e);
        } catch (IllegalStateException | UnsupportedOperationException e) {
            throw IcebergError.badRequest(String.valueOf(e.getMessage()));
        } catch (NullPointerException | IndexOutOfBoundsException | ClassCastException e) {
            // Iceberg does not look whether all is there that a part refers to; its words would name our insides.
            throw IcebergError.badRequest(
                    "The request lacks or names something that the %s does not have".formatted(kind));
        } catch (StackOverflowError e) {
            throw IcebergError.badRequest("The request leads Iceberg in circles, or is nested too deeply");
        }
    }
}

package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.IcebergError;
import java.util.List;
import java.util.function.Supplier;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.UpdateRequirement;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.jspecify.annotations.Nullable;

/** Applies a client's updates to the table as it stands, if the client's requirements hold there. Pure. */
final class TableUpdate {
    private static final int DEFAULT_FORMAT_VERSION = 2;

    private TableUpdate() {}

    /** @throws IcebergError 409 if a requirement fails, 400 if an update makes no sense */
    static TableMetadata apply(TableMetadata base, List<UpdateRequirement> requirements, List<MetadataUpdate> updates) {
        return built(TableMetadata.buildFrom(base), base, requirements, updates);
    }

    /** For a table that does not exist yet. */
    static TableMetadata create(List<UpdateRequirement> requirements, List<MetadataUpdate> updates) {
        int formatVersion = updates.stream()
                .filter(MetadataUpdate.UpgradeFormatVersion.class::isInstance)
                .map(update -> ((MetadataUpdate.UpgradeFormatVersion) update).formatVersion())
                .findFirst()
                .orElse(DEFAULT_FORMAT_VERSION);
        return checked(() -> {
            var builder = TableMetadata.buildFromEmpty(formatVersion);
            return built(builder, null, requirements, updates);
        });
    }

    private static TableMetadata built(
            TableMetadata.Builder builder,
            @Nullable TableMetadata base,
            List<UpdateRequirement> requirements,
            List<MetadataUpdate> updates) {
        return checked(() -> {
            requirements.forEach(requirement -> requirement.validate(base));
            SnapshotParents.check(base, updates);
            updates.forEach(update -> update.applyTo(builder));
            return builder.build();
        });
    }

    /** What Iceberg will not build is the client's mistake. */
    static TableMetadata checked(Supplier<TableMetadata> work) {
        try {
            return work.get();
        } catch (CommitFailedException e) {
            throw IcebergError.commitFailed(String.valueOf(e.getMessage()));
        } catch (ValidationException e) {
            // A sequence number or row id that another commit has used meanwhile: the client must build anew.
            boolean stale = e.getClass().getSimpleName().equals("RetryableValidationException");
            throw stale
                    ? IcebergError.commitFailed(String.valueOf(e.getMessage()))
                    : new IcebergError(400, "ValidationException", String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw IcebergError.illegalArgument(e);
        } catch (IllegalStateException | UnsupportedOperationException e) {
            throw IcebergError.badRequest(String.valueOf(e.getMessage()));
        }
    }
}

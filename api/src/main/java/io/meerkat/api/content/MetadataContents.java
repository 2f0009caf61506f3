package io.meerkat.api.content;

import io.meerkat.model.Body;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.TableFields;
import io.meerkat.model.ViewFields;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.view.ViewMetadata;

/** The contents of tables and views, of which the body is cut already. */
public final class MetadataContents {
    private static final long NO_SNAPSHOT = -1;

    private MetadataContents() {}

    public static TableContent of(TableMetadata metadata, String metadataLocation, Body body) {
        var snapshot = metadata.currentSnapshot();
        var fields = new TableFields(
                metadata.formatVersion(),
                UUID.fromString(metadata.uuid()),
                metadata.location(),
                metadata.currentSchemaId(),
                snapshot == null ? NO_SNAPSHOT : snapshot.snapshotId(),
                metadata.lastColumnId(),
                metadata.lastAssignedPartitionId(),
                metadata.nextRowId());
        return new TableContent(Optional.of(metadataLocation), fields, body);
    }

    public static ViewContent of(ViewMetadata metadata, String metadataLocation, Body body) {
        var fields = new ViewFields(
                metadata.formatVersion(),
                UUID.fromString(metadata.uuid()),
                metadata.location(),
                metadata.currentSchemaId(),
                metadata.currentVersionId());
        return new ViewContent(Optional.of(metadataLocation), fields, body);
    }
}

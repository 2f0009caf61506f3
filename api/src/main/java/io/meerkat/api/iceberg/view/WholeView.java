package io.meerkat.api.iceberg.view;

import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.NumberProperties;
import org.apache.iceberg.view.SQLViewRepresentation;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewRepresentation;
import org.apache.iceberg.view.ViewVersion;

/** What readers of a view rely on and Iceberg's own parser does not look at. */
final class WholeView {
    private WholeView() {}

    /** @throws IcebergError 400 for a view that could be stored and not be used */
    static void require(ViewMetadata view) {
        if (view.formatVersion() != 1) {
            throw IcebergError.badRequest(
                    "Format version %d of a view is not supported: there is 1".formatted(view.formatVersion()));
        }
        NumberProperties.require(view.properties());
        boolean hasCurrent =
                view.versions().stream().anyMatch(version -> version.versionId() == view.currentVersionId());
        if (!hasCurrent) {
            throw IcebergError.badRequest(
                    "current-version-id is %d, which is not there".formatted(view.currentVersionId()));
        }
        view.versions().forEach(version -> require(view, version));
    }

    private static void require(ViewMetadata view, ViewVersion version) {
        ViewUpdate.requireVersion(version);
        if (!view.schemasById().containsKey(version.schemaId())) {
            throw IcebergError.badRequest("The version %d has the schema %d, which is not there"
                    .formatted(version.versionId(), version.schemaId()));
        }
        for (ViewRepresentation representation : version.representations()) {
            if (!(representation instanceof SQLViewRepresentation)) {
                throw IcebergError.badRequest("A representation of the type '%s' is not supported: there is 'sql'"
                        .formatted(representation.type()));
            }
        }
    }
}

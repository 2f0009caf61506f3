package io.meerkat.api.iceberg.view;

import io.meerkat.api.iceberg.ByClient;
import io.meerkat.api.iceberg.ContentCache.Found;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.NumberProperties;
import io.meerkat.model.Content.ViewContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.UpdateRequirement;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;
import org.apache.iceberg.view.ViewVersion;

/** Applies a client's updates to the view as it stands, if the client's requirements hold there. Pure. */
final class ViewUpdate {
    private ViewUpdate() {}

    static ViewMetadata parse(Found found) {
        String text = new String(found.held().document().bytes(), StandardCharsets.UTF_8);
        return ((ViewContent) found.held().content())
                .metadataLocation()
                .map(location -> ViewMetadataParser.fromJson(location, text))
                .orElseGet(() -> ViewMetadataParser.fromJson(text));
    }

    static ViewMetadata apply(ViewMetadata base, List<UpdateRequirement> requirements, List<MetadataUpdate> updates) {
        return checked(() -> {
            requirements.forEach(requirement -> requirement.validate(base));
            updates.forEach(NumberProperties::require);
            var builder = ViewMetadata.buildFrom(base);
            for (MetadataUpdate update : updates) {
                if (update instanceof MetadataUpdate.AddViewVersion added) {
                    requireVersion(added.viewVersion());
                }
                update.applyTo(builder);
            }
            return builder.build();
        });
    }

    /** @throws IcebergError 409 if a requirement fails, 400 if an update makes no sense */
    static ViewMetadata checked(Supplier<ViewMetadata> work) {
        var view = ByClient.built("view", work);
        WholeView.require(view);
        return view;
    }

    /** A version as a client sends it: Iceberg takes -1 for the last one that was added, and looks for it for ever. */
    static void requireVersion(ViewVersion version) {
        if (version.versionId() < 0) {
            throw IcebergError.badRequest("version-id must not be below 0: " + version.versionId());
        }
    }
}

package io.meerkat.api.iceberg.view;

import io.meerkat.api.iceberg.ContentCache.Found;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.model.Content.ViewContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.UpdateRequirement;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/** Applies a client's updates to the view as it stands, if the client's requirements hold there. Pure. */
final class ViewUpdate {
    private ViewUpdate() {}

    static ViewMetadata parse(Found found) {
        String text = new String(found.held().body(), StandardCharsets.UTF_8);
        return ((ViewContent) found.held().content())
                .metadataLocation()
                .map(location -> ViewMetadataParser.fromJson(location, text))
                .orElseGet(() -> ViewMetadataParser.fromJson(text));
    }

    static ViewMetadata apply(ViewMetadata base, List<UpdateRequirement> requirements, List<MetadataUpdate> updates) {
        return checked(() -> {
            requirements.forEach(requirement -> requirement.validate(base));
            var builder = ViewMetadata.buildFrom(base);
            updates.forEach(update -> update.applyTo(builder));
            return builder.build();
        });
    }

    /** @throws IcebergError 409 if a requirement fails, 400 if an update makes no sense */
    static ViewMetadata checked(Supplier<ViewMetadata> work) {
        try {
            return work.get();
        } catch (CommitFailedException e) {
            throw IcebergError.commitFailed(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw IcebergError.illegalArgument(e);
        } catch (ValidationException | IllegalStateException | UnsupportedOperationException e) {
            throw IcebergError.badRequest(String.valueOf(e.getMessage()));
        } catch (NullPointerException e) {
            throw IcebergError.badRequest("The updates name something that the view does not have");
        }
    }
}

package io.meerkat.api.iceberg.view;

import io.meerkat.api.iceberg.ByClient;
import io.meerkat.api.iceberg.ContentCache.Held;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import io.meerkat.model.ViewFields;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/** View metadata as it will be stored: its content, the fragments of its body, and what its file holds. */
record PreparedView(ViewContent content, Hash hash, List<Fragment> fragments, Document document) {
    static PreparedView of(ViewMetadata metadata, String metadataLocation) {
        var cut = BodyCutter.cut(ByClient.built("view", () -> ViewMetadataParser.toJson(metadata)));
        var fields = new ViewFields(
                metadata.formatVersion(),
                UUID.fromString(metadata.uuid()),
                metadata.location(),
                metadata.currentSchemaId(),
                metadata.currentVersionId());
        var content = new ViewContent(Optional.of(metadataLocation), fields, cut.body());
        return new PreparedView(content, content.hash(), cut.fragments(), cut.document());
    }

    /** As it is kept in memory once it is committed. */
    Held held() {
        return new Held(content, hash, document);
    }
}

package io.meerkat.api.iceberg.view;

import io.meerkat.api.content.MetadataContents;
import io.meerkat.api.iceberg.ByClient;
import io.meerkat.api.iceberg.ContentCache.Held;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import java.util.List;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/** View metadata as it will be stored: its content, the fragments of its body, and what its file holds. */
record PreparedView(ViewContent content, Hash hash, List<Fragment> fragments, Document document) {
    static PreparedView of(ViewMetadata metadata, String metadataLocation) {
        var cut = BodyCutter.cut(ByClient.built("view", () -> ViewMetadataParser.toJson(metadata)));
        var content = MetadataContents.of(metadata, metadataLocation, cut.body());
        return new PreparedView(content, content.hash(), cut.fragments(), cut.document());
    }

    /** As it is kept in memory once it is committed. */
    Held held() {
        return new Held(content, hash, document);
    }
}

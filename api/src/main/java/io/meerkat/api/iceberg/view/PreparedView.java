package io.meerkat.api.iceberg.view;

import io.meerkat.api.iceberg.ByClient;
import io.meerkat.api.iceberg.ContentCache.Held;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.Fragment;
import io.meerkat.model.ViewFields;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/** View metadata as it will be stored: its content, the fragments of its body, and the text of its file. */
record PreparedView(ViewContent content, List<Fragment> fragments, String text) {
    static PreparedView of(ViewMetadata metadata, String metadataLocation) {
        var cut = BodyCutter.cut(ByClient.built("view", () -> ViewMetadataParser.toJson(metadata)));
        var texts = cut.fragments().stream().collect(Collectors.toMap(Fragment::hash, Fragment::text, (a, b) -> a));
        var fields = new ViewFields(
                metadata.formatVersion(),
                UUID.fromString(metadata.uuid()),
                metadata.location(),
                metadata.currentSchemaId(),
                metadata.currentVersionId());
        return new PreparedView(
                new ViewContent(Optional.of(metadataLocation), fields, cut.body()),
                cut.fragments(),
                BodyCutter.join(cut.body(), hash -> Objects.requireNonNull(texts.get(hash))));
    }

    /** As it is kept in memory once it is committed. */
    Held held() {
        return new Held(content, text.getBytes(StandardCharsets.UTF_8));
    }
}

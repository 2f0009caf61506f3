package io.meerkat.api.merge;

import io.meerkat.api.content.MetadataContents;
import io.meerkat.api.content.StoredContents;
import io.meerkat.api.location.MetadataNames;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.model.Content;
import io.meerkat.model.Hash;
import io.meerkat.model.commit.Allocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/** The contents that one merge has made so far. */
final class Drafts {
    private final StoredContents contents;
    private final Map<Hash, Draft> drafts = new HashMap<>();

    Drafts(StoredContents contents) {
        this.contents = contents;
    }

    Content table(TableMetadata metadata, Optional<String> previousFile, Optional<Allocation> allocation) {
        String file = MetadataNames.next(metadata.location(), metadata.properties(), previousFile);
        String text = TableMetadataParser.toJson(metadata);
        var cut = BodyCutter.cut(text);
        return add(
                new Draft(
                        MetadataContents.of(metadata, file, cut.body()),
                        file,
                        cut.document(),
                        cut.fragments(),
                        allocation),
                text);
    }

    Content view(ViewMetadata metadata, Optional<String> previousFile) {
        String file = MetadataNames.next(metadata.location(), metadata.properties(), previousFile);
        String text = ViewMetadataParser.toJson(metadata);
        var cut = BodyCutter.cut(text);
        return add(
                new Draft(
                        MetadataContents.of(metadata, file, cut.body()),
                        file,
                        cut.document(),
                        cut.fragments(),
                        Optional.empty()),
                text);
    }

    private Content add(Draft draft, String text) {
        drafts.put(draft.content().hash(), draft);
        contents.add(draft.content(), text);
        return draft.content();
    }

    Optional<Draft> of(Hash content) {
        return Optional.ofNullable(drafts.get(content));
    }
}

package io.meerkat.api.merge;

import io.meerkat.api.content.MetadataContents;
import io.meerkat.api.content.StoredContents;
import io.meerkat.api.location.MetadataNames;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.model.Content;
import io.meerkat.model.Domain;
import io.meerkat.model.Hash;
import io.meerkat.model.commit.Allocation;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/**
 * The contents that one merge has made so far. What they are named by is told from what they hold, and they are all of one
 * time that never was, so that the same merge gives the same conflicts each time that it is looked at, be they of what an
 * earlier step of it made. Before they are written, {@link Finishing} gives them names and a time.
 */
final class Drafts {
    /** Stands for the time when a draft is written, in milliseconds; later than all that ever will be. */
    static final long SOME_TIME = 8_913_724_650_318_247L;

    /** What a draft's id looks like in a file's name. */
    static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final StoredContents contents;
    private final Map<Hash, Draft> drafts = new HashMap<>();

    Drafts(StoredContents contents) {
        this.contents = contents;
    }

    /** @param notBefore the time of what it comes after */
    Content table(
            TableMetadata metadata, Optional<String> previousFile, long notBefore, Optional<Allocation> allocation) {
        String text = TableMetadataParser.toJson(metadata);
        var id = idOf(text);
        var cut = BodyCutter.cut(text);
        String file = MetadataNames.next(metadata.location(), metadata.properties(), previousFile, id);
        var content = MetadataContents.of(metadata, file, cut.body());
        return add(new Draft(content, file, id, text, cut.document(), cut.fragments(), notBefore, allocation));
    }

    Content view(ViewMetadata metadata, Optional<String> previousFile, long notBefore) {
        String text = ViewMetadataParser.toJson(metadata);
        var id = idOf(text);
        var cut = BodyCutter.cut(text);
        String file = MetadataNames.next(metadata.location(), metadata.properties(), previousFile, id);
        var content = MetadataContents.of(metadata, file, cut.body());
        return add(new Draft(content, file, id, text, cut.document(), cut.fragments(), notBefore, Optional.empty()));
    }

    private static UUID idOf(String text) {
        var hash = ByteBuffer.wrap(Domain.FRAGMENT.hash(text).bytes());
        return new UUID(hash.getLong(), hash.getLong());
    }

    private Content add(Draft draft) {
        drafts.put(draft.content().hash(), draft);
        contents.add(draft.content(), draft.text());
        return draft.content();
    }

    Optional<Draft> of(Hash content) {
        return Optional.ofNullable(drafts.get(content));
    }
}

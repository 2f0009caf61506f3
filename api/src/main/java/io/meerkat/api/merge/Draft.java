package io.meerkat.api.merge;

import io.meerkat.merge.body.BodyCutter;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Content;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.Fragment;
import io.meerkat.model.commit.Allocation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A content that a merge made, not stored yet: its metadata file is to be written before it is committed.
 *
 * @param id the part of the file's name that makes it one of its own
 * @param text its metadata as JSON
 * @param notBefore the time in milliseconds of what it comes after
 * @param allocation where it has ids that no side had
 */
public record Draft(
        Content content,
        String file,
        UUID id,
        String text,
        Document document,
        List<Fragment> fragments,
        long notBefore,
        Optional<Allocation> allocation) {
    public Draft {
        fragments = List.copyOf(fragments);
    }

    /** The same under another name, with the text that it has then. */
    Draft named(UUID name, String renamed) {
        var cut = BodyCutter.cut(renamed);
        String newFile = file.replace(id.toString(), name.toString());
        Content newContent = switch (content) {
            case TableContent table -> new TableContent(Optional.of(newFile), table.fields(), cut.body());
            case ViewContent view -> new ViewContent(Optional.of(newFile), view.fields(), cut.body());
            case Content.NamespaceContent _, Content.AssetContent _ ->
                throw new IllegalStateException("what has no metadata file is no draft");
        };
        return new Draft(newContent, newFile, name, renamed, cut.document(), cut.fragments(), notBefore, allocation);
    }
}

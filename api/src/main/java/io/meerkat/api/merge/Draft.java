package io.meerkat.api.merge;

import io.meerkat.merge.body.Document;
import io.meerkat.model.Content;
import io.meerkat.model.Fragment;
import io.meerkat.model.commit.Allocation;
import java.util.List;
import java.util.Optional;

/**
 * A content that a merge made, not stored yet: its metadata file is to be written before it is committed. {@code allocation}
 * where it has ids that no side had.
 */
public record Draft(
        Content content, String file, Document document, List<Fragment> fragments, Optional<Allocation> allocation) {
    public Draft {
        fragments = List.copyOf(fragments);
    }
}

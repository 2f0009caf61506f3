package io.meerkat.api.load;

import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Fragment;
import java.util.List;

/**
 * A table as its metadata file tells it.
 *
 * @param claim its location, as claims compare it
 */
public record ForeignTable(TableContent content, List<Fragment> fragments, String claim) {
    public ForeignTable {
        fragments = List.copyOf(fragments);
    }

    /** For when its fragments are stored. */
    ForeignTable withoutFragments() {
        return new ForeignTable(content, List.of(), claim);
    }
}

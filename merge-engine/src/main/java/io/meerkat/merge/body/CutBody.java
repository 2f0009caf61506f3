package io.meerkat.merge.body;

import io.meerkat.model.Body;
import io.meerkat.model.Fragment;
import java.util.List;

/**
 * A body, the texts of its fragments, each once, and the document that they make. One that was appended to another leaves
 * out the texts of fragments that it took over.
 */
public record CutBody(Body body, List<Fragment> fragments, Document document) {
    public CutBody {
        fragments = List.copyOf(fragments);
    }
}

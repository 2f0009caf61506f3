package io.meerkat.merge.body;

import io.meerkat.model.Body;
import io.meerkat.model.Fragment;
import java.util.List;

/** A body and the texts of its fragments, each once. */
public record CutBody(Body body, List<Fragment> fragments) {
    public CutBody {
        fragments = List.copyOf(fragments);
    }
}

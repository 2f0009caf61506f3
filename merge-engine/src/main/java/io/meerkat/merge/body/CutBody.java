package io.meerkat.merge.body;

import io.meerkat.model.Body;
import io.meerkat.model.Fragment;
import java.util.List;
import java.util.Map;

/**
 * A body, the texts of its fragments, each once, and the document that they make, UTF-8. One that was appended to another
 * leaves out the texts of fragments that it took over.
 *
 * @param histories by name, the arrays that grow
 */
public record CutBody(Body body, List<Fragment> fragments, byte[] document, Map<String, History> histories) {
    public CutBody {
        fragments = List.copyOf(fragments);
        histories = Map.copyOf(histories);
    }

    /** How many elements an array that grows has here. */
    public int elements(String history) {
        return histories.getOrDefault(history, History.NONE).elements();
    }
}

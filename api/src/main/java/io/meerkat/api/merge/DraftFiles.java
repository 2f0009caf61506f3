package io.meerkat.api.merge;

import io.meerkat.api.location.MetadataFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The metadata files of drafts, written before what they are of is committed. */
final class DraftFiles {
    private final MetadataFiles files;
    private final List<String> written = new ArrayList<>();

    DraftFiles(MetadataFiles files) {
        this.files = files;
    }

    /** @throws io.meerkat.api.location.NotWrittenException if one could not be written; those before it are there */
    void write(List<Draft> drafts) {
        for (Draft draft : drafts) {
            files.write(draft.file(), draft.document(), draft.content().hash());
            written.add(draft.file());
        }
    }

    /** For what was committed. */
    void keep() {
        end(files::keep);
    }

    /** For what was certainly not committed. */
    void discard() {
        end(files::discard);
    }

    /** For what may have been committed. */
    void leave() {
        end(files::leave);
    }

    private void end(Consumer<String> end) {
        written.forEach(end);
        written.clear();
    }
}

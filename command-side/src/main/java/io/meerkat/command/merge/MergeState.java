package io.meerkat.command.merge;

import io.meerkat.model.event.MergeEvent;
import io.meerkat.model.event.MergeEvent.MergeAborted;
import io.meerkat.model.event.MergeEvent.MergeAnswered;
import io.meerkat.model.event.MergeEvent.MergeCompleted;
import io.meerkat.model.event.MergeEvent.MergeOpened;

/** How far a merge is. */
enum MergeState {
    ABSENT,
    OPEN,
    ENDED;

    MergeState after(MergeEvent event) {
        return switch (event) {
            case MergeOpened opened -> OPEN;
            case MergeAnswered answered -> this;
            case MergeCompleted completed -> ENDED;
            case MergeAborted aborted -> ENDED;
        };
    }
}

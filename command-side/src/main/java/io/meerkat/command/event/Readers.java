package io.meerkat.command.event;

import java.util.List;
import java.util.Map;

/**
 * Which events the servers that live can read. While servers of two programs run side by side, as in an upgrade one by
 * one, nothing is written that the older cannot read.
 */
public final class Readers {
    private volatile List<Reader> living = List.of();

    /** @param readable by the name of each event, the revision up to which it is read */
    public record Reader(String version, Map<String, Integer> readable) {
        private boolean reads(EventName event) {
            return readable.getOrDefault(event.name(), 0) >= event.revision();
        }
    }

    /** Takes it that these live now. */
    public void see(List<Reader> now) {
        living = List.copyOf(now);
    }

    /** @throws NotReadByAll if one of them cannot read the event */
    void require(EventName event) {
        for (Reader reader : living) {
            if (!reader.reads(event)) {
                throw new NotReadByAll(event, reader.version());
            }
        }
    }

    /** An event was not written; nothing happened. */
    public static final class NotReadByAll extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotReadByAll(EventName event, String version) {
            super("a server of version %s is still running, which cannot read %s: stop it or replace it"
                    .formatted(version, event));
        }
    }
}

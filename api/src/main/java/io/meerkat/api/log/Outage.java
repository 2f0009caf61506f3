package io.meerkat.api.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import com.google.common.base.Throwables;
import io.meerkat.storage.SqlStates;
import java.util.Optional;

/** A failure that says no more than that the database is gone: where in the program that was noticed helps nobody. */
final class Outage {
    private Outage() {}

    /** What the database or the network said. */
    static Optional<String> in(ILoggingEvent event) {
        return event.getThrowableProxy() instanceof ThrowableProxy proxy
                        && SqlStates.isUnavailable(proxy.getThrowable())
                ? Optional.of(String.valueOf(
                        Throwables.getRootCause(proxy.getThrowable()).getMessage()))
                : Optional.empty();
    }
}

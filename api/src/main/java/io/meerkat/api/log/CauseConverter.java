package io.meerkat.api.log;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.CoreConstants;

/** Ends a line, with what an outage says; any other failure follows with its stack. */
public final class CauseConverter extends ThrowableProxyConverter {
    @Override
    public String convert(ILoggingEvent event) {
        return Outage.in(event)
                .map(said -> ": " + said + CoreConstants.LINE_SEPARATOR)
                .orElseGet(() -> CoreConstants.LINE_SEPARATOR + super.convert(event));
    }
}

package io.meerkat.api.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * While a database is gone every request and every background task complains of it. A complaint of one kind, the same
 * but for what is filled in, is shown once in a while. What has a cause of its own to show is always shown.
 */
public final class OnceInAWhile extends Filter<ILoggingEvent> {
    static final Duration WHILE = Duration.ofSeconds(10);
    private static final long KINDS_MAX = 1_000;

    private final Cache<Kind, Boolean> shown;

    private record Kind(String logger, String pattern) {}

    public OnceInAWhile() {
        this(Ticker.systemTicker());
    }

    OnceInAWhile(Ticker ticker) {
        this.shown = Caffeine.newBuilder()
                .expireAfterWrite(WHILE)
                .maximumSize(KINDS_MAX)
                .ticker(ticker)
                .build();
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        if (!event.getLevel().isGreaterOrEqual(Level.WARN) || showsACause(event)) {
            return FilterReply.NEUTRAL;
        }
        var kind = new Kind(event.getLoggerName(), event.getMessage());
        return shown.asMap().putIfAbsent(kind, true) == null ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private static boolean showsACause(ILoggingEvent event) {
        return event.getThrowableProxy() != null && Outage.in(event).isEmpty();
    }
}

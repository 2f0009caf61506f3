package io.meerkat.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.helpers.MessageFormatter;

class LogIT {
    private final LoggerContext context = new LoggerContext();
    private final AtomicLong clock = new AtomicLong();
    private final OnceInAWhile filter = new OnceInAWhile(clock::get);
    private final CauseConverter converter = new CauseConverter();

    @Test
    void showsAnOutageAsOneLineAndOnceInAWhile() throws Exception {
        var gone = new IllegalStateException("reading failed", databaseGone());

        assertThat(shown(event(Level.ERROR, "{} failed", "a", gone))).isTrue();
        assertThat(shown(event(Level.ERROR, "{} failed", "b", gone))).isFalse();
        assertThat(text(event(Level.ERROR, "{} failed", "a", gone)))
                .isEqualTo(": Connection refused" + System.lineSeparator());

        clock.addAndGet(OnceInAWhile.WHILE.toNanos() - 1);
        assertThat(shown(event(Level.ERROR, "{} failed", "c", gone))).isFalse();
        clock.addAndGet(1);
        assertThat(shown(event(Level.ERROR, "{} failed", "d", gone))).isTrue();
    }

    @Test
    void showsEveryOtherFailureEachTimeAndWhole() {
        var bug = new IllegalStateException("a bug");

        for (int i = 0; i < 3; i++) {
            assertThat(shown(event(Level.ERROR, "{} failed", "a", bug))).isTrue();
        }
        assertThat(text(event(Level.ERROR, "{} failed", "a", bug)))
                .startsWith(System.lineSeparator() + "java.lang.IllegalStateException: a bug")
                .contains("at " + LogIT.class.getName());
    }

    @Test
    void tellsKindsApartAndLeavesInformationAlone() {
        assertThat(shown(event(Level.WARN, "one {}", "a"))).isTrue();
        assertThat(shown(event(Level.WARN, "two {}", "a"))).isTrue();
        assertThat(shown(event(Level.WARN, "one {}", "b"))).isFalse();
        assertThat(shown(event(Level.INFO, "three", ""))).isTrue();
        assertThat(shown(event(Level.INFO, "three", ""))).isTrue();
        assertThat(text(event(Level.INFO, "three", ""))).isEqualTo(System.lineSeparator());
    }

    private boolean shown(LoggingEvent event) {
        return filter.decide(event) != FilterReply.DENY;
    }

    private String text(LoggingEvent event) {
        converter.start();
        return converter.convert(event);
    }

    private LoggingEvent event(Level level, String pattern, Object... arguments) {
        var failure = MessageFormatter.getThrowableCandidate(arguments);
        return new LoggingEvent("here", context.getLogger("a.logger"), level, pattern, failure, arguments);
    }

    private static SQLException databaseGone() throws Exception {
        try (var port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = "jdbc:postgresql://127.0.0.1:%d/x?user=x".formatted(port.getLocalPort());
            port.close();
            DriverManager.getConnection(url).close();
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("a database answers where none is");
    }
}

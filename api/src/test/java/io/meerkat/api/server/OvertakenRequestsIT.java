package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.http.Answer;
import io.meerkat.storage.TestDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request whose twin, under the same key, is done by another server meanwhile: before the first of its connections to
 * the database, before the second, and so on, which are all the moments at which it can notice.
 */
class OvertakenRequestsIT {
    @TempDir
    private Path data;

    private final DataSource source = TestDatabase.freshSource();
    private final CuttableSource watched = new CuttableSource(source);
    private DialectUnderTest iceberg;
    private DialectUnderTest another;

    @BeforeEach
    void start() {
        iceberg = DialectUnderTest.on(data, watched.source());
        another = DialectUnderTest.beside(data, source);
    }

    @AfterEach
    void stop() {
        iceberg.close();
        another.close();
    }

    private static Stream<KeyedOperation> operations() {
        return KeyedOperation.all();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aRequestIsAnsweredAsItsTwinThatOvertookItAtAnyMoment(KeyedOperation operation) {
        int moment = 0;
        while (isAnsweredAlike(operation, moment)) {
            moment++;
        }
        assertThat(moment).isGreaterThan(1);
    }

    /** Returns whether the moment came. */
    private boolean isAnsweredAlike(KeyedOperation operation, int moment) {
        var sending = operation.in(iceberg, "ns" + moment);
        var key = key();
        var twin = new AtomicReference<Answer>();
        watched.meanwhile(moment, () -> twin.set(sending.to(another, key)));

        var answer = sending.to(iceberg, key);

        if (!watched.happened()) {
            return false;
        }
        assertThat(twin.get().status()).as(twin.get().text()).isLessThan(300);
        requireSame(twin.get(), answer, moment);
        requireSame(twin.get(), sending.to(iceberg, key), moment);
        return true;
    }

    private static void requireSame(Answer first, Answer again, int moment) {
        assertThat(again.status())
                .as("before connection %d: %s", moment, again.text())
                .isEqualTo(first.status());
        assertThat(untimed(again)).isEqualTo(untimed(first));
    }

    /** A staged table was never updated and says that it was now. */
    private static String untimed(Answer answer) {
        return answer.text().replaceAll("\"last-updated-ms\":[0-9]+", "");
    }
}

package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.key;
import static io.meerkat.api.server.Bodies.setProperty;
import static io.meerkat.api.server.Bodies.table;
import static io.meerkat.api.server.Bodies.view;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.meerkat.api.http.Answer;
import io.meerkat.storage.TestDatabase;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** What was done is answered as it was done, whatever others do before the answer or between it and its repetition. */
class RepeatedRequestsIT {
    private static final String TABLES = "namespaces/default/tables";
    private static final String VIEWS = "namespaces/default/views";

    @TempDir
    private Path data;

    private final DataSource source = TestDatabase.freshSource();
    private final CuttableSource lanes = new CuttableSource(source);
    private DialectUnderTest iceberg;
    private DialectUnderTest somebodyElse;

    @BeforeEach
    void start() {
        iceberg = DialectUnderTest.on(data, lanes.source(), source);
        somebodyElse = DialectUnderTest.beside(data, source);
        require(200, iceberg.post(TABLES, table("t")));
        require(200, iceberg.post(VIEWS, view("v")));
    }

    @AfterEach
    void stop() {
        iceberg.close();
        somebodyElse.close();
    }

    /** What makes or changes an object, and how somebody puts another one in its place. */
    private record Change(String path, String body, String objects, String name, String another) {
        void putAnother(DialectUnderTest iceberg) {
            require(204, iceberg.delete(objects + "/" + name));
            require(200, iceberg.post(objects, another));
        }

        @Override
        public String toString() {
            return path;
        }
    }

    private static Stream<Change> changes() {
        return Stream.of(
                new Change(TABLES, table("new"), TABLES, "new", table("new")),
                new Change(TABLES + "/t", setProperty("p"), TABLES, "t", table("t")),
                new Change(VIEWS, view("new"), VIEWS, "new", view("new")),
                new Change(VIEWS + "/v", setProperty("p"), VIEWS, "v", view("v")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangeIsAnsweredAsItWasMadeThoughAnotherObjectStandsThereBeforeTheAnswer(Change change) {
        lanes.afterCommit(() -> change.putAnother(somebodyElse));

        var answer = iceberg.post(change.path(), change.body());

        require(200, answer);
        assertThat(location(answer)).isNotEqualTo(location(somebodyElse.get(change.objects() + "/" + change.name())));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aRepeatedChangeIsAnsweredAsOfItsCommit(Change change) {
        var key = key();
        var first = iceberg.send("POST", change.path(), change.body(), key);
        require(200, first);
        change.putAnother(somebodyElse);

        var again = iceberg.send("POST", change.path(), change.body(), key);

        require(200, again);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.headers()).isEqualTo(first.headers());
    }

    @Test
    void aRegisteredTableIsShownAsItWasRegistered() {
        var location = location(iceberg.get(TABLES + "/t"));
        require(204, iceberg.delete(TABLES + "/t"));
        var body = "{\"name\":\"back\",\"metadata-location\":\"%s\"}".formatted(location);
        var key = key();
        lanes.afterCommit(() -> require(204, somebodyElse.delete(TABLES + "/back")));

        var first = iceberg.send("POST", "namespaces/default/register", body, key);
        lanes.mend();

        require(200, first);
        assertThat(location(first)).isEqualTo(location);
        assertThat(iceberg.send("POST", "namespaces/default/register", body, key)
                        .text())
                .isEqualTo(first.text());
    }

    @Test
    void aRepeatedUnregisterHandsTheTableBackAgain() {
        require(200, iceberg.post(TABLES + "/t", setProperty("p")));
        var key = key();
        var first = iceberg.send("POST", TABLES + "/t/unregister", "", key);
        require(200, first);
        require(200, iceberg.post(TABLES, table("t")));

        var again = iceberg.send("POST", TABLES + "/t/unregister", "", key);

        require(200, again);
        assertThat(again.text()).isEqualTo(first.text()).contains("\"p\":\"1\"");
        require(200, iceberg.get(TABLES + "/t"));
    }

    @ParameterizedTest
    @MethodSource("alreadySo")
    void whatWasSoAlreadyIsNotDoneWhenItIsRepeated(String path, String body) {
        require(200, iceberg.post(path, body));
        var key = key();
        var first = iceberg.send("POST", path, body, key);
        require(200, first);
        require(200, iceberg.post(path, body.replace("\"1\"", "\"2\"")));

        var again = iceberg.send("POST", path, body, key);

        require(200, again);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(iceberg.get(path).text()).contains("\"p\":\"2\"");
    }

    private static Stream<Arguments> alreadySo() {
        return Stream.of(TABLES + "/t", VIEWS + "/v").map(path -> arguments(path, setProperty("p")));
    }

    private static String location(Answer answer) {
        return JsonMapper.shared()
                .readTree(answer.text())
                .get("metadata-location")
                .stringValue();
    }

    private static void require(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }
}

package io.meerkat.api.server;

import static io.meerkat.api.server.Bodies.setProperty;
import static io.meerkat.api.server.Bodies.stagedTable;
import static io.meerkat.api.server.Bodies.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.meerkat.api.http.Answer;
import io.meerkat.api.location.Locations;
import io.meerkat.api.location.MetadataFiles;
import io.meerkat.api.location.MetadataNames;
import io.meerkat.api.location.Unfinished;
import io.meerkat.api.location.UnfinishedEntry;
import io.meerkat.api.sweep.Sweep;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Content;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.storage.Database;
import io.meerkat.storage.TestDatabase;
import io.meerkat.storage.commit.ContentTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** What attempts leave behind that died or came to nothing, and what the sweep never touches. */
class SweptFilesIT {
    private static final String TABLES = "namespaces/default/tables";
    private static final String CONNECTION_FAILURE = "08006";
    private static final Content CONTENT = new NamespaceContent(new TreeMap<>(Map.of("some", "content")));
    private static final Clock NOW = Clock.systemUTC();
    private static final Clock LATER = Clock.offset(NOW, Duration.ofMinutes(11));

    @TempDir
    private Path data;

    private final DataSource source = TestDatabase.freshSource();
    private final Database database = new Database(source);
    private final CuttableSource lanes = new CuttableSource(source);
    private DialectUnderTest iceberg;

    @BeforeEach
    void start() {
        iceberg = DialectUnderTest.on(data, lanes.source(), source);
    }

    @AfterEach
    void stop() {
        iceberg.close();
    }

    private Unfinished journal() {
        return Unfinished.open(Foundation.unfinished(data, database));
    }

    /** Writes a file as for a commit of {@link #CONTENT}. */
    private Path written(Unfinished journal) {
        var location = "file://" + data.resolve("warehouse/default/x/metadata");
        var name = MetadataNames.numbered(location, 0, UUID.randomUUID(), ".metadata.json");
        new MetadataFiles(Locations.of(data.resolve("warehouse"), List.of()), journal)
                .write(name, Document.whole(new byte[0]), CONTENT.hash());
        return Path.of(name.substring("file://".length()));
    }

    @Test
    void aFileWhoseWriterDiedBeforeItsCommitIsDeleted() {
        var dead = journal();
        var file = written(dead);
        dead.close();

        iceberg.sweep(NOW);

        assertThat(file).doesNotExist();
        assertThat(journals()).hasSize(1);
    }

    @Test
    void aFileWhoseWriterDiedAfterItsCommitStays() {
        var dead = journal();
        var file = written(dead);
        new ContentTable(database).add(TenantId.DEFAULT, Map.of(CONTENT.hash(), CONTENT));
        dead.close();

        iceberg.sweep(NOW);

        assertThat(file).exists();
        assertThat(journals()).hasSize(1);
    }

    @Test
    void aFileWhoseCommitTakesEffectWhileItIsLookedForStays() throws InterruptedException {
        var dead = journal();
        var file = written(dead);
        dead.close();

        var sweep = database.transact(() -> {
            new ContentTable(database).add(TenantId.DEFAULT, Map.of(CONTENT.hash(), CONTENT));
            var thread = Thread.ofPlatform().start(() -> iceberg.sweep(NOW));
            assertThat(ends(thread)).isFalse();
            return thread;
        });

        sweep.join();
        assertThat(file).exists();
    }

    @Test
    void aCommitThatFollowsTheSweepOfItsFileIsRefused() {
        var taken = journal();
        var file = written(taken);
        taken.close();

        iceberg.sweep(NOW);

        assertThat(file).doesNotExist();
        assertThat(new ContentTable(database).add(TenantId.DEFAULT, Map.of(CONTENT.hash(), CONTENT)))
                .containsExactly(CONTENT.hash());
    }

    @Test
    void aCommitThatIsUnderWayDuringTheSweepOfItsFileIsRefused() throws InterruptedException {
        var taken = journal();
        var file = written(taken);
        taken.close();
        var failed = new AtomicReference<Set<Hash>>(Set.of());
        var threads = new ArrayList<Thread>();

        assertThatThrownBy(() -> database.transact(() -> {
                    database.execute("select pg_current_xact_id()");
                    var thread = Thread.ofPlatform().start(() -> iceberg.sweep(NOW));
                    threads.add(thread);
                    assertThat(ends(thread)).isFalse();
                    failed.set(new ContentTable(database).add(TenantId.DEFAULT, Map.of(CONTENT.hash(), CONTENT)));
                    throw new IllegalStateException("as a lane does");
                }))
                .hasMessage("as a lane does");

        threads.getFirst().join();
        assertThat(failed.get()).containsExactly(CONTENT.hash());
        assertThat(file).doesNotExist();
    }

    private static boolean ends(Thread thread) {
        try {
            return thread.join(Duration.ofMillis(300));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileWhoseWriterLivesStays() {
        try (var living = journal()) {
            var file = written(living);
            iceberg.sweep(LATER);
            assertThat(file).exists();
        }
    }

    @Test
    void ofCommitsWhoseOutcomeIsUnknownTheFilesStayThatAreNeeded() {
        require(200, iceberg.post(TABLES, table("t")));
        lanes.afterCommit(() -> {
            lanes.cut();
            throw new SQLException("the connection broke", CONNECTION_FAILURE);
        });
        require(500, iceberg.post(TABLES + "/t", setProperty("p")));
        lanes.mend();

        iceberg.sweep(LATER);

        require(200, iceberg.get(TABLES + "/t"));
    }

    @Test
    void theFoldersOfARefusedCreateGoAndThoseOfATableStay() throws IOException {
        require(200, iceberg.post(TABLES, table("t")));
        var there = folder(iceberg.get(TABLES + "/t"));
        var refused = there.resolve("within");
        require(400, iceberg.post(TABLES, table("u", "file://" + refused)));
        var elsewhere = data.resolve("warehouse/default/elsewhere");
        require(404, iceberg.post("namespaces/absent/tables", table("u", "file://" + elsewhere)));

        iceberg.sweep(NOW);
        assertThat(elsewhere).exists();
        assertThat(refused).exists();
        iceberg.sweep(LATER);

        assertThat(elsewhere).doesNotExist();
        assertThat(refused).doesNotExist();
        assertThat(there.resolve("data")).isEmptyDirectory();
    }

    @Test
    void theFoldersOfAStagedCreateGoWhenItHasLapsed() {
        var answer = iceberg.post(TABLES, stagedTable("staged"));
        require(200, answer);
        iceberg.sweep(LATER);
        assertThat(folder(answer)).exists();

        database.execute("update claims set expires_at = clock_timestamp() - interval '1 second'");
        iceberg.sweep(LATER);

        assertThat(folder(answer)).doesNotExist();
    }

    @Test
    void whatLiesWhereTheServerMayNotLookIsWarnedAboutOnce() {
        var log = (Logger) LoggerFactory.getLogger(Sweep.class);
        var heard = new ListAppender<ILoggingEvent>();
        heard.start();
        log.addAppender(heard);
        try (var journal = journal()) {
            journal.begin(new UnfinishedEntry("file:///elsewhere/x", Optional.empty()));
            journal.leave("file:///elsewhere/x", Instant.EPOCH);
            var sweep = new Sweep(database, journal, Locations.of(data.resolve("warehouse"), List.of()), NOW);
            sweep.run();
            sweep.run();
        } finally {
            log.detachAppender(heard);
        }

        assertThat(heard.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("/elsewhere/x");
    }

    private static Path folder(Answer loaded) {
        var location = JsonMapper.shared()
                .readTree(loaded.text())
                .at("/metadata/location")
                .stringValue();
        return Path.of(location.substring("file://".length()));
    }

    private List<Path> journals() {
        try (var files = Files.list(Foundation.unfinished(data, database))) {
            return files.toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void require(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }
}

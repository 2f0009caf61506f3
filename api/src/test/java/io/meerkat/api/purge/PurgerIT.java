package io.meerkat.api.purge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.api.location.Locations;
import io.meerkat.api.management.RunningServer;
import io.meerkat.command.Aggregates;
import io.meerkat.command.axon.Commands;
import io.meerkat.command.purge.LeaseLost;
import io.meerkat.command.purge.Purges;
import io.meerkat.model.ContentId;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.TenantId;
import io.meerkat.storage.load.Nodes;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.purge.Purge;
import io.meerkat.storage.purge.PurgeTable;
import io.meerkat.storage.purge.VisibleTables;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.GenericStatisticsFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.rest.RESTCatalog;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files a purge deletes, when, and which never. The server's own purger has days to wait and is not in the way. */
class PurgerIT {
    private static final Path ALLOWED = temporaryFolder();
    private static final RunningServer SERVER = RunningServer.start(ALLOWED);
    private static final Schema SCHEMA = new Schema(Types.NestedField.optional(1, "x", Types.LongType.get()));
    private static final PartitionSpec SPEC =
            PartitionSpec.builderFor(SCHEMA).bucket("x", 4).build();

    @AutoClose
    private static final RESTCatalog CATALOG = connected("default");

    @AutoClose
    private static final Commands COMMANDS = Aggregates.open(SERVER.database());

    private Namespace namespace = Namespace.empty();

    private static RESTCatalog connected(String warehouse) {
        var catalog = new RESTCatalog();
        catalog.initialize(
                "meerkat",
                Map.of(
                        "uri", SERVER.url(),
                        "warehouse", warehouse,
                        "io-impl", WritableFiles.class.getName()));
        return catalog;
    }

    @AfterAll
    static void everyPurgeIsDone() {
        purger(Duration.ZERO, Duration.ZERO).run();
        assertThat(new PurgeTable(SERVER.database()).open().all()).isZero();
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("meerkat").toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void makeNamespace() {
        namespace = Namespace.of("purge_" + UUID.randomUUID().toString().replace("-", ""));
        CATALOG.createNamespace(namespace);
    }

    private static Purger purger(Duration grace, Duration retention) {
        return purger(grace, retention, System::nanoTime);
    }

    private static Purger purger(Duration grace, Duration retention, LongSupplier nanos) {
        return purger(grace, retention, nanos, List.of(ALLOWED));
    }

    private static Purger purger(Duration grace, Duration retention, LongSupplier nanos, List<Path> allowed) {
        var database = SERVER.database();
        return new Purger(
                database,
                new Purges(database, COMMANDS),
                new VisibleTables(database, new Trees(database, new Nodes(database, 1 << 20))),
                Locations.of(SERVER.data().resolve("warehouse"), allowed),
                grace,
                retention,
                nanos);
    }

    private static void purgeNow() {
        purger(Duration.ZERO, Duration.ZERO).run();
    }

    private TableIdentifier named(String name) {
        return TableIdentifier.of(namespace, name);
    }

    /** A table with rows in two files. */
    private Table table(String name, Map<String, String> properties) {
        var table = CATALOG.buildTable(named(name), SCHEMA)
                .withPartitionSpec(SPEC)
                .withProperties(properties)
                .create();
        append(table, dataFile(table));
        append(table, dataFile(table));
        return table;
    }

    private static void append(Table table, DataFile file) {
        table.newAppend().appendFile(file).commit();
    }

    private static DataFile dataFile(Table table) {
        return dataFile(written(table, "data", ".parquet"));
    }

    private static DataFile dataFile(String location) {
        return DataFiles.builder(SPEC)
                .withPath(location)
                .withPartitionPath("x_bucket=1")
                .withFileSizeInBytes(4)
                .withRecordCount(1)
                .build();
    }

    private static String written(Table table, String folder, String suffix) {
        var path = path(table.location()).resolve(folder).resolve(UUID.randomUUID() + suffix);
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, "rows");
            return "file://" + path;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path path(String location) {
        return Path.of(URI.create(location).getPath());
    }

    private static List<Path> files(Table table) throws IOException {
        var folder = path(table.location());
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static String metadataFile(Table table) {
        return ((HasTableOperations) table).operations().current().metadataFileLocation();
    }

    @Test
    void everyFileThatTheTableEverHadGoesAndItsFoldersToo() {
        var table = table("t", Map.of("write.parquet.bloom-filter-enabled.column.path", "true"));
        var first = dataFile(table);
        append(table, first);
        table.newDelete().deleteFile(first).commit();
        table.newRowDelta()
                .addDeletes(FileMetadata.deleteFileBuilder(table.spec())
                        .ofPositionDeletes()
                        .withPath(written(table, "data", "-deletes.parquet"))
                        .withPartitionPath("x_bucket=1")
                        .withFileSizeInBytes(4)
                        .withRecordCount(1)
                        .build())
                .commit();
        long snapshot = table.currentSnapshot().snapshotId();
        table.updateStatistics()
                .setStatistics(
                        new GenericStatisticsFile(snapshot, written(table, "metadata", ".stats"), 4, 4, List.of()))
                .commit();
        table.updateSchema().addColumn("y", Types.StringType.get()).commit();
        CATALOG.renameTable(named("t"), named("u"));
        var renamed = CATALOG.loadTable(named("u"));
        // Forgotten by the table, known to older commits only; the client leaves the files to the catalog.
        renamed.expireSnapshots()
                .expireOlderThan(System.currentTimeMillis())
                .retainLast(1)
                .cleanExpiredFiles(false)
                .commit();
        renamed.updateProperties().set("a", "b").commit();

        CATALOG.dropTable(named("u"), true);
        purgeNow();

        assertThat(path(table.location())).doesNotExist();
    }

    @Test
    void nothingGoesBeforeBothTheGraceAndTheRetentionAreOver() throws IOException {
        var table = table("t", Map.of());
        CATALOG.dropTable(named("t"), true);
        var all = files(table);

        purger(Duration.ofHours(1), Duration.ZERO).run();
        purger(Duration.ZERO, Duration.ofHours(1)).run();
        assertThat(files(table)).isEqualTo(all);

        purgeNow();
        assertThat(files(table)).isEmpty();
    }

    @Test
    void aTableThatIsOnlyDroppedKeepsItsFiles() throws IOException {
        var table = table("t", Map.of());
        var all = files(table);

        CATALOG.dropTable(named("t"), false);
        purgeNow();

        assertThat(files(table)).isEqualTo(all);
    }

    @Test
    void whatAnotherTableRefersToStays() throws IOException {
        var table = table("t", Map.of());
        var shared = dataFile(table);
        append(table, shared);
        var other = table("other", Map.of());
        append(other, shared);

        CATALOG.dropTable(named("t"), true);
        purgeNow();

        assertThat(files(table)).containsExactly(path(shared.location()));
    }

    @Test
    void whatAnotherTableReferredToGoesWithTheLastOfThem() throws IOException {
        var table = table("t", Map.of());
        var shared = dataFile(table);
        append(table, shared);
        var other = table("other", Map.of());
        append(other, shared);
        CATALOG.dropTable(named("t"), true);
        purgeNow();

        CATALOG.dropTable(named("other"), true);
        purgeNow();

        assertThat(files(table)).isEmpty();
        assertThat(files(other)).isEmpty();
    }

    @Test
    void whatAnotherTableRefersToByALinkStays() throws IOException {
        var table = table("t", Map.of());
        var shared = dataFile(table);
        append(table, shared);
        var other = table("other", Map.of());
        var link = path(other.location()).resolve("data/link.parquet");
        Files.createSymbolicLink(link, path(shared.location()));
        append(other, dataFile("file://" + link));

        CATALOG.dropTable(named("t"), true);
        purgeNow();

        assertThat(files(table)).containsExactly(path(shared.location()));
    }

    @Test
    void nothingGoesWhileNobodyKnowsWhereALocationLeads() throws IOException {
        var table = table("t", Map.of());
        var all = files(table);
        append(table("other", Map.of()), dataFile("file://elsewhere/x.parquet"));
        CATALOG.dropTable(named("t"), true);

        assertThatThrownBy(PurgerIT::purgeNow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("file://elsewhere/x.parquet");
        assertThat(files(table)).isEqualTo(all);

        CATALOG.dropTable(named("other"), false);
        letLeasesLapse();
        purgeNow();
        assertThat(files(table)).isEmpty();
    }

    @Test
    void whatATableRefersToThatCommitsOfTheRetentionHoldStays() throws IOException {
        var table = table("t", Map.of());
        var shared = dataFile(table);
        append(table, shared);
        var other = table("other", Map.of());
        append(other, shared);
        CATALOG.dropTable(named("t"), true);
        letHoursPass(2);
        CATALOG.dropTable(named("other"), false);

        purger(Duration.ZERO, Duration.ofHours(1)).run();

        assertThat(files(table)).containsExactly(path(shared.location()));
    }

    @Test
    void whatATableRefersToThatComesBackWhileThePurgeRunsStays() throws IOException {
        var table = table("t", Map.of());
        var shared = dataFile(table);
        append(table, shared);
        var other = table("other", Map.of());
        append(other, shared);
        CATALOG.dropTable(named("other"), false);
        CATALOG.dropTable(named("t"), true);
        LongSupplier onceItHasBegun = () -> {
            if (hasBegun("t") && !CATALOG.tableExists(named("again"))) {
                CATALOG.registerTable(named("again"), metadataFile(other));
            }
            return 0;
        };

        purger(Duration.ZERO, Duration.ZERO, onceItHasBegun).run();

        assertThat(CATALOG.tableExists(named("again"))).isTrue();
        assertThat(files(table)).containsExactly(path(shared.location()));
    }

    private boolean hasBegun(String name) {
        return SERVER.database()
                .query(
                        "select begun_at is not null as begun from purges where content_id = ?",
                        purged(name).value())
                .fetchSingle(row -> row.get("begun", Boolean.class));
    }

    @Test
    void whatATableRefersToThatWasDroppedWithinTheGraceStays() throws IOException {
        var table = table("t", Map.of());
        var shared = dataFile(table);
        append(table, shared);
        append(table("other", Map.of()), shared);
        CATALOG.dropTable(named("t"), true);
        letHoursPass(2);
        CATALOG.dropTable(named("other"), false);

        purger(Duration.ofHours(1), Duration.ZERO).run();

        assertThat(files(table)).containsExactly(path(shared.location()));
    }

    @Test
    void whatATableRefersToOfACatalogThatWasDroppedMeanwhileStays() throws IOException {
        var table = table("t", Map.of());
        var shared = dataFile(table);
        append(table, shared);
        var name = "short_" + UUID.randomUUID().toString().replace("-", "");
        assertThat(SERVER.post("/api/v1/catalogs", "{\"name\": \"%s\"}".formatted(name))
                        .status())
                .isEqualTo(201);
        CATALOG.dropTable(named("t"), true);
        letHoursPass(2);
        try (var other = connected(name)) {
            var id = TableIdentifier.of("default", "other");
            append(other.buildTable(id, SCHEMA).withPartitionSpec(SPEC).create(), shared);
            other.dropTable(id, false);
        }
        assertThat(SERVER.delete("/api/v1/catalogs/" + name).status()).isEqualTo(204);

        purger(Duration.ZERO, Duration.ofHours(1)).run();

        assertThat(files(table)).containsExactly(path(shared.location()));
    }

    /** As if all that happened so far had happened so much earlier. */
    private static void letHoursPass(int hours) {
        for (String column : List.of("purges set requested_at", "heads set recorded_at")) {
            SERVER.database()
                    .execute(
                            "update %1$s = %2$s - make_interval(hours => ?)"
                                    .formatted(column, column.substring(column.lastIndexOf(' ') + 1)),
                            hours);
        }
    }

    @Test
    void nothingGoesThatLiesUnderALaterClaimant() throws IOException {
        var table = table("t", Map.of());
        var all = files(table);
        CATALOG.dropTable(named("t"), true);
        CATALOG.registerTable(named("again"), metadataFile(table));

        purgeNow();

        assertThat(files(table)).containsAll(all);
        assertThat(CATALOG.loadTable(named("again")).currentSnapshot().summary())
                .containsEntry("total-data-files", "2");
    }

    @Test
    void nothingGoesThatLiesWhereAnotherTableEverLay() throws IOException {
        var let = table("let_go", Map.of());
        var theirs = dataFile(let);
        append(let, theirs);
        CATALOG.dropTable(named("let_go"), false);
        var all = files(let);
        append(table("t", Map.of()), theirs);

        CATALOG.dropTable(named("t"), true);
        purgeNow();

        assertThat(files(let)).isEqualTo(all);
    }

    @Test
    void aTableThatTookOverALocationIsPurgedWithAllThatItHolds() throws IOException {
        var table = table("t", Map.of());
        CATALOG.dropTable(named("t"), false);
        CATALOG.registerTable(named("again"), metadataFile(table));

        CATALOG.dropTable(named("again"), true);
        purgeNow();

        assertThat(files(table)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofTwoPurgesOfOnePlaceThatRunAtOnceTheLaterOwnersDeletesTheFiles(boolean theLaterOneIsElsewhere)
            throws IOException {
        var table = table("t", Map.of());
        CATALOG.dropTable(named("t"), true);
        CATALOG.registerTable(named("again"), metadataFile(table));
        CATALOG.dropTable(named("again"), true);
        var all = files(table);
        beginElsewhere(theLaterOneIsElsewhere ? "again" : "t");

        purgeNow();
        assertThat(files(table)).isEqualTo(theLaterOneIsElsewhere ? all : List.of());

        letLeasesLapse();
        purgeNow();
        assertThat(path(table.location())).doesNotExist();
    }

    /** By a node that holds its lease from now on, and that of nothing else. */
    private Purge beginElsewhere(String name) {
        var object = purged(name);
        var taken = new PurgeTable(SERVER.database()).take(Duration.ZERO, Duration.ofMinutes(1), 100);
        var purge = taken.stream()
                .filter(due -> due.contentId().equals(object))
                .findFirst()
                .orElseThrow();
        assertThat(new Purges(SERVER.database(), COMMANDS).begin(purge)).isTrue();
        SERVER.database()
                .execute("update purges set leased_until = clock_timestamp() where content_id <> ?", object.value());
        return purge;
    }

    @Test
    void nobodyTakesALocationWhoseFilesAreBeingDeleted() {
        var table = table("t", Map.of());
        CATALOG.dropTable(named("t"), true);
        var purge = beginElsewhere("t");

        assertThatThrownBy(() -> CATALOG.registerTable(named("again"), metadataFile(table)))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("belongs to another table");

        new Purges(SERVER.database(), COMMANDS).complete(purge, new Purges.Tally(0, 0, 0));
        assertThat(CATALOG.registerTable(named("again"), metadataFile(table))).isNotNull();
    }

    @Test
    void nothingGoesWhileItIsUnknownWhatAnotherTableRefersTo() throws IOException {
        var table = table("t", Map.of());
        var all = files(table);
        var other = table("other", Map.of());
        CATALOG.dropTable(named("t"), true);
        var folder = path(other.location());
        var away = Files.move(folder, folder.resolveSibling("not-mounted"));

        assertThatThrownBy(PurgerIT::purgeNow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(other.location());
        assertThat(files(table)).isEqualTo(all);
        assertThat(hasBegun("t")).as("older commits can be read").isFalse();

        Files.move(away, folder);
        letLeasesLapse();
        purgeNow();
        assertThat(files(table)).isEmpty();
    }

    @Test
    void aTableWhoseFolderNeverCameToBeStopsNothing() throws IOException {
        var table = table("t", Map.of());
        var metadata = SERVER.data()
                .resolve("warehouse/default")
                .resolve(UUID.randomUUID().toString());
        var other = table("other", Map.of("write.metadata.path", "file://" + metadata));
        other.updateLocation().setLocation(other.location() + "-never").commit();
        assertThat(path(other.location())).doesNotExist();
        CATALOG.dropTable(named("t"), true);

        purgeNow();

        assertThat(files(table)).isEmpty();
    }

    @Test
    void nothingGoesWhileTheMetadataOfAnotherTableIsOutOfReach() throws IOException {
        var mount = SERVER.data()
                .resolve("warehouse/default")
                .resolve(UUID.randomUUID().toString());
        var table = table("t", Map.of());
        var shared = dataFile(table);
        append(table, shared);
        append(table("other", Map.of("write.metadata.path", "file://" + mount)), shared);
        var all = files(table);
        CATALOG.dropTable(named("t"), true);
        var away = Files.move(mount, mount.resolveSibling(mount.getFileName() + "-not-mounted"));

        assertNothingGoes(table, all, mount);
        Files.createDirectory(mount);
        assertNothingGoes(table, all, mount);

        Files.delete(mount);
        Files.move(away, mount);
        letLeasesLapse();
        purgeNow();
        assertThat(files(table)).containsExactly(path(shared.location()));
    }

    @Test
    void nothingGoesWhileThePlaceIsOutOfReachWhereAnotherTableLayOnce() throws IOException {
        var table = table("t", Map.of());
        var shared = dataFile(table);
        append(table, shared);
        var other = table("other", Map.of());
        append(other, shared);
        var all = files(table);
        var before = path(other.location());
        other.updateLocation().setLocation(other.location() + "-moved").commit();
        // So that only an earlier snapshot leads there.
        other.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
        CATALOG.dropTable(named("t"), true);
        var away = Files.move(before, before.resolveSibling("not-mounted"));

        assertNothingGoes(table, all, before);

        Files.move(away, before);
        letLeasesLapse();
        purgeNow();
        assertThat(files(table)).containsExactly(path(shared.location()));
    }

    private static void assertNothingGoes(Table table, List<Path> all, Path missing) throws IOException {
        letLeasesLapse();
        assertThatThrownBy(PurgerIT::purgeNow)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(missing.toString());
        assertThat(files(table)).isEqualTo(all);
    }

    @Test
    void aPurgeIsLeftToAServerThatMayLookWhereTheTableLies() throws IOException {
        var table = CATALOG.buildTable(named("t"), SCHEMA)
                .withPartitionSpec(SPEC)
                .withLocation("file://" + ALLOWED.resolve(namespace.level(0)))
                .create();
        append(table, dataFile(table));

        assertThatOnlyAServerThatMayLookThereDeletes(table);
    }

    @Test
    void aPurgeIsLeftToAServerThatMayLookWhereTheTableWroteItsData() throws IOException {
        assertThatOnlyAServerThatMayLookThereDeletes(
                table("t", Map.of("write.data.path", "file://" + ALLOWED.resolve(namespace.level(0)))));
    }

    private void assertThatOnlyAServerThatMayLookThereDeletes(Table table) throws IOException {
        var all = files(table);
        CATALOG.dropTable(named("t"), true);

        purger(Duration.ZERO, Duration.ZERO, System::nanoTime, List.of()).run();
        assertThat(problem("t")).contains(ALLOWED.toString());
        assertThat(hasBegun("t")).as("older commits can be read").isFalse();
        assertThat(files(table)).isEqualTo(all);

        letLeasesLapse();
        purgeNow();
        assertThat(files(table)).isEmpty();
    }

    @Test
    void nothingGoesWhileTheLocationIsPromisedToAStagedCreate() throws IOException {
        var table = table("t", Map.of());
        var all = files(table);
        CATALOG.dropTable(named("t"), true);
        var promised = CATALOG.buildTable(named("again"), SCHEMA)
                .withLocation(table.location())
                .createTransaction();

        purgeNow();
        assertThat(files(table)).containsAll(all);

        promised.commitTransaction();
        letLeasesLapse();
        purgeNow();
        assertThat(files(table)).containsAll(all);
    }

    private static void letLeasesLapse() {
        SERVER.database().execute("update purges set leased_until = clock_timestamp() where completed_at is null");
    }

    @Test
    void aRunThatWasBrokenOffGoesOnWhenItsLeaseHasLapsed() throws IOException {
        var table = table("t", Map.of());
        CATALOG.dropTable(named("t"), true);
        Thread.currentThread().interrupt();
        assertThatThrownBy(PurgerIT::purgeNow).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
        // As a run leaves it that got as far as the manifests.
        for (Path file : files(table)) {
            if (file.toString().endsWith(".parquet") || file.toString().endsWith("-m0.avro")) {
                Files.delete(file);
            }
        }

        purgeNow();
        assertThat(files(table)).as("somebody else holds the lease").isNotEmpty();

        SERVER.database().execute("update purges set leased_until = clock_timestamp() where completed_at is null");
        purgeNow();
        assertThat(files(table)).isEmpty();
    }

    @Test
    void aPurgerWhoseLeaseSomebodyElseTookDeletesNothingMoreAndTellsNothing() throws IOException {
        var table = table("t", Map.of());
        var all = files(table);
        CATALOG.dropTable(named("t"), true);
        LongSupplier heldUpAfterItsFirstFile = () -> {
            if (all.stream().allMatch(Files::exists)) {
                return 0;
            }
            letLeasesLapse();
            new PurgeTable(SERVER.database()).take(Duration.ZERO, Duration.ofMinutes(1), 100);
            return Duration.ofMinutes(2).toNanos();
        };

        assertThatThrownBy(() -> purger(Duration.ZERO, Duration.ZERO, heldUpAfterItsFirstFile)
                        .run())
                .isInstanceOf(LeaseLost.class);
        assertThat(files(table)).hasSize(all.size() - 1);
        assertThat(told("t")).containsExactly("purge-requested");

        letLeasesLapse();
        purgeNow();
        assertThat(files(table)).isEmpty();
        assertThat(told("t")).containsExactly("purge-requested", "purge-completed");
    }

    @Test
    void anErrorStopsOnlyTheTryThatItHappensIn() throws IOException, InterruptedException {
        var table = table("t", Map.of());
        CATALOG.dropTable(named("t"), true);
        var calls = new AtomicInteger();
        try (var purger = purger(Duration.ZERO, Duration.ZERO, () -> {
            if (calls.incrementAndGet() == 2) {
                throw new StackOverflowError("of a test");
            }
            return 0;
        })) {
            purger.start();
            await(() -> problem("t").contains("StackOverflowError"));
            letLeasesLapse();
            await(() -> told("t").contains("purge-completed"));
        }
        assertThat(files(table)).isEmpty();
    }

    private static void await(BooleanSupplier state) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!state.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private String problem(String name) {
        return SERVER.database()
                .query(
                        "select coalesce(problem, '') as problem from purges where content_id = ?",
                        purged(name).value())
                .fetchSingle(row -> row.get("problem", String.class));
    }

    @Test
    void whoReadsAnOlderCommitIsToldOfThePurge() {
        table("t", Map.of());
        String commits = "/api/v1/branches/main/commits?catalog=default";
        String before = SERVER.get(commits).json().get(0).get("id").stringValue();
        String path = "/v1/default@%s/namespaces/%s/tables/t".formatted(before, namespace);
        CATALOG.dropTable(named("t"), true);
        String dropped = SERVER.get(commits).json().get(0).get("id").stringValue();
        assertThat(SERVER.get(path).status()).as("while the files are there").isEqualTo(200);

        purgeNow();

        var answer = SERVER.get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("NoSuchTableException", "was purged: commit " + dropped.substring(0, 8));
    }

    @Test
    void theDataOfATableThatDoesNotOwnItStays() throws IOException {
        var table = table("t", Map.of("gc.enabled", "false"));

        CATALOG.dropTable(named("t"), true);
        purgeNow();

        assertThat(files(table)).hasSize(2).allMatch(file -> file.toString().endsWith(".parquet"));
    }

    @Test
    void aPurgeIsInTheAuditLogWhenItIsAskedForAndWhenItIsDone() {
        table("t", Map.of());
        CATALOG.dropTable(named("t"), true);
        purgeNow();

        assertThat(told("t")).containsExactly("purge-requested", "purge-completed");
    }

    private List<String> told(String name) {
        return SERVER.database()
                .query(
                        "select name from events where stream like ? order by position",
                        TenantId.DEFAULT + "/purge/" + purged(name))
                .fetch(row -> row.get("name", String.class));
    }

    private ContentId purged(String name) {
        return new ContentId(SERVER.database()
                .query(
                        "select content_id from purges where key = ?",
                        NamespacePath.of(namespace.level(0)).object(name).key().bytes())
                .fetchSingle(row -> row.get("content_id", UUID.class)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE"})
    void howeverTrueIsSpelledThePurgeIsAskedFor(String word) throws IOException {
        var table = table("t", Map.of());

        assertThat(SERVER.delete("/v1/default/namespaces/%s/tables/t?purgeRequested=%s".formatted(namespace, word))
                        .status())
                .isEqualTo(204);
        purgeNow();

        assertThat(files(table)).isEmpty();
    }

    @Test
    void whatIsNeitherTrueNorFalseIsRefusedAndNothingIsDropped() {
        table("t", Map.of());
        String path = "/v1/default/namespaces/%s/tables/t".formatted(namespace);

        assertThat(SERVER.delete(path + "?purgeRequested=maybe").status()).isEqualTo(400);
        assertThat(SERVER.get(path).status()).isEqualTo(200);
    }
}

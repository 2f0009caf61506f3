package io.meerkat.api.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionParserTest {

    @Test
    void hasADefaultForEverything() {
        assertThat(served())
                .isEqualTo(new ServeOptions(
                        8080,
                        Path.of("./data"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Duration.ofDays(7),
                        Duration.ofDays(30),
                        Duration.ofMinutes(30),
                        Map.of()));
    }

    @Test
    void takesAValueAsTheNextWordOrBehindAnEqualsSign() {
        assertThat(served("--port", "9", "--data=/srv/m=k", "--purge-grace=0", "--retention", "P1D"))
                .returns(9, ServeOptions::port)
                .returns(Path.of("/srv/m=k"), ServeOptions::data)
                .returns(Duration.ZERO, ServeOptions::purgeGrace)
                .returns(Duration.ofDays(1), ServeOptions::retention);
    }

    @Test
    void prefersAnOptionToAVariableAndAVariableToTheDefault() {
        var environment = Map.of("MEERKAT_PORT", "1", "MEERKAT_PURGE_GRACE", "2h", "MEERKAT_DATA", "");

        assertThat(served(environment, "--port=3"))
                .returns(3, ServeOptions::port)
                .returns(Duration.ofHours(2), ServeOptions::purgeGrace)
                .returns(Path.of("./data"), ServeOptions::data);
    }

    @ParameterizedTest
    @EnumSource(ServeOption.class)
    void readsEveryOptionFromItsVariableToo(ServeOption option) {
        var text = switch (option) {
            case PORT -> "1";
            case DATA, ALLOW_LOCATION -> "/x";
            case WAREHOUSE -> "s3://bucket/a";
            case ALLOW_HOST -> "x";
            case DATABASE -> "jdbc:postgresql://db/m";
            case PURGE_GRACE, RETENTION, IDEMPOTENCY_LIFETIME -> "5m";
            case SERVER -> "http://localhost:1";
            case CATALOG -> "sales";
            case EXISTING -> "skip";
            case DRY_RUN -> "true";
        };
        var word = Word.SERVE.takes(option) ? Word.SERVE : Word.LOAD;
        assertThat(said(word, Map.of(option.variable(), text)))
                .isEqualTo(said(word, Map.of(), option.flag() + "=" + text))
                .isNotEqualTo(said(word, Map.of()));
    }

    @Test
    void loadsIntoTheDefaultCatalogOfThisMachineUnlessToldOtherwise() {
        assertThat(loaded()).isEqualTo(new LoadOptions(URI.create("http://127.0.0.1:8080"), "default", "fail", false));
        assertThat(loaded("--server", "http://[::1]:9/", "--catalog=sales", "--existing", "skip", "--dry-run"))
                .isEqualTo(new LoadOptions(URI.create("http://[::1]:9"), "sales", "skip", true));
    }

    @ParameterizedTest
    @CsvSource({
        "--server,ftp://x,'--server is \"ftp://x\" but must be the address of a server, such as http://127.0.0.1:8080.'",
        "--server,127.0.0.1:8080,'--server is \"127.0.0.1:8080\" but must be the address of a server, such as http://127.0.0.1:8080.'",
        "--catalog,a/b,'--catalog is \"a/b\" but must be the name of a catalog: letters, digits, _, . and -.'",
        "--existing,replace,'--existing is \"replace\" but must be fail or skip.'",
        "--dry-run=,yes,'Unexpected \"yes\": load takes options only, as in ./meerkat load < tables.ndjson. See --help.'",
        "--port,1,'--port is an option of serve. load takes --server, --catalog, --existing, --dry-run, --help, --version.'"
    })
    void refusesWhatCannotBeLoadedWith(String option, String text, String problem) {
        assertThat(OptionParser.parse(Word.LOAD, List.of(option, text), Map.of()))
                .isInstanceOfSatisfying(
                        Parsed.Refused.class,
                        refused -> assertThat(refused.problems()).contains(problem));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65535"})
    void takesPortsUpToTheLimits(String port) {
        assertThat(served("--port", port).port()).isEqualTo(Integer.parseInt(port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"65536", "-1", "x", "8080 ", "99999999999", "٣"})
    void namesThePortItRefusesAndWhatItWouldTake(String port) {
        assertThat(problems("--port", port))
                .containsExactly("--port is \"%s\" but must be a number from 0 to 65535.".formatted(port));
    }

    @ParameterizedTest
    @CsvSource({"45s,PT45S", "30m,PT30M", "12h,PT12H", "7d,PT168H", "PT1H30M,PT1H30M", "0,PT0S", "36500d,PT876000H"})
    void readsTimes(String text, Duration expected) {
        assertThat(served("--retention", text).retention()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"36501d", "-PT1S", "7 days", "7", "d", "P9999999999999999999D", "999999999999d"})
    void refusesWhatIsNoTimeOrTooLong(String text) {
        assertThat(problems("--retention", text))
                .containsExactly(
                        "--retention is \"%s\" but must be 0 or a time up to 36500d, such as 45s, 30m, 12h, 7d or PT30M."
                                .formatted(text));
    }

    @ParameterizedTest
    @CsvSource({"59s,false", "1m,true", "7d,true", "8d,false"})
    void keepsIdempotencyKeysForAMinuteToAWeek(String text, boolean accepted) {
        assertThat(parse("--idempotency-lifetime", text) instanceof Parsed.Run).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/tmp/a", "file:/tmp/a", "file:///tmp/a", "file:///tmp/a/", "file:///tmp/b/../a", "//tmp/a"})
    void takesALocationHoweverItIsWritten(String text) {
        assertThat(served("--allow-location", text).allowedLocations()).containsExactly(Path.of("/tmp/a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket", "s3://my.bucket/a/b-c_d"})
    void takesAWarehouseOnS3(String text) {
        assertThat(served("--warehouse", text).warehouse()).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/tmp/a", "s3://", "s3://b", "s3://bucket/", "s3://bucket/a/../b", "s3a://bucket/a", "bucket"})
    void refusesAWarehouseThatIsNoneOnS3(String text) {
        assertThat(problems("--warehouse", text))
                .containsExactly(
                        "--warehouse is \"%s\" but must be a folder on S3 as s3://bucket/folder; one of this machine is named with --data."
                                .formatted(text));
    }

    @Test
    void takesTheEndpointOfTheStoreFromItsVariable() {
        assertThat(served(Map.of("S3_ENDPOINT", "http://127.0.0.1:9000")).s3Endpoint())
                .contains(URI.create("http://127.0.0.1:9000"));
        assertThat(served(Map.of("S3_ENDPOINT", "")).s3Endpoint()).isEmpty();
        assertThat(((Parsed.Refused) CommandLine.parse(List.of("serve"), Map.of("S3_ENDPOINT", "minio:9000")))
                        .problems())
                .containsExactly(
                        "S3_ENDPOINT is \"minio:9000\" but must be the address of an S3 store, such as http://127.0.0.1:9000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tmp", "/", "file:///", "file:tmp", "file://host/tmp", "s3://bucket/a", "/tmp/.."})
    void refusesALocationThatIsNoFolderOfThisMachine(String text) {
        assertThat(problems("--allow-location", text))
                .containsExactly(
                        "--allow-location is \"%s\" but must be a folder below / as file:///path, file:/path or /path."
                                .formatted(text));
    }

    @Test
    void takesSeveralLocationsByRepetitionOrByCommas() {
        var both = List.of(Path.of("/a,b"), Path.of("/c%20d"));

        assertThat(served("--allow-location=/a,b", "--allow-location=/c%20d").allowedLocations())
                .isEqualTo(both);
        assertThat(served(Map.of("MEERKAT_ALLOW_LOCATION", "/a, file:///b")).allowedLocations())
                .containsExactly(Path.of("/a"), Path.of("/b"));
    }

    @Test
    void takesSeveralHostsByRepetitionOrByCommas() {
        assertThat(served("--allow-host=Catalog.Example.org", "--allow-host", "10.1.2.3", "--allow-host=[FE80::1]")
                        .allowedHosts())
                .containsExactly("catalog.example.org", "10.1.2.3", "fe80::1");
        assertThat(served(Map.of("MEERKAT_ALLOW_HOST", "catalog, host.docker.internal"))
                        .allowedHosts())
                .containsExactly("catalog", "host.docker.internal");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"catalog:8080", "http://catalog", "*", "*.example.org", "a b", "a/b", "fe80::1", "[x]", "-a"})
    void refusesWhatIsNoHostNameAlone(String text) {
        assertThat(problems("--allow-host", text))
                .containsExactly(
                        "--allow-host is \"%s\" but must be a host name or address without a port, such as catalog.example.org."
                                .formatted(text));
    }

    @Test
    void showsNoPasswordOfADatabase() {
        var right = served("--database", "jdbc:postgresql://db/m?user=u&password=secret");

        assertThat(right.database().orElseThrow().value()).endsWith("secret");
        assertThat(right.toString()).contains("jdbc:postgresql://db/m").doesNotContain("secret");
        assertThat(problems("--database", "jdbc:postgresql://db:port/m?password=secret"))
                .containsExactly(
                        "--database is \"jdbc:...\" but must be jdbc:postgresql://host:5432/name?user=...&password=....");
        assertThat(problems("--database", "postgresql://u:secret@db/m"))
                .containsExactly(
                        "--database is \"postgresql:...\" but must be jdbc:postgresql://host:5432/name?user=...&password=....");
    }

    @Test
    void passesLogLevelsOnAndChecksThem() {
        assertThat(served("--logging.level.io.meerkat=debug", "--logging.level.root", "WARN")
                        .settings())
                .isEqualTo(Map.of("logging.level.io.meerkat", "debug", "logging.level.root", "WARN"));
        assertThat(problems("--logging.level.root=loud"))
                .containsExactly(
                        "--logging.level.root is \"loud\" but must be one of trace, debug, info, warn, error, off.");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot, --port",
        "--Data, --data",
        "--allow-locations, --allow-location",
        "--databse=jdbc:x, --database",
        "--logging.lvel.root=info, --logging.level.NAME",
        "--halp, --help"
    })
    void namesTheNearestOptionToAnUnknownOne(String unknown, String nearest) {
        assertThat(problems(unknown))
                .containsExactly("Unknown option %s. The nearest known one is %s."
                        .formatted(unknown.replaceFirst("=.*", ""), nearest));
    }

    @Test
    void namesAllOptionsWhereNoneIsNear() {
        assertThat(problems("--spring.main.banner-mode=off"))
                .singleElement()
                .satisfies(problem -> assertThat(problem)
                        .startsWith("Unknown option --spring.main.banner-mode. The known ones are --port, --data, ")
                        .endsWith(", --logging.level.NAME, --help, --version."));
        assertThat(problems(Map.of("MEERKAT_LOGGING_LEVEL_ROOT", "info")))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem)
                                .startsWith(
                                        "Unknown environment variable MEERKAT_LOGGING_LEVEL_ROOT. The known ones are MEERKAT_PORT, "));
    }

    @Test
    void blamesAnUnknownOptionOnceAndNotItsValueToo() {
        assertThat(problems("--prot", "1")).containsExactly("Unknown option --prot. The nearest known one is --port.");
    }

    @Test
    void givesExamplesThatItWouldTake() {
        assertThat(problems("--idempotency-lifetime", "10s"))
                .containsExactly(
                        "--idempotency-lifetime is \"10s\" but must be a time from 1m to 7d, such as 30m, 12h, 7d or PT30M.");
    }

    @Test
    void namesTheNearestVariableToAnUnknownOneAndLeavesOthersVariablesAlone() {
        var environment = Map.of(
                "MEERKAT_DATABSE",
                "x",
                "MEERKAT_JAVA_HOME",
                "/jdk",
                "MEERKAT_JAVA_FOLDERS",
                "/jdks",
                "MEERKAT_JAVA_OPTS",
                "-Xmx1g",
                "PORT",
                "no number");

        assertThat(problems(environment))
                .containsExactly(
                        "Unknown environment variable MEERKAT_DATABSE. The nearest known one is MEERKAT_DATABASE.");
    }

    @Test
    void reportsEveryProblemAtOnceByTheNameThatCausedIt() {
        assertThat(problems(
                        Map.of("MEERKAT_PORT", "x"),
                        "--retention",
                        "--data=",
                        "extra",
                        "--purge-grace=1d",
                        "--purge-grace=2d"))
                .containsExactly(
                        "--retention needs a value. See --help.",
                        "Unexpected \"extra\": serve takes options only, as in ./meerkat serve --port 8080. See --help.",
                        "MEERKAT_PORT is \"x\" but must be a number from 0 to 65535.",
                        "--data is \"\" but must be the path of a folder.",
                        "--purge-grace is given 2 times, but can only have one value.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpsWithEveryOptionItsVariableAndItsDefaultWhateverElseIsSaid(String word) {
        assertThat(parse("--prot", word)).isInstanceOfSatisfying(Parsed.Help.class, help -> {
            assertThat(help.text())
                    .contains(Stream.of(ServeOption.values())
                            .filter(Word.SERVE::takes)
                            .flatMap(option -> Stream.of(option.flag(), option.variable()))
                            .toList());
            assertThat(help.text()).contains("(default 8080)", "(default ./data)", "(default 7d)");
            assertThat(help.text().lines()).allMatch(line -> line.length() <= 120);
        });
    }

    private static Parsed parse(String... words) {
        return OptionParser.parse(Word.SERVE, List.of(words), Map.of());
    }

    private static ServeOptions served(String... words) {
        return served(Map.of(), words);
    }

    private static ServeOptions served(Map<String, String> environment, String... words) {
        return switch (OptionParser.parse(Word.SERVE, List.of(words), environment)) {
            case Parsed.Run run -> run.options();
            case Parsed.Load load -> throw new AssertionError(load);
            case Parsed.Help _ -> throw new AssertionError("help");
            case Parsed.Version _ -> throw new AssertionError("version");
            case Parsed.Refused(var problems) -> throw new AssertionError(problems);
        };
    }

    private static LoadOptions loaded(String... words) {
        return ((Parsed.Load) said(Word.LOAD, Map.of(), words)).options();
    }

    private static Parsed said(Word word, Map<String, String> environment, String... words) {
        return OptionParser.parse(word, List.of(words), environment);
    }

    private static List<String> problems(String... words) {
        return problems(Map.of(), words);
    }

    private static List<String> problems(Map<String, String> environment, String... words) {
        return switch (OptionParser.parse(Word.SERVE, List.of(words), environment)) {
            case Parsed.Refused(var problems) -> problems;
            case Parsed.Run run -> throw new AssertionError(run);
            case Parsed.Load load -> throw new AssertionError(load);
            case Parsed.Help _ -> throw new AssertionError("help");
            case Parsed.Version _ -> throw new AssertionError("version");
        };
    }
}

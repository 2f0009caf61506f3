package io.meerkat.api.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3StoreTest {
    private static final byte[] CONTENT = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    @AutoClose
    private final io.meerkat.s3.S3Store server = io.meerkat.s3.S3Store.inMemory(0);

    @AutoClose
    private final S3Store store = at(server.uri());

    S3StoreTest() throws IOException {}

    @BeforeAll
    static void credentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "not-a-secret");
    }

    private static S3Store at(URI endpoint) {
        return new S3Store(new S3Settings(Optional.of(endpoint), "us-east-1"));
    }

    private static String text(StorePath file) throws IOException {
        try (var content = file.store().open(file)) {
            return new String(content.stream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a b", "a+b", "100%", "a%20b", "ümläut", "\ud83d\udc3f", "a=1&b=2", "it's"})
    void whatIsWrittenIsReadUnderTheSameNameByEverybody(String name) throws IOException {
        var file = store.path("s3://bucket/folder/" + name);

        store.write(file, CONTENT);

        assertThat(text(file)).isEqualTo("{\"a\":1}");
        assertThat(store.exists(file)).isTrue();
        try (var stream = store.input(file).newStream()) {
            assertThat(stream.readAllBytes()).as("as Iceberg reads it").isEqualTo(CONTENT);
        }
        assertThat(server.names()).containsExactly("bucket/folder/" + name);
    }

    @Test
    void aDeletedFileIsGoneAndWasThereOnce() throws IOException {
        var file = store.path("s3://bucket/a");
        store.write(file, CONTENT);

        assertThat(store.delete(file)).isEqualTo(OptionalLong.of(CONTENT.length));
        assertThat(store.delete(file)).isEmpty();
        assertThat(store.exists(file)).isFalse();
        assertThatThrownBy(() -> store.open(file)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aStoreThatDoesNotAnswerSaysNothingOfItsFiles() throws IOException {
        try (var gone = at(URI.create("http://127.0.0.1:1"))) {
            var file = gone.path("s3://bucket/a");

            assertThatThrownBy(() -> gone.exists(file)).isInstanceOf(RuntimeException.class);
            assertThatThrownBy(() -> gone.write(file, CONTENT)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> gone.delete(file)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/a/b,s3://bucket/a/b",
        "s3a://bucket/a/b/,s3://bucket/a/b",
        "s3n://bucket/a,s3://bucket/a",
        "s3://bucket,s3://bucket",
        "s3://bucket/,s3://bucket"
    })
    void locationsOfOnePlaceHaveOnePath(String location, String path) {
        assertThat(store.path(location)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://",
                "s3:///a",
                "s3://Bucket/a",
                "s3://b/a",
                "s3://bucket//a",
                "s3://bucket/a//b",
                "s3://bucket/./a",
                "s3://bucket/a/..",
                "s3://bucket/a?x",
                "s3://bucket/a#x",
                "s3://bucket/a\u0000",
                "s3://user@bucket/a"
            })
    void refusesWhatIsNoPlaceOrNotTheSameOneToAll(String location) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.path(location));
    }

    @Test
    void aFolderIsAboveWhatLiesInItAndNotAboveItsNeighbour() {
        var folder = store.path("s3://bucket/a");
        var file = store.path("s3://bucket/a/b/c");

        assertThat(file.isWithin(folder)).isTrue();
        assertThat(folder.isWithin(folder)).isTrue();
        assertThat(store.path("s3://bucket/ab").isWithin(folder)).isFalse();
        assertThat(file.above().map(StorePath::text))
                .containsExactly("s3://bucket/a/b", "s3://bucket/a", "s3://bucket");
        assertThat(file.name()).isEqualTo("c");
    }
}

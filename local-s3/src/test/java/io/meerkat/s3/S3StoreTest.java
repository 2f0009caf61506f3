package io.meerkat.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

class S3StoreTest {
    private static final String BUCKET = "bench";

    @TempDir
    private Path folder;

    private S3Store store;
    private S3Client client;

    @BeforeEach
    void start() throws IOException {
        store = S3Store.inMemory(0);
        client = client(store, RequestChecksumCalculation.WHEN_SUPPORTED);
    }

    @AfterEach
    void stop() {
        client.close();
        store.close();
    }

    @Test
    void aSmallObjectIsTaggedByItsMd5WhichClientsCompare() {
        assertThat(put("plain", "content")).isEqualTo("\"9a0364b9e99bb480dd25e1f0284c8555\"");
    }

    @Test
    void givesBackWhatWasPutUnderNamesOfAllKinds() {
        for (var key : List.of("plain", "a/b/c d+e", "ü/&<>\"'%25", "x?y#z=1")) {
            var put = put(key, "content of " + key);
            var got = client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key));

            assertThat(got.asUtf8String()).isEqualTo("content of " + key);
            assertThat(got.response().eTag()).isEqualTo(put);
            assertThat(client.headObject(head -> head.bucket(BUCKET).key(key)).contentLength())
                    .isEqualTo(("content of " + key).getBytes(UTF_8).length);
        }
    }

    @Test
    void takesBodiesWithAndWithoutChecksumsInTrailers() throws IOException {
        var bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        try (var plain = client(store, RequestChecksumCalculation.WHEN_REQUIRED)) {
            plain.putObject(put -> put.bucket(BUCKET).key("plain"), RequestBody.fromBytes(bytes));
            client.putObject(put -> put.bucket(BUCKET).key("trailer"), RequestBody.fromBytes(bytes));

            assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("plain"))
                            .asByteArray())
                    .isEqualTo(bytes);
            assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("trailer"))
                            .asByteArray())
                    .isEqualTo(bytes);
        }
    }

    @Test
    void givesTheRangeThatIsAskedFor() {
        put("digits", "0123456789");

        assertThat(range("bytes=2-4")).isEqualTo("234");
        assertThat(range("bytes=7-")).isEqualTo("789");
        assertThat(range("bytes=-2")).isEqualTo("89");
        assertThat(range("bytes=8-99")).isEqualTo("89");
        assertThatThrownBy(() -> range("bytes=10-"))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(416));
    }

    private String range(String range) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key("digits").range(range))
                .asUtf8String();
    }

    @Test
    void doesNotOverwriteWhatMustNotBeThere() {
        client.putObject(put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("first"));

        assertThatThrownBy(() -> client.putObject(
                        put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("second")))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(412));
        assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("once"))
                        .asUtf8String())
                .isEqualTo("first");
    }

    @Test
    void listsWhatHasThePrefixPageByPage() {
        var keys = IntStream.range(0, 25).mapToObj("a/%02d +"::formatted).toList();
        keys.forEach(key -> put(key, key));
        put("b", "b");

        var pages = client.listObjectsV2Paginator(
                list -> list.bucket(BUCKET).prefix("a/").maxKeys(10));

        assertThat(pages.stream()).hasSize(3);
        assertThat(pages.contents().stream().map(S3Object::key)).containsExactlyElementsOf(keys);
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).startAfter("a/23 +"))
                        .contents())
                .extracting(S3Object::key)
                .containsExactly("a/24 +", "b");
        assertThat(client.listObjectsV2(list -> list.bucket("another")).contents())
                .isEmpty();
    }

    @Test
    void listsFoldersWhereADelimiterIsGiven() {
        List.of("a/1", "a/b/1", "a/b/2", "a/c/d/1", "a/z", "b").forEach(key -> put(key, key));

        var pages =
                client
                        .listObjectsV2Paginator(list ->
                                list.bucket(BUCKET).prefix("a/").delimiter("/").maxKeys(2))
                        .stream()
                        .toList();

        assertThat(pages).hasSize(2);
        assertThat(pages.stream().flatMap(page -> page.contents().stream()))
                .extracting(S3Object::key)
                .containsExactly("a/1", "a/z");
        assertThat(pages.stream().flatMap(page -> page.commonPrefixes().stream()))
                .extracting(CommonPrefix::prefix)
                .containsExactly("a/b/", "a/c/");
    }

    @Test
    void deletesOneOrMany() {
        List.of("one", "two", "three").forEach(key -> put(key, key));

        client.deleteObject(delete -> delete.bucket(BUCKET).key("one"));
        client.deleteObjects(delete -> delete.bucket(BUCKET)
                .delete(Delete.builder()
                        .objects(identifier("two"), identifier("absent"))
                        .build()));

        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET)).contents())
                .extracting(S3Object::key)
                .containsExactly("three");
        assertThatThrownBy(
                        () -> client.getObjectAsBytes(get -> get.bucket(BUCKET).key("two")))
                .isInstanceOf(NoSuchKeyException.class);
    }

    private static ObjectIdentifier identifier(String key) {
        return ObjectIdentifier.builder().key(key).build();
    }

    @Test
    void putsPartsTogetherAndForgetsThoseOfAnUploadThatIsGivenUp() {
        var upload = client.createMultipartUpload(
                        create -> create.bucket(BUCKET).key("whole"))
                .uploadId();
        var parts = IntStream.rangeClosed(1, 3)
                .mapToObj(number -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(client.uploadPart(
                                        part -> part.bucket(BUCKET)
                                                .key("whole")
                                                .uploadId(upload)
                                                .partNumber(number),
                                        RequestBody.fromString("part" + number))
                                .eTag())
                        .build())
                .toList();
        client.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                .key("whole")
                .uploadId(upload)
                .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build()));
        assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("whole"))
                        .asUtf8String())
                .isEqualTo("part1part2part3");

        var other = client.createMultipartUpload(create -> create.bucket(BUCKET).key("other"))
                .uploadId();
        client.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("other").uploadId(other));
        assertThatThrownBy(() -> client.abortMultipartUpload(
                        abort -> abort.bucket(BUCKET).key("other").uploadId(other)))
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(404));
    }

    @Test
    void keepsBytesInAFolderWhereThatIsWanted() throws IOException {
        try (var onDisk = S3Store.inFolder(0, folder.resolve("objects"));
                var other = client(onDisk, RequestChecksumCalculation.WHEN_SUPPORTED)) {
            other.putObject(put -> put.bucket(BUCKET).key("a"), RequestBody.fromString("first"));
            other.putObject(put -> put.bucket(BUCKET).key("a"), RequestBody.fromString("second"));

            assertThat(other.getObjectAsBytes(get -> get.bucket(BUCKET).key("a"))
                            .asUtf8String())
                    .isEqualTo("second");
            assertThat(folder.resolve("objects").toFile().list()).hasSize(1);
        }
    }

    private String put(String key, String content) {
        return client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content))
                .eTag();
    }

    private static S3Client client(S3Store store, RequestChecksumCalculation checksums) {
        return S3Client.builder()
                .endpointOverride(store.uri())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(checksums)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}

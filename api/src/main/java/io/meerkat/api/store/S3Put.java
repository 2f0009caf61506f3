package io.meerkat.api.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Puts small objects, such as the metadata file of each commit: signed by the AWS SDK and sent by the JDK's client, which
 * costs less for each than S3FileIO does.
 */
final class S3Put implements AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What S3 asks to be repeated: {@code RequestTimeout}, {@code SlowDown} and its own failures. */
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    /** Set by the client itself. */
    private static final Set<String> OWN_HEADERS = Set.of("Host", "Content-Length");

    private static final Pattern MESSAGE = Pattern.compile("<Code>([^<]*)</Code>(?:\\s*<Message>([^<]*)</Message>)?");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_MAX)
            .build();
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsProvider credentials;
    private final String region;

    S3Put(AwsCredentialsProvider credentials, String region) {
        this.credentials = credentials;
        this.region = region;
    }

    /** To put an object twice is to put it once, so what may have failed in passing is tried again. */
    void put(URI object, byte[] content) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                var answer = send(signed(object, content));
                if (answer.statusCode() == 200) {
                    return;
                }
                if (tries == TRIES || !PASSING.contains(answer.statusCode())) {
                    throw new StoreException(reason(answer));
                }
            } catch (StoreException e) {
                throw e;
            } catch (IOException e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
            pause(tries);
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted");
        }
    }

    private HttpRequest signed(URI object, byte[] content) {
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(object)
                .putHeader("Content-Type", "application/json")
                .build();
        var signed = signer.sign(request -> request.identity(credentials.resolveCredentials())
                        .request(unsigned)
                        .payload(() -> new ByteArrayInputStream(content))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false))
                .request();
        var request = HttpRequest.newBuilder(object).timeout(ANSWER_MAX).PUT(BodyPublishers.ofByteArray(content));
        signed.forEachHeader((name, values) -> {
            if (!OWN_HEADERS.contains(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.build();
    }

    /** In the store's own words. */
    private static String reason(HttpResponse<String> answer) {
        var said = MESSAGE.matcher(answer.body());
        return said.find() ? "%s: %s".formatted(said.group(1), said.group(2)) : "status " + answer.statusCode();
    }

    private static void pause(int tries) throws IOException {
        try {
            Thread.sleep(PAUSE.multipliedBy(1L << tries));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

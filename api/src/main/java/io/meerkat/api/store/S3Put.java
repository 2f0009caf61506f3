package io.meerkat.api.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * Puts small objects, such as the metadata file of each commit: signed by the AWS SDK and sent by a client
 * whose callers wait on the connection themselves, which costs a fraction of what S3FileIO does for each.
 */
final class S3Put implements AutoCloseable {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final int ANSWER_MAX_BYTES = 64 << 10;
    private static final int CONNECTIONS_MAX = 64;
    private static final int TRIES = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** What S3 asks to be repeated: {@code RequestTimeout}, {@code SlowDown} and its own failures. */
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);

    /** Set by the client itself. */
    private static final Set<String> OWN_HEADERS = Set.of("Host", "Content-Length");

    private static final Pattern MESSAGE = Pattern.compile("<Code>([^<]*)</Code>(?:\\s*<Message>([^<]*)</Message>)?");

    private static final ContentType JSON = ContentType.create("application/json");

    private final CloseableHttpClient http;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final AwsCredentialsProvider credentials;
    private final String region;

    S3Put(AwsCredentialsProvider credentials, String region) {
        this.credentials = credentials;
        this.region = region;
        this.http = client();
    }

    private static CloseableHttpClient client() {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnTotal(CONNECTIONS_MAX)
                .setMaxConnPerRoute(CONNECTIONS_MAX)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(CONNECT_MAX))
                        .setSocketTimeout(Timeout.of(ANSWER_MAX))
                        .build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(Timeout.of(ANSWER_MAX))
                        .build())
                .setUserAgent("Meerkat")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    private record Answer(int status, String body) {}

    /** To put an object twice is to put it once, so what may have failed in passing is tried again. */
    void put(URI object, byte[] content) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                var answer = send(signed(object, content));
                if (answer.status() == HttpStatus.SC_OK) {
                    return;
                }
                if (tries == TRIES || !PASSING.contains(answer.status())) {
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

    private Answer send(ClassicHttpRequest request) throws IOException {
        return http.execute(
                request,
                answer -> new Answer(
                        answer.getCode(),
                        answer.getEntity() == null ? "" : EntityUtils.toString(answer.getEntity(), ANSWER_MAX_BYTES)));
    }

    private ClassicHttpRequest signed(URI object, byte[] content) {
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.PUT)
                .uri(object)
                .putHeader("Content-Type", JSON.getMimeType())
                .build();
        var signed = signer.sign(request -> request.identity(credentials.resolveCredentials())
                        .request(unsigned)
                        .payload(() -> new ByteArrayInputStream(content))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false))
                .request();
        var request = new HttpPut(object);
        signed.forEachHeader((name, values) -> {
            if (!OWN_HEADERS.contains(name)) {
                values.forEach(value -> request.addHeader(name, value));
            }
        });
        request.setEntity(new ByteArrayEntity(content, JSON));
        return request;
    }

    /** In the store's own words. */
    private static String reason(Answer answer) {
        var said = MESSAGE.matcher(answer.body());
        return said.find() ? "%s: %s".formatted(said.group(1), said.group(2)) : "status " + answer.status();
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
        http.close(CloseMode.GRACEFUL);
    }
}

package io.meerkat.api.store;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.aws.AwsClientProperties;
import org.apache.iceberg.aws.HttpClientProperties;
import org.apache.iceberg.aws.s3.S3FileIOProperties;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Which S3 store is meant: one of AWS, or the one at an endpoint, by paths in place of host names. Credentials are those
 * that the AWS SDK finds, in {@code AWS_ACCESS_KEY_ID} or elsewhere.
 */
public record S3Settings(Optional<URI> endpoint, String region) {
    /** What stores that know no regions take it for. */
    private static final String ANY_REGION = "us-east-1";

    /**
     * The region is the one that the AWS SDK finds, in {@code AWS_REGION} or elsewhere.
     *
     * @throws IllegalArgumentException if there is none, and no endpoint that may do without
     */
    public static S3Settings of(Optional<URI> endpoint) {
        return new S3Settings(endpoint, region(endpoint.isPresent()));
    }

    private static String region(boolean mayBeAny) {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            if (mayBeAny) {
                return ANY_REGION;
            }
            throw new IllegalArgumentException("a warehouse on S3 needs AWS_REGION, or S3_ENDPOINT", e);
        }
    }

    /** What clients have to know beside their credentials, by the names that Iceberg and PyIceberg have for it. */
    public Map<String, String> forClients() {
        var settings = new LinkedHashMap<String, String>();
        settings.put(AwsClientProperties.CLIENT_REGION, region);
        settings.put("s3.region", region);
        endpoint.ifPresent(at -> {
            settings.put(S3FileIOProperties.ENDPOINT, at.toString());
            settings.put(S3FileIOProperties.PATH_STYLE_ACCESS, "true");
        });
        return settings;
    }

    Map<String, String> forServer() {
        var settings = new LinkedHashMap<>(forClients());
        settings.put(HttpClientProperties.CLIENT_TYPE, HttpClientProperties.CLIENT_TYPE_URLCONNECTION);
        return settings;
    }
}

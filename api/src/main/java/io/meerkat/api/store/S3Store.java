package io.meerkat.api.store;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.InputFile;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Objects of an S3 store: {@code s3://bucket/key} locations, which some clients write with {@code s3a} or {@code s3n}. A
 * path has no empty part, none of {@code .} and {@code ..}, and no slash at its end. There are no folders.
 */
public final class S3Store implements FileStore {
    /** Of a folder, so that files below it stay within the 1 024 bytes of a key. */
    private static final int FOLDER_BYTES_MAX = 850;

    private static final String SCHEME = "s3://";
    private static final Pattern LOCATION =
            Pattern.compile("s3[an]?://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])((?:/[^/]+)*)/?");
    private static final Pattern PART_NOT_POSSIBLE = Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)|[?#\\p{Cntrl}]");

    private final S3Settings settings;
    private final S3FileIO io = new S3FileIO();
    private final S3Put put;
    private final ConcurrentHashMap<String, String> buckets = new ConcurrentHashMap<>();

    public S3Store(S3Settings settings) {
        this.settings = settings;
        io.initialize(settings.forServer());
        this.put = new S3Put(DefaultCredentialsProvider.builder().build(), settings.region());
    }

    private record Key(String bucket, String key) {
        static Key of(StorePath path) {
            String text = path.text().substring(SCHEME.length());
            int slash = text.indexOf('/');
            return slash < 0 ? new Key(text, "") : new Key(text.substring(0, slash), text.substring(slash + 1));
        }
    }

    private S3Client client() {
        return io.client();
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public boolean owns(String location) {
        return location.startsWith(SCHEME) || location.startsWith("s3a://") || location.startsWith("s3n://");
    }

    @Override
    public StorePath path(String location) {
        var parts = LOCATION.matcher(location);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a location of the form s3://bucket/folder: " + location);
        }
        // Iceberg takes what follows ? and # for no part of the key.
        if (PART_NOT_POSSIBLE.matcher(parts.group(2)).find()) {
            throw new IllegalArgumentException("a location on S3 has no part . or .., nor a ? or #: " + location);
        }
        return new StorePath(this, SCHEME + parts.group(1) + parts.group(2));
    }

    @Override
    public StorePath unresolved(String location) {
        return path(location);
    }

    @Override
    public String location(StorePath path) {
        return path.text();
    }

    @Override
    public void requireFolder(StorePath path, String location) {
        int bytes = Key.of(path).key().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > FOLDER_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a folder on S3 has at most %d bytes, not %d".formatted(FOLDER_BYTES_MAX, bytes));
        }
    }

    @Override
    public void write(StorePath file, byte[] content) throws IOException {
        var key = Key.of(file);
        put.put(URI.create(address(key.bucket()) + SdkHttpUtils.urlEncodeIgnoreSlashes(key.key())), content);
    }

    /** Where the objects of a bucket are addressed, ending in a slash: by path at an endpoint, by host name at AWS. */
    private String address(String bucket) {
        return buckets.computeIfAbsent(bucket, name -> {
            String some = client().utilities()
                    .getUrl(url -> url.bucket(name).key("k"))
                    .toString();
            return some.substring(0, some.length() - 1);
        });
    }

    @Override
    public Content open(StorePath file) throws IOException {
        var key = Key.of(file);
        try {
            var object = client().getObject(get -> get.bucket(key.bucket()).key(key.key()));
            return new Content(object, object.response().contentLength());
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(file.text());
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    private static IOException failure(SdkException e) {
        var failure = new StoreException(
                e instanceof S3Exception s3 && s3.awsErrorDetails() != null
                        ? s3.awsErrorDetails().errorCode()
                        : "the store cannot be reached");
        failure.initCause(e);
        return failure;
    }

    @Override
    public InputFile input(StorePath file) {
        return io.newInputFile(file.text());
    }

    @Override
    public boolean exists(StorePath path) {
        return size(path).isPresent();
    }

    private OptionalLong size(StorePath file) {
        var key = Key.of(file);
        try {
            return OptionalLong.of(
                    client().headObject(head -> head.bucket(key.bucket()).key(key.key()))
                            .contentLength());
        } catch (NoSuchKeyException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public boolean seemsToExist(StorePath path) {
        return true;
    }

    /** A bucket does not go away as a volume does that is not mounted, and with it nothing is left that could be lost. */
    @Override
    public boolean hasFolder(StorePath folder) {
        return true;
    }

    @Override
    public Optional<StorePath> linkTarget(StorePath file) {
        return Optional.empty();
    }

    @Override
    public OptionalLong delete(StorePath file) throws IOException {
        var key = Key.of(file);
        try {
            var size = size(file);
            if (size.isPresent()) {
                client().deleteObject(delete -> delete.bucket(key.bucket()).key(key.key()));
            }
            return size;
        } catch (SdkException e) {
            throw failure(e);
        }
    }

    @Override
    public void makeFolder(StorePath folder) {}

    @Override
    public void deleteFolderIfEmpty(StorePath folder) {}

    @Override
    public void deleteEmptyFolders(StorePath folder, Runnable allowed) {}

    @Override
    public Map<String, String> clientSettings() {
        return settings.forClients();
    }

    @Override
    public void close() {
        put.close();
        io.close();
    }
}

package io.meerkat.api.location;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.TableProperties;

/** The names of metadata files: {@code <folder>/00012-<uuid>.metadata.json}, or as Iceberg ends them where compressed. */
public final class MetadataNames {
    private static final Pattern VERSION = Pattern.compile("(?:^|/)v?(\\d{1,9})[^/]*$");

    private MetadataNames() {}

    /**
     * The next file of an object that lies at the location, after its previous one.
     *
     * @param id makes the name one of its own
     * @throws IllegalArgumentException if a property wants a compression that there is not
     */
    public static String next(String location, Map<String, String> properties, Optional<String> previous, UUID id) {
        var folder = Optional.ofNullable(properties.get(WritePaths.METADATA))
                .orElseGet(() -> withoutSlash(location) + "/metadata");
        int version = previous.map(MetadataNames::version).orElse(-1) + 1;
        return numbered(withoutSlash(folder), version, id, extension(properties));
    }

    /** @param extension how the name ends, by which readers know whether the file is compressed */
    public static String numbered(String folder, int version, UUID id, String extension) {
        return "%s/%05d-%s%s".formatted(folder, version, id, extension);
    }

    private static String extension(Map<String, String> properties) {
        String codec = properties.getOrDefault(
                TableProperties.METADATA_COMPRESSION, TableProperties.METADATA_COMPRESSION_DEFAULT);
        try {
            return TableMetadataParser.getFileExtension(codec);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s must be 'none' or 'gzip': '%s'".formatted(TableProperties.METADATA_COMPRESSION, codec), e);
        }
    }

    private static int version(String location) {
        var matcher = VERSION.matcher(location);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private static String withoutSlash(String location) {
        int end = location.length();
        while (end > 1 && location.charAt(end - 1) == '/') {
            end--;
        }
        return location.substring(0, end);
    }
}

package io.meerkat.api.iceberg.table;

import io.meerkat.api.iceberg.ByClient;
import io.meerkat.api.iceberg.IcebergError;
import io.meerkat.api.iceberg.NumberProperties;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.iceberg.MetadataUpdate;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateRequirement;
import org.apache.iceberg.util.PropertyUtil;
import org.jspecify.annotations.Nullable;

/** Applies a client's updates to the table as it stands, if the client's requirements hold there. Pure. */
final class TableUpdate {
    /** The protocol's highest; the library knows more. */
    static final int FORMAT_VERSION_MAX = 3;

    private static final int DEFAULT_FORMAT_VERSION = 2;

    private TableUpdate() {}

    /** What a client asks of a table at once. Every requirement is checked on the table as it is before. */
    record Step(List<UpdateRequirement> requirements, List<MetadataUpdate> updates) {
        boolean creates() {
            return requirements.stream().anyMatch(UpdateRequirement.AssertTableDoesNotExist.class::isInstance);
        }

        private Step at(String location) {
            return new Step(
                    requirements,
                    Stream.concat(Stream.of(new MetadataUpdate.SetLocation(location)), updates.stream())
                            .toList());
        }
    }

    /**
     * Takes the steps one after another, each on what the one before it left.
     *
     * @throws IcebergError 409 if a requirement fails, 400 if an update makes no sense
     */
    static TableMetadata apply(TableMetadata base, List<Step> steps) {
        var table = base;
        for (Step step : steps) {
            table = built(TableMetadata.buildFrom(table), table, step);
        }
        return table;
    }

    /** For a table that does not exist yet: the first step makes it, at the location unless it names one itself. */
    static TableMetadata create(String location, List<Step> steps) {
        var first = steps.getFirst().at(location);
        int formatVersion = formatVersions(first).findFirst().orElse(DEFAULT_FORMAT_VERSION);
        requireKnown(formatVersion);
        var created = checked(() -> built(TableMetadata.buildFromEmpty(formatVersion), null, first));
        return apply(created, steps.subList(1, steps.size()));
    }

    private static IntStream formatVersions(Step step) {
        return step.updates().stream()
                .filter(MetadataUpdate.UpgradeFormatVersion.class::isInstance)
                .mapToInt(update -> ((MetadataUpdate.UpgradeFormatVersion) update).formatVersion());
    }

    private static TableMetadata built(TableMetadata.Builder builder, @Nullable TableMetadata base, Step step) {
        return checked(base, () -> {
            step.requirements().forEach(requirement -> requirement.validate(base));
            SnapshotParents.check(base, step.updates());
            TableIdentity.check(base, step.updates());
            formatVersions(step).forEach(TableUpdate::requireKnown);
            step.updates().forEach(update -> NewSnapshots.check(base, update));
            step.updates().forEach(NumberProperties::require);
            UpdateTime.choose(builder, base);
            step.updates().stream()
                    .filter(update -> base == null || !doesNothing(base, update))
                    .forEach(update -> update.applyTo(builder));
            return builder.build();
        });
    }

    /** Iceberg fails of removing snapshots where there are none, and of an id that is there already. */
    private static boolean doesNothing(TableMetadata base, MetadataUpdate update) {
        return update instanceof MetadataUpdate.AssignUUID
                || update instanceof MetadataUpdate.RemoveSnapshots
                        && base.snapshots().isEmpty();
    }

    /** For a table that is made from a schema and properties, one of which names its format version. */
    static TableMetadata created(Map<String, String> properties, Supplier<TableMetadata> work) {
        return checked(() -> {
            NumberProperties.require(properties);
            requireKnown(
                    PropertyUtil.propertyAsInt(properties, TableProperties.FORMAT_VERSION, DEFAULT_FORMAT_VERSION));
            return work.get();
        });
    }

    /** What Iceberg will not build is the client's mistake, and so is what it builds and nobody can read. */
    static TableMetadata checked(Supplier<TableMetadata> work) {
        return checked(null, work);
    }

    private static TableMetadata checked(@Nullable TableMetadata base, Supplier<TableMetadata> work) {
        var table = ByClient.built("table", work);
        WholeTable.require(base, table);
        return table;
    }

    static void requireKnown(int formatVersion) {
        if (formatVersion < 1 || formatVersion > FORMAT_VERSION_MAX) {
            throw IcebergError.badRequest("Format version %d is not supported: there are 1 to %d"
                    .formatted(formatVersion, FORMAT_VERSION_MAX));
        }
    }
}

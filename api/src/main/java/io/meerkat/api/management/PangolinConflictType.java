package io.meerkat.api.management;

import io.meerkat.merge.catalog.Conflict;
import io.meerkat.merge.catalog.ItemConflict;
import io.meerkat.merge.item.ConflictCode;
import java.util.Locale;

/** The kinds of conflict that Pangolin knows. Of items of several kinds the first one here counts. */
enum PangolinConflictType {
    SCHEMA_CHANGE,
    DATA_OVERLAP,
    METADATA_CONFLICT,
    DELETION_CONFLICT;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static PangolinConflictType of(Conflict conflict) {
        return switch (conflict.code()) {
            case BOTH_MODIFIED_TABLE, BOTH_MODIFIED_VIEW, BOTH_MODIFIED_ASSET, PROPERTY_SAME_KEY ->
                conflict.items().stream()
                        .map(PangolinConflictType::of)
                        .min(PangolinConflictType::compareTo)
                        .orElse(METADATA_CONFLICT);
            case MODIFY_DELETE, DELETE_MODIFY, RENAME_DELETE, NS_DELETE_CHILD_ADD -> DELETION_CONFLICT;
            case REPLACED,
                    ADD_ADD,
                    KIND_CLASH,
                    RENAME_COLLIDE,
                    RENAME_RENAME_DIFFERENT,
                    RENAME_MODIFY,
                    NS_RENAME,
                    NS_MOVE_CYCLE,
                    PARENT_MISSING,
                    PARENT_NOT_NS,
                    NAME_TOO_LONG,
                    LOCATION_OVERLAP -> METADATA_CONFLICT;
        };
    }

    static PangolinConflictType of(ItemConflict item) {
        return of(ConflictCode.valueOf(item.item().code()));
    }

    static PangolinConflictType of(ConflictCode code) {
        return switch (code) {
            case FIELD_ID_COLLISION,
                    COLUMN_NAME,
                    TYPE,
                    NULLABILITY,
                    RENAME,
                    COLUMN_DOC,
                    DEFAULT,
                    DROP_USED,
                    IDENTIFIER,
                    VIEW_BOTH_VERSIONS -> SCHEMA_CHANGE;
            case DATA_BOTH_CHANGED, HISTORY_UNAVAILABLE, REPLACED, REF_DIVERGED, REF_TO_EXPIRED -> DATA_OVERLAP;
            case PROPERTY_SAME_KEY,
                    LOCATION_BOTH,
                    FORMAT_UPGRADE,
                    SPEC_DEFAULT,
                    SPEC_FIELD,
                    SPEC_ID_COLLISION,
                    ORDER_ID_COLLISION,
                    REF_RETENTION,
                    ENCRYPTION_KEY,
                    UNREADABLE -> METADATA_CONFLICT;
        };
    }
}

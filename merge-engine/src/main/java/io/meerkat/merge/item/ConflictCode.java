package io.meerkat.merge.item;

/** Why two changes of one object cannot both be had. */
public enum ConflictCode {
    /** One property was set or removed differently. */
    PROPERTY_SAME_KEY,
    /** Both sides moved the object. */
    LOCATION_BOTH,
    /** One side put another table in this one's place, and the other side changed it. */
    REPLACED,
    /** One side went to a format version in which what the other added may not be added. */
    FORMAT_UPGRADE,
    /** One column id means different columns. Files hold ids, so that to take one for the other is to misread them. */
    FIELD_ID_COLLISION,
    /** Two columns of one struct would have one name. */
    COLUMN_NAME,
    TYPE,
    NULLABILITY,
    RENAME,
    COLUMN_DOC,
    DEFAULT,
    /** One side dropped a column that the other side changed or came to use. */
    DROP_USED,
    IDENTIFIER,
    SPEC_DEFAULT,
    /** One partition field id means different fields, or one field has two ids. */
    SPEC_FIELD,
    /** One spec id means different specs, and files were written under both. */
    SPEC_ID_COLLISION,
    /** As with specs. */
    ORDER_ID_COLLISION,
    /** A branch or tag of the table went to different snapshots. */
    REF_DIVERGED,
    REF_RETENTION,
    /** A branch or tag of the table went to a snapshot that the other side expired. */
    REF_TO_EXPIRED,
    ENCRYPTION_KEY,
    /** Both sides changed the rows. */
    DATA_BOTH_CHANGED,
    /** Both sides changed the rows, and the snapshot that they had in common is expired on one of them. */
    HISTORY_UNAVAILABLE,
    /** Both sides' changes together are nothing that can be loaded. */
    UNREADABLE,
    /** Both sides replaced the view's query. */
    VIEW_BOTH_VERSIONS
}

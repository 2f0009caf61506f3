package io.meerkat.merge.catalog;

import static io.meerkat.merge.catalog.Offer.AT;
import static io.meerkat.merge.catalog.Offer.CREATE_PARENT;
import static io.meerkat.merge.catalog.Offer.INTO;
import static io.meerkat.merge.catalog.Offer.KEEP_BOTH;
import static io.meerkat.merge.catalog.Offer.NEW_HOME;
import static io.meerkat.merge.catalog.Offer.OLD_NAME;
import static io.meerkat.merge.catalog.Offer.OURS;
import static io.meerkat.merge.catalog.Offer.PER_ITEM;
import static io.meerkat.merge.catalog.Offer.RENAME_OURS;
import static io.meerkat.merge.catalog.Offer.RENAME_THEIRS;
import static io.meerkat.merge.catalog.Offer.SUPPLIED;
import static io.meerkat.merge.catalog.Offer.THEIRS;

import io.meerkat.model.Kind;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What can stand between two trees. The names are hashed into conflict ids: add one, never rename one. */
public enum ConflictCode {
    /** Both changed one table, and its content cannot be merged without an answer. */
    BOTH_MODIFIED_TABLE(OURS, THEIRS, SUPPLIED, PER_ITEM),
    BOTH_MODIFIED_VIEW(OURS, THEIRS, SUPPLIED, PER_ITEM),
    BOTH_MODIFIED_ASSET(OURS, THEIRS, SUPPLIED, PER_ITEM),
    /** Both set a property of one namespace, differently. */
    PROPERTY_SAME_KEY(OURS, THEIRS, SUPPLIED, PER_ITEM),
    /** Ours changed what theirs dropped. */
    MODIFY_DELETE(OURS, THEIRS, SUPPLIED),
    /** Ours dropped what theirs changed. */
    DELETE_MODIFY(OURS, THEIRS, SUPPLIED),
    /** One renamed what the other dropped. */
    RENAME_DELETE(OURS, THEIRS, SUPPLIED),
    /** One dropped an object and made another one under its name; the other changed the first. */
    REPLACED(OURS, THEIRS, RENAME_OURS, RENAME_THEIRS, KEEP_BOTH),
    /** Both made an object under one name. */
    ADD_ADD(OURS, THEIRS, RENAME_OURS, RENAME_THEIRS, KEEP_BOTH),
    /** Two objects of different kinds want one name. */
    KIND_CLASH(OURS, THEIRS, RENAME_OURS, RENAME_THEIRS, KEEP_BOTH),
    /** Two objects want one name, and one of them was renamed to it. */
    RENAME_COLLIDE(OURS, THEIRS, RENAME_OURS, RENAME_THEIRS, KEEP_BOTH),
    /** Both renamed one object, differently. */
    RENAME_RENAME_DIFFERENT(OURS, THEIRS, AT),
    /** One renamed an object and gave its name to another; the other side changed it under the old name. */
    RENAME_MODIFY(NEW_HOME, OLD_NAME),
    /** One renamed a namespace and made another one under its name; the other side put something into the first. */
    NS_RENAME(NEW_HOME, OLD_NAME),
    /** Each side moved a namespace into the one that the other side moved. */
    NS_MOVE_CYCLE(OURS, THEIRS),
    /** One dropped a namespace, the other put something into it. */
    NS_DELETE_CHILD_ADD(OURS, THEIRS, INTO),
    /** There would be no namespace where an object is to be. */
    PARENT_MISSING(INTO, CREATE_PARENT),
    /** There would be no namespace where an object is to be, but something else under that name. */
    PARENT_NOT_NS(OURS, THEIRS, INTO, CREATE_PARENT),
    /** In a renamed namespace a name would be longer or deeper than names may be. */
    NAME_TOO_LONG(OURS, THEIRS, AT),
    /** The location of a table that one side made or moved lies in one of the other side's. */
    LOCATION_OVERLAP(OURS, THEIRS);

    private final Set<Offer> offered;

    ConflictCode(Offer... offered) {
        this.offered = Collections.unmodifiableSet(EnumSet.copyOf(List.of(offered)));
    }

    public Set<Offer> offered() {
        return offered;
    }

    /** The code of the same conflict seen from the other side. */
    public ConflictCode mirrored() {
        return switch (this) {
            case MODIFY_DELETE -> DELETE_MODIFY;
            case DELETE_MODIFY -> MODIFY_DELETE;
            default -> this;
        };
    }

    static ConflictCode bothModified(Kind kind) {
        return switch (kind) {
            case NAMESPACE -> PROPERTY_SAME_KEY;
            case TABLE -> BOTH_MODIFIED_TABLE;
            case VIEW -> BOTH_MODIFIED_VIEW;
            case ASSET -> BOTH_MODIFIED_ASSET;
        };
    }
}

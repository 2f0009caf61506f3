package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.merge.catalog.ConflictCode;
import io.meerkat.merge.catalog.Offer;
import io.meerkat.merge.catalog.Warning;
import io.meerkat.merge.verb.Notice;

/** What a merge has to say: conflicts, warnings, and answers that do not fit. */
final class Conflicts {
    private static final Schema OFFERS = Schema.list(Values.words(Offer.values()));

    private static final Schema ITEM = Schema.object(
                    Member.of("code", Schema.text().such("PROPERTY_SAME_KEY"), "what kind of item it is"),
                    Member.of("path", Schema.text().such("owner"), "which one it is"),
                    Member.of("sentence", Schema.text(), "what each side did, for a person"),
                    Member.maybe("base", Schema.text(), "its value at the merge base"),
                    Member.maybe("ours", Schema.text(), "its value on the branch"),
                    Member.maybe("theirs", Schema.text(), "its value at the source"),
                    Member.of("offers", OFFERS, "the answers that it takes"))
            .named("ConflictItem");

    static final Schema CONFLICT = Schema.object(
                    Member.of("id", Values.HASH, "by which it is answered; another one once its sides have changed"),
                    Member.of("code", Values.codes(ConflictCode.values()), "what kind of conflict it is"),
                    Member.of("sentence", Schema.text(), "what each side did, for a person"),
                    Member.of("names", Schema.list(Names.ANY), "what it is about"),
                    Member.of("offers", OFFERS, "the resolutions that it takes"),
                    Member.maybe("base", Names.ENTRY, "the object at the merge base"),
                    Member.maybe("ours", Names.ENTRY, "the object on the branch"),
                    Member.maybe("theirs", Names.ENTRY, "the object at the source"),
                    Member.maybe("items", Schema.list(ITEM).atLeastOne(), "what within the object is in conflict"))
            .named("Conflict");

    static final Schema WARNING = Schema.object(
                    Member.of("code", Values.codes(Warning.Code.values()), "what kind of warning it is"),
                    Member.of("sentence", Schema.text(), "for a person"),
                    Member.of("name", Names.ANY, "what it is about"))
            .named("Warning");

    static final Schema NOTICE = Schema.object(
                    Member.of("code", Values.codes(Notice.Code.values()), "what kind of notice it is"),
                    Member.of("sentence", Schema.text(), "for a person"),
                    Member.of("commit", Values.COMMIT_ID, "what is merged, picked or reverted"),
                    Member.maybe("merge", Values.COMMIT_ID, "EARLIER_MERGE_REVERTED: by which it was merged before"),
                    Member.maybe(
                            "revert",
                            Values.COMMIT_ID,
                            "EARLIER_MERGE_REVERTED: to be reverted first, to have it back"))
            .named("Notice");

    static final Schema REFUSED = Schema.object(
                    Member.of("conflict", Values.HASH, "the id of the conflict"),
                    Member.of("reason", Schema.text(), "why the answer does not fit"),
                    Member.of("resolution", Resolutions.RESOLUTION, "the answer"))
            .named("RefusedResolution");

    private Conflicts() {}
}

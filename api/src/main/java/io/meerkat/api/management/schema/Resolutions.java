package io.meerkat.api.management.schema;

import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Schema;
import io.meerkat.merge.catalog.Side;
import java.util.List;
import java.util.stream.Stream;

/** Answers to conflicts. */
public final class Resolutions {
    public static final int ANSWERS_MAX = 20_000;

    static final Schema SIDE =
            Schema.words(Stream.of(Side.values()).map(Side::toString).toList());

    private static final Member ITEM_CODE = Member.of("code", Schema.text(), "of the item");
    private static final Member ITEM_PATH = Member.of("path", Schema.text(), "of the item");

    private static final Schema ITEM = Schema.oneOf(
            Schema.object(ITEM_CODE, ITEM_PATH, Member.of("take", SIDE, "whose value it gets")),
            Schema.object(ITEM_CODE, ITEM_PATH, Member.of("value", Schema.text(), "the value that it gets")));

    static final Schema RESOLUTION = Schema.oneOf(
                    Schema.object(Member.of(
                            "take", SIDE, "there or not, under which name, with what content, as that side has it")),
                    Schema.object(Member.of("items", Schema.list(ITEM), "answers to items of the conflict")),
                    Schema.object(Member.of("at", Names.ANY, "the name that it gets")),
                    Schema.object(
                            Member.of("rename", SIDE, "whose object gets another name"),
                            Member.of("to", Names.ANY, "the name that it gets")),
                    Schema.object(Member.of(
                            "keep_both", Schema.yes(), "keeps both, that of theirs with _theirs behind its name")),
                    Schema.object(Member.of(
                            "home",
                            Schema.words(List.of("new", "old")),
                            "whether a change goes with the object that had the name, or stays under the name")),
                    Schema.object(Member.of("into", Names.NAMESPACE_ONLY, "the namespace that it moves into")),
                    Schema.object(Member.of(
                            "create_parent",
                            Schema.oneOf(Schema.yes(), Values.UUID),
                            "makes the namespace again; told as the id that it gets")))
            .named("Resolution");

    private static final Member TAKE_ALL =
            Member.maybe("take_all", SIDE, "the answer to all that is open and offers it");

    private Resolutions() {}

    /** For requests; an answer that was given before is taken back by null. */
    static List<Member> given() {
        return List.of(
                Member.maybe(
                        "resolutions",
                        Schema.map(Schema.oneOf(RESOLUTION, Schema.nothing())),
                        "by the ids of their conflicts, %d at most; null takes one back".formatted(ANSWERS_MAX)),
                TAKE_ALL);
    }
}

package io.meerkat.merge.body;

import io.meerkat.model.Body;
import io.meerkat.model.Body.Elements;
import io.meerkat.model.Body.Members;
import io.meerkat.model.Body.Part;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cuts the metadata of a table or view. First come all scalars in one fragment, last the properties, for these two hold
 * what serving may patch; between them every other member is a fragment of its own, and arrays that grow with the
 * table's history are many.
 *
 * <p>Such an array is cut where its elements say, see {@link HistoryCutter}. So a new element at the end or an expired one
 * at the front leaves nearly all fragments as they are, where groups counted from the front would all change whenever the
 * oldest entry goes, as one does with every commit once {@code metadata-log} is full.
 */
public final class BodyCutter {
    /** The arrays that grow, by their names in the document. */
    private static final Set<String> HISTORIES =
            Set.of("snapshots", "snapshot-log", "metadata-log", "versions", "version-log");

    private static final String LAST = "properties";
    private static final int MORE_BYTES = 4 << 10;

    private final Document base;
    private final Set<String> grown;
    private final DocumentWriter document;
    private final List<Part> parts = new ArrayList<>();
    private final Map<Hash, Fragment> fragments = new LinkedHashMap<>();
    private final Map<String, History> histories = new HashMap<>();

    private BodyCutter(Document base, Set<String> grown) {
        this.base = base;
        this.grown = grown;
        this.document = new DocumentWriter(base.length() + MORE_BYTES);
    }

    public static CutBody cut(String json) {
        return append(json, Document.nothing(), Set.of());
    }

    /**
     * Cuts a document that begins as another one, of which only what is new has to be shown.
     *
     * @param json the document; of the arrays in {@code grown} only what stands behind the elements of the base
     */
    public static CutBody append(String json, Document base, Set<String> grown) {
        return new BodyCutter(base, grown).all(Member.of(json));
    }

    private CutBody all(List<Member> members) {
        document.open("{");
        var scalars =
                members.stream().filter(Member::isScalar).map(Member::text).collect(Collectors.joining(","));
        if (!scalars.isEmpty()) {
            addMembers(scalars);
        }
        members.stream()
                .filter(member -> !member.isScalar() && !member.name().equals(LAST))
                .forEach(this::addMember);
        members.stream().filter(member -> member.name().equals(LAST)).forEach(this::addMember);
        document.close("}");
        return new CutBody(
                new Body(parts), List.copyOf(fragments.values()), base.grownTo(document.toBytes(), histories, grown));
    }

    private void addMember(Member member) {
        if (HISTORIES.contains(member.name())) {
            var before = grown.contains(member.name()) ? base.history(member.name()) : History.NONE;
            if (before.elements() + member.elements().size() > 0) {
                addHistory(member, before);
                return;
            }
        }
        addMembers(member.text());
    }

    private void addMembers(String text) {
        parts.add(new Members(add(Fragment.of(text))));
        document.add(text);
    }

    private void addHistory(Member member, History before) {
        var cutter = new HistoryCutter(before);
        member.elements().forEach(cutter::add);
        document.add("\"" + member.name() + "\":");
        document.open("[");
        int from = document.next();
        document.add(base.bytes(), before.from(), before.to());
        cutter.closedNow().forEach(this::addElements);
        int to = document.end();
        cutter.open().forEach(this::addElements);
        document.close("]");
        parts.add(new Elements(
                member.name(),
                Stream.concat(cutter.closed().stream(), cutter.open().stream().map(Fragment::hash))
                        .toList()));
        histories.put(
                member.name(),
                new History(before.elements() + member.elements().size(), cutter.closed(), cutter.open(), from, to));
    }

    private void addElements(Fragment fragment) {
        add(fragment);
        document.add(fragment.text());
    }

    private Hash add(Fragment fragment) {
        fragments.put(fragment.hash(), fragment);
        return fragment.hash();
    }

    /** The document whose fragments these are. */
    public static String join(Body body, Function<Hash, String> texts) {
        return body.parts().stream().map(part -> text(part, texts)).collect(Collectors.joining(",", "{", "}"));
    }

    private static String text(Part part, Function<Hash, String> texts) {
        return switch (part) {
            case Members(var fragment) -> texts.apply(fragment);
            case Elements(var name, var fragments) ->
                fragments.stream().map(texts).collect(Collectors.joining(",", "\"" + name + "\":[", "]"));
        };
    }
}

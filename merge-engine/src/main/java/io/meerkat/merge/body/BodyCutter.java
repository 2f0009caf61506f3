package io.meerkat.merge.body;

import io.meerkat.model.Body;
import io.meerkat.model.Body.Elements;
import io.meerkat.model.Body.Members;
import io.meerkat.model.Body.Part;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Cuts the metadata of a table or view. First come all scalars in one fragment, last the properties, for these two hold
 * what serving may patch; between them every other member is a fragment of its own, and arrays that grow with the
 * table's history are many.
 *
 * <p>Such an array is cut behind elements that their own text picks, about one in {@link #GROUP_MEAN}: elements between
 * two cuts are one fragment, those before the first cut and behind the last are one each. So a new element at the end
 * or an expired one at the front leaves nearly all fragments as they are, where groups counted from the front would all
 * change whenever the oldest entry goes, as one does with every commit once {@code metadata-log} is full.
 */
public final class BodyCutter {
    static final int GROUP_MEAN = 32;

    private static final Set<String> HISTORIES =
            Set.of("snapshots", "snapshot-log", "metadata-log", "versions", "version-log");
    private static final String LAST = "properties";

    private final List<Part> parts = new ArrayList<>();
    private final Map<Hash, Fragment> fragments = new LinkedHashMap<>();

    private BodyCutter() {}

    public static CutBody cut(String json) {
        var members = Member.of(json);
        var cutter = new BodyCutter();
        var scalars =
                members.stream().filter(Member::isScalar).map(Member::text).collect(Collectors.joining(","));
        if (!scalars.isEmpty()) {
            cutter.addMembers(scalars);
        }
        members.stream()
                .filter(member -> !member.isScalar() && !member.name().equals(LAST))
                .forEach(cutter::addMember);
        members.stream().filter(member -> member.name().equals(LAST)).forEach(cutter::addMember);
        return new CutBody(new Body(cutter.parts), List.copyOf(cutter.fragments.values()));
    }

    private void addMember(Member member) {
        if (HISTORIES.contains(member.name()) && !member.elements().isEmpty()) {
            var hashes = groups(member.elements()).stream().map(this::add).toList();
            parts.add(new Elements(member.name(), hashes));
        } else {
            addMembers(member.text());
        }
    }

    private void addMembers(String text) {
        parts.add(new Members(add(text)));
    }

    private Hash add(String text) {
        var fragment = Fragment.of(text);
        fragments.put(fragment.hash(), fragment);
        return fragment.hash();
    }

    private static List<String> groups(List<String> elements) {
        var groups = new ArrayList<String>();
        var open = new ArrayList<String>();
        boolean behindCut = false;
        for (var element : elements) {
            open.add(element);
            if (cutsBehind(element)) {
                groups.addAll(behindCut ? List.of(String.join(",", open)) : open);
                open.clear();
                behindCut = true;
            }
        }
        groups.addAll(open);
        return groups;
    }

    /** The multiplication spreads the text's hash over its high bits, by which the choice is made. */
    private static boolean cutsBehind(String element) {
        return Integer.remainderUnsigned((element.hashCode() * 0x9E3779B9) >>> 16, GROUP_MEAN) == 0;
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

package io.meerkat.merge.tree;

import io.meerkat.model.Hash;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks all nodes that a tree is made of, as far as they are wanted. */
final class Reach {
    private Reach() {}

    static void unsaved(Link link, Map<Hash, Node> nodes) {
        link.unsaved().filter(node -> !nodes.containsKey(link.hash())).ifPresent(node -> {
            nodes.put(link.hash(), node.stored());
            children(node).forEach(child -> unsaved(child.link(), nodes));
        });
    }

    static void markBelow(Node node, NodeSource source, Set<Hash> marked) {
        for (Child child : children(node)) {
            if (marked.add(child.link().hash()) && node.level() > 1) {
                markBelow(child.link().follow(source), source, marked);
            }
        }
    }

    private static List<Child> children(Node node) {
        return node.level() == 0
                ? List.of()
                : node.items().stream().map(Child.class::cast).toList();
    }
}

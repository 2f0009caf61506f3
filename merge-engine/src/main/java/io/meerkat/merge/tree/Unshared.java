package io.meerkat.merge.tree;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** Announces the nodes that one of two trees has and the other one has not, a level at a time. */
record Unshared(NodeSource left, NodeSource right) {
    /** More than these, some tens of megabytes, are not read ahead. */
    private static final int NODES_MAX = 4_096;

    void announce(Link leftRoot, Link rightRoot) {
        var ofLeft = Set.of(leftRoot);
        var ofRight = Set.of(rightRoot);
        int level =
                Math.max(leftRoot.follow(left).level(), rightRoot.follow(right).level());
        while (level > 0 && ofLeft.size() + ofRight.size() <= NODES_MAX) {
            var belowLeft = below(ofLeft, level, left);
            var belowRight = below(ofRight, level, right);
            ofLeft = without(belowLeft, belowRight);
            ofRight = without(belowRight, belowLeft);
            left.announce(Link.unread(ofLeft));
            right.announce(Link.unread(ofRight));
            level--;
        }
    }

    /** What hangs on the nodes of this level; what is lower already stays. */
    private static Set<Link> below(Set<Link> links, int level, NodeSource source) {
        var below = new LinkedHashSet<Link>();
        for (Link link : links) {
            var node = link.follow(source);
            if (node.level() < level) {
                below.add(link);
            } else {
                node.items().forEach(item -> below.add(((Child) item).link()));
            }
        }
        return below;
    }

    private static Set<Link> without(Set<Link> links, Set<Link> others) {
        var own = new HashSet<>(links);
        own.removeAll(others);
        return own;
    }
}

package io.meerkat.merge.graph;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Maps as git has them: folders of files. */
public final class GitTree {
    private GitTree() {}

    /** What git calls a folder of these files. */
    public static String name(Map<String, String> files) {
        var tree = new ByteArrayOutputStream();
        new TreeMap<>(files).forEach((key, value) -> {
            tree.writeBytes(("100644 " + key + "\0").getBytes(StandardCharsets.UTF_8));
            tree.writeBytes(name("blob", value.getBytes(StandardCharsets.UTF_8)).asBytes());
        });
        return name("tree", tree.toByteArray()).toString();
    }

    @SuppressWarnings("deprecation") // git's hash
    private static HashCode name(String kind, byte[] content) {
        return Hashing.sha1()
                .newHasher()
                .putBytes("%s %d\0".formatted(kind, content.length).getBytes(StandardCharsets.UTF_8))
                .putBytes(content)
                .hash();
    }
}

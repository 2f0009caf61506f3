package io.meerkat.api.http;

import io.meerkat.merge.body.Document;
import io.meerkat.merge.body.GzipMember;
import java.util.Arrays;
import java.util.List;

/**
 * Answers compressed with gzip for clients that ask for it, as all Iceberg clients do. Small ones are sent as they are: on
 * most networks that is faster.
 */
public final class Gzip {
    /** From so many bytes on. */
    static final int BYTES_MIN = 32 << 10;

    private static final String NAME = "gzip";
    private static final String TAG_END = "-gzip\"";

    private Gzip() {}

    /**
     * The answer in the form in which a client gets it.
     *
     * @param accepted what it sent as {@code Accept-Encoding}
     */
    public static Answer encoded(Answer answer, String accepted) {
        if (answer.length() < BYTES_MIN) {
            return answer;
        }
        var varying = answer.with("Vary", "Accept-Encoding");
        if (!accepts(accepted)) {
            return varying;
        }
        var encoded =
                varying.with("Content-Encoding", NAME).withBody(List.of(Document.whole(GzipMember.of(answer.body()))));
        String tag = answer.headers().get("ETag");
        return tag == null ? encoded : encoded.with("ETag", tag.substring(0, tag.length() - 1) + TAG_END);
    }

    /** The tag of the answer that is not compressed. */
    public static String plainTag(String tag) {
        return tag.endsWith(TAG_END) ? tag.substring(0, tag.length() - TAG_END.length()) + '"' : tag;
    }

    private static boolean accepts(String header) {
        return Arrays.stream(header.split(","))
                .map(coding -> coding.replace(" ", ""))
                .anyMatch(coding -> coding.equals(NAME) || coding.startsWith(NAME + ";") && !isRefused(coding));
    }

    private static boolean isRefused(String coding) {
        return coding.matches(".*;q=0(\\.0*)?");
    }
}

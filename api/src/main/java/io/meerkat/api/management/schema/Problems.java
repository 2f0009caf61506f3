package io.meerkat.api.management.schema;

import io.meerkat.api.merge.Verb;
import io.meerkat.api.openapi.Member;
import io.meerkat.api.openapi.Response;
import io.meerkat.api.openapi.Response.Header;
import io.meerkat.api.openapi.Schema;
import java.util.List;

/** Answers that are errors: problem details (RFC 9457). */
public final class Problems {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final List<Member> MEMBERS = List.of(
            Member.of("type", Schema.word("about:blank"), "the status says what kind of problem it is"),
            Member.of("title", Schema.text().such("Not Found"), "HTTP's phrase for the status"),
            Member.of("status", Schema.integer(400), "the status of the answer"),
            Member.of("detail", Schema.text(), "what was wrong, and about what"),
            Member.of("request_id", Schema.text(), "what the log and the audit know the request by"));

    private static final Schema PROBLEM = Schema.object(MEMBERS).named("Problem");

    public static final Response BAD_REQUEST =
            problem(400, "BadRequest", "The request is malformed, or asks for something that cannot be");
    public static final Response FORBIDDEN =
            problem(403, "Forbidden", "A protection forbids it, or a page of another host asks");
    public static final Response NOT_FOUND =
            problem(404, "NotFound", "There is no such catalog, branch, tag, commit, object or merge");
    public static final Response CONFLICT =
            problem(409, "Conflict", "What is there does not allow it: nothing was changed");
    public static final Response TOO_LARGE = problem(413, "TooLarge", "The body has more than 16 MiB");
    public static final Response KEY_REUSED =
            problem(422, "KeyReused", "The Idempotency-Key was used for another call");
    public static final Response FAILED = problem(
            500, "Failed", "The server failed. The detail says so where it is not known whether a change was made");
    public static final Response UNAVAILABLE = problem(
                    503, "Unavailable", "Nothing was changed, and the same request may succeed soon")
            .with(new Header("Retry-After", Schema.integer(1), "after how many seconds to try again"));

    private Problems() {}

    private static Response problem(int status, String name, String words) {
        return Response.of(status, words, MEDIA_TYPE, PROBLEM).named(name);
    }

    /** {@code merge} tells what it would come to: of one that was opened and waits for answers, or of one that no answer makes possible. */
    public static Response mergeConflict(Verb verb) {
        var name = Merges.name(verb);
        var refused = Schema.object(Lists.of(Tasks.told(verb), Previews.now())).named(name + "Refused");
        var merge = Member.maybe(
                "merge",
                Schema.oneOf(Merges.one(verb), refused),
                "with an id: opened, and waiting for answers to its conflicts; without: what stands in its way");
        return Response.of(
                409,
                "It needs answers, or cannot be done: nothing was changed",
                MEDIA_TYPE,
                Schema.object(Lists.of(MEMBERS, List.of(merge))).named(name + "Problem"));
    }
}

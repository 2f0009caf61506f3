package io.meerkat.api.iceberg;

import io.meerkat.api.http.Request;
import io.meerkat.api.ref.Place;
import io.meerkat.model.Kind;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.ObjectName;
import io.meerkat.model.SaltedText;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.IdempotentCall;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.RESTRequest;
import org.jspecify.annotations.Nullable;

/** A request to one operation, at the place that its prefix names; {@code names} are the parts of its path. */
public record IcebergCall(Request request, Place place, boolean nested, Map<String, String> names) {
    private static final String LEVEL_SEPARATOR = "\u001f";
    private static final int PAGE_SIZE_MAX = 10_000;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,100}");

    public NamespacePath namespace() {
        return namespace(name("namespace"));
    }

    public ObjectName table() {
        return object(name("table"));
    }

    public ObjectName view() {
        return object(name("view"));
    }

    private String name(String of) {
        return Optional.ofNullable(names.get(of))
                .orElseThrow(() -> new IllegalStateException("the route has no {%s}".formatted(of)));
    }

    private ObjectName object(String name) {
        return named(() -> namespace().object(name));
    }

    /** Levels come joined by the unit separator, which {@code %1F} stands for. */
    public static NamespacePath namespace(String segment) {
        return namespace(List.of(segment.split(LEVEL_SEPARATOR, -1)));
    }

    public static NamespacePath namespace(List<String> levels) {
        return named(() -> NamespacePath.of(levels));
    }

    /** The name in a request's body. */
    public static ObjectName object(@Nullable TableIdentifier identifier) {
        if (identifier == null) {
            throw IcebergError.badRequest("the request does not name its object");
        }
        return named(() -> namespace(List.of(identifier.namespace().levels())).object(identifier.name()));
    }

    /** Turns a name that is none into a bad request. */
    public static <T> T named(Supplier<T> name) {
        try {
            return name.get();
        } catch (IllegalArgumentException e) {
            throw IcebergError.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Begins the commit that the request asks for, of one kind of object, under its idempotency key.
     *
     * @param message for a client that gives none
     */
    public CommitRequestBuilder commit(String message, Kind kind, Optional<IdempotentCall> key) {
        return CommitRequest.by(request.actor(), SaltedText.withFreshSalt(CommitMessage.of(request, message)))
                .answering(key, reason -> Commits.finalError(reason, kind));
    }

    public <T extends RESTRequest> T body(Class<T> type) {
        return IcebergJson.read(request.body(), type);
    }

    /** Empty: everything in one answer. More than the most is served as the most. */
    public Optional<Integer> pageSize() {
        var asked = request.parameter("pageSize");
        if (asked.isEmpty()) {
            return request.parameter("pageToken").map(token -> PAGE_SIZE_MAX);
        }
        if (NUMBER.matcher(asked.get()).matches()) {
            var size = new BigInteger(asked.get());
            if (size.signum() > 0) {
                return Optional.of(size.min(BigInteger.valueOf(PAGE_SIZE_MAX)).intValue());
            }
        }
        throw IcebergError.badRequest("pageSize must be a number above 0: '%s'".formatted(asked.get()));
    }

    /** A parameter that is true or false, in whatever case: PyIceberg sends {@code True}. False where it is absent. */
    public boolean flag(String parameter) {
        String given = request.parameter(parameter).orElse("false");
        return switch (given.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw IcebergError.badRequest("%s must be true or false: '%s'".formatted(parameter, given));
        };
    }

    /** Whether writes are possible here; a commit, tag or time is read-only. */
    public void requireWritable() {
        if (!place.writable()) {
            throw IcebergError.forbidden(
                    "%s is a fixed point in history and takes no writes; use the branch".formatted(place));
        }
    }
}

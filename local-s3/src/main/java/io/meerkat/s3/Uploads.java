package io.meerkat.s3;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Objects that arrive in parts, until they are complete or given up. */
final class Uploads {
    private final Map<String, NavigableMap<Integer, StoredObject>> byId = new ConcurrentHashMap<>();

    String begin() {
        var id = UUID.randomUUID().toString();
        byId.put(id, new ConcurrentSkipListMap<>());
        return id;
    }

    void part(String id, int number, StoredObject part) {
        parts(id).put(number, part);
    }

    /** @param numbers the parts that the whole is made of */
    byte[] complete(String id, List<Integer> numbers) {
        var parts = parts(id);
        var whole = new ByteArrayOutputStream();
        for (var number : numbers) {
            whole.writeBytes(Optional.ofNullable(parts.get(number))
                    .orElseThrow(() -> new S3Refusal(400, "InvalidPart", "there is no part " + number))
                    .content()
                    .bytes());
        }
        abort(id);
        return whole.toByteArray();
    }

    void abort(String id) {
        parts(id).values().forEach(part -> part.content().forget());
        byId.remove(id);
    }

    private NavigableMap<Integer, StoredObject> parts(String id) {
        return Optional.ofNullable(byId.get(id))
                .orElseThrow(() -> new S3Refusal(404, "NoSuchUpload", "there is no upload " + id));
    }
}

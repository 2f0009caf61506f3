package io.meerkat.s3;

import java.io.IOException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;

/** What is done for each kind of request. Any bucket is there. */
record S3Calls(Objects objects, Uploads uploads, Shelf shelf) {
    private static final int PAGE_MAX = 1_000;

    Reply answer(Call call) throws IOException {
        if (!call.isSigned()) {
            throw new S3Refusal(403, "AccessDenied", "the request is not signed");
        }
        if (call.key().isEmpty()) {
            return bucket(call);
        }
        return switch (call.method()) {
            case "GET", "HEAD" -> get(call);
            case "PUT" -> call.asks("uploadId") ? putPart(call) : put(call);
            case "POST" -> upload(call);
            case "DELETE" -> delete(call);
            default -> throw unknown(call);
        };
    }

    private Reply bucket(Call call) throws IOException {
        return switch (call.method()) {
            case "PUT", "HEAD" -> Reply.empty(200);
            case "POST" -> deleteMany(call);
            case "GET" -> list(call);
            case "DELETE" -> forget(call);
            default -> throw unknown(call);
        };
    }

    /** Of every bucket, all objects whose names hold a text: what S3 has not, for who put more than fits the memory. */
    private Reply forget(Call call) {
        var text = call.parameter("containing", "");
        if (text.isEmpty()) {
            throw unknown(call);
        }
        objects.names().stream().filter(name -> name.contains(text)).forEach(objects::delete);
        return Reply.empty(204);
    }

    private Reply list(Call call) {
        if (!call.parameter("list-type", "").equals("2")) {
            throw new S3Refusal(501, "NotImplemented", "lists are of version 2");
        }
        var prefix = call.parameter("prefix", "");
        var most = Math.clamp(call.number("max-keys", PAGE_MAX), 0, PAGE_MAX);
        var after = call.parameter("continuation-token", call.bucket() + "/" + call.parameter("start-after", ""));
        var page = objects.list(call.bucket() + "/" + prefix, call.parameter("delimiter", ""), after, most);
        return Reply.xml(200, Xml.list(call, prefix, most, page));
    }

    private Reply deleteMany(Call call) throws IOException {
        if (!call.asks("delete")) {
            throw unknown(call);
        }
        var keys = Xml.texts(call.body(), "Key");
        keys.forEach(key -> objects.delete(call.bucket() + "/" + key));
        return Reply.xml(200, Xml.deleted(keys));
    }

    private Reply get(Call call) {
        var object = objects.find(call.name())
                .orElseThrow(() -> new S3Refusal(404, "NoSuchKey", "there is no " + call.name()));
        var headers = new HashMap<String, String>();
        headers.put("ETag", object.etag());
        headers.put("Accept-Ranges", "bytes");
        headers.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(object.modified().atOffset(ZoneOffset.UTC)));
        if (call.method().equals("HEAD")) {
            headers.put("Content-Length", Long.toString(object.size()));
            return new Reply(200, headers, new byte[0]);
        }
        var whole = object.content().bytes();
        var asked = call.header("Range");
        if (asked.isEmpty()) {
            return new Reply(200, headers, whole);
        }
        var range = Range.parse(asked.get(), whole.length);
        headers.put("Content-Range", range.contentRange(whole.length));
        return new Reply(206, headers, Arrays.copyOfRange(whole, range.from(), range.to() + 1));
    }

    private Reply put(Call call) throws IOException {
        if (call.header("x-amz-copy-source").isPresent()) {
            throw new S3Refusal(501, "NotImplemented", "objects are not copied");
        }
        var object = StoredObject.of(call.body(), shelf);
        if (call.header("If-None-Match").isEmpty()) {
            objects.put(call.name(), object);
        } else if (!objects.putIfAbsent(call.name(), object)) {
            object.content().forget();
            throw new S3Refusal(412, "PreconditionFailed", call.name() + " is there already");
        }
        return Reply.tagged(object);
    }

    private Reply putPart(Call call) throws IOException {
        var part = StoredObject.of(call.body(), shelf);
        uploads.part(call.parameter("uploadId", ""), call.number("partNumber", 0), part);
        return Reply.tagged(part);
    }

    private Reply upload(Call call) throws IOException {
        if (call.asks("uploads")) {
            return Reply.xml(200, Xml.begun(call, uploads.begin()));
        }
        var numbers = Xml.texts(call.body(), "PartNumber").stream()
                .map(Integer::valueOf)
                .toList();
        var object = StoredObject.of(uploads.complete(call.parameter("uploadId", ""), numbers), shelf);
        objects.put(call.name(), object);
        return Reply.xml(200, Xml.completed(call, object));
    }

    private Reply delete(Call call) {
        if (call.asks("uploadId")) {
            uploads.abort(call.parameter("uploadId", ""));
        } else {
            objects.delete(call.name());
        }
        return Reply.empty(204);
    }

    private static S3Refusal unknown(Call call) {
        return new S3Refusal(
                501, "NotImplemented", call.method() + " of " + call.exchange().getRequestURI());
    }
}

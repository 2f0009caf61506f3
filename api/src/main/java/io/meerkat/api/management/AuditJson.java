package io.meerkat.api.management;

import io.meerkat.query.audit.AuditEntry;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An entry of the audit log as clients see it. */
final class AuditJson {
    private AuditJson() {}

    static JsonNode shown(AuditEntry entry) {
        var author = entry.author();
        var shown = ManagementJson.object()
                .put("id", entry.id().toString())
                .put("tenant_id", entry.tenant().toString())
                .put("user_id", author.principal().toString())
                .put("username", Persons.name(author.principal()))
                .put("action", entry.action())
                .put("resource_type", entry.resource().type());
        put(shown, "resource_id", entry.resource().id().map(UUID::toString));
        shown.put("resource_name", entry.resource().name())
                .put("timestamp", entry.time().toString());
        put(shown, "ip_address", author.origin().map(AuditJson::address));
        put(shown, "user_agent", author.origin().map(AuditJson::agent));
        shown.put("result", entry.result().word());
        put(
                shown,
                "error_message",
                entry.failure().map(failure -> "%d %s".formatted(failure.status(), failure.error())));
        return shown.set("metadata", metadata(entry));
    }

    /** What is told of this action in particular, and where in the history it stands. */
    private static ObjectNode metadata(AuditEntry entry) {
        var metadata = (ObjectNode) ManagementJson.tree(entry.details());
        metadata.put("request_id", entry.author().requestId());
        var place = entry.place();
        place.catalog().ifPresent(catalog -> metadata.put("catalog", catalog));
        place.branch().ifPresent(branch -> metadata.put("branch", branch));
        place.commit()
                .ifPresent(commit -> metadata.put("commit_id", commit.uuid().toString()));
        place.message().ifPresent(message -> metadata.put("message", message));
        entry.author().onBehalfOf().ifPresent(other -> metadata.put("on_behalf_of", other.toString()));
        return metadata;
    }

    /** An origin is an address, a space and a user agent. */
    private static String address(String origin) {
        return origin.substring(0, space(origin));
    }

    private static String agent(String origin) {
        return origin.substring(Math.min(origin.length(), space(origin) + 1));
    }

    private static int space(String origin) {
        int space = origin.indexOf(' ');
        return space < 0 ? origin.length() : space;
    }

    private static void put(ObjectNode shown, String field, Optional<String> value) {
        value.ifPresentOrElse(text -> shown.put(field, text), () -> shown.putNull(field));
    }
}

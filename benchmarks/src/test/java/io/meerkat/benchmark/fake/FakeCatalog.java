package io.meerkat.benchmark.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.meerkat.benchmark.catalog.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** All that is there, under one lock: what it does wrong, it does on purpose. */
public final class FakeCatalog implements AutoCloseable {
    private static final int EVERY = 50;
    private static final String CONFLICT = "{\"error\":{\"message\":\"somebody was first\",\"code\":409}}";

    static {
        // Else each answer waits for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private record Reply(int status, String body) {}

    private final Map<String, FakeTable> tables = new TreeMap<>();
    private final Set<String> namespaces = new ConcurrentSkipListSet<>();
    private final Set<String> lies = new ConcurrentSkipListSet<>();
    private final HttpServer server;
    private final Fault fault;
    private int writes;

    public FakeCatalog(Fault fault) throws IOException {
        this.fault = fault;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The writes that it lied about. */
    public Set<String> lies() {
        return lies;
    }

    private void serve(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().split("/");
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var reply = exchange.getRequestMethod().equals("GET") ? read(path) : write(path, Json.read(body));
        var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("ETag", "\"fixed\"");
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Reply read(String[] path) {
        var last = path[path.length - 1];
        return switch (last) {
            case "config" -> new Reply(200, "{\"defaults\":{},\"overrides\":{}}");
            case "namespaces" -> new Reply(200, "{\"namespaces\":[" + quoted(namespaces, "[", "]") + "]}");
            case "tables" -> new Reply(200, "{\"identifiers\":[" + quoted(tables.keySet(), "{\"name\":", "}") + "]}");
            default ->
                new Reply(
                        200, tables.getOrDefault(last, new FakeTable("absent")).loaded());
        };
    }

    private static String quoted(Set<String> names, String before, String after) {
        return names.stream().map(name -> before + "\"" + name + "\"" + after).collect(Collectors.joining(","));
    }

    private synchronized Reply write(String[] path, JsonNode body) {
        var last = path[path.length - 1];
        return switch (last) {
            case "namespaces" -> createNamespace(body.path("namespace"));
            case "tables" -> createTable(body.path("name").asText());
            case "commit" -> transaction(body.path("table-changes"));
            default -> commit(last, body);
        };
    }

    /** Those that the measured calls make lie in another one; the others are left alone. */
    private Reply createNamespace(JsonNode levels) {
        var name = levels.path(levels.size() - 1).asText();
        var lie = levels.size() > 1 && lies(name);
        if (!lie || fault != Fault.DROPS) {
            namespaces.add(name);
        }
        return lie && fault == Fault.REFUSES_AND_DOES ? new Reply(409, CONFLICT) : new Reply(200, "{}");
    }

    private Reply createTable(String name) {
        var lie = name.startsWith("n") && lies(name);
        var table = new FakeTable(name);
        if (!lie || fault != Fault.DROPS) {
            tables.put(name, table);
        }
        return lie && fault == Fault.REFUSES_AND_DOES ? new Reply(409, CONFLICT) : new Reply(200, table.loaded());
    }

    private Reply commit(String name, JsonNode change) {
        var table = tables.getOrDefault(name, new FakeTable("absent"));
        if (!table.meets(change)) {
            return new Reply(409, CONFLICT);
        }
        var lie = lies(FakeTable.tag(name, change));
        var changed = lie && fault == Fault.DROPS ? table.copy() : table;
        changed.apply(change);
        return lie && fault == Fault.REFUSES_AND_DOES ? new Reply(409, CONFLICT) : new Reply(200, changed.loaded());
    }

    private Reply transaction(JsonNode changes) {
        var lie = lies(FakeTable.tag("", changes.path(0)));
        var done = !lie || fault == Fault.REFUSES_AND_DOES ? changes.size() : fault == Fault.DROPS ? 0 : 2;
        for (int change = 0; change < done; change++) {
            tables.getOrDefault(
                            changes.path(change).path("identifier").path("name").asText(), new FakeTable("absent"))
                    .apply(changes.path(change));
        }
        return lie && fault == Fault.REFUSES_AND_DOES ? new Reply(409, CONFLICT) : new Reply(204, "");
    }

    private boolean lies(String write) {
        var lie = fault != Fault.NONE && ++writes % EVERY == 0;
        return lie && lies.add(write);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.meerkat.api.server;

import io.meerkat.command.event.EventCodec;
import io.meerkat.command.event.Readers;
import io.meerkat.command.event.Readers.Reader;
import io.meerkat.storage.ServerNodes;
import io.meerkat.storage.ServerNodes.ServerNode;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** This server among those that share its database: it tells the others which events it can read, and learns theirs. */
record Fleet(ServerNodes nodes, Readers readers) implements AutoCloseable {
    private static final TypeReference<Map<String, Integer>> REVISIONS = new TypeReference<>() {};

    /** {@code source} gives a connection that is this server's sign of life. */
    static Fleet of(UUID node, DataSource source, Readers readers) {
        String readable = JsonMapper.shared().writeValueAsString(EventCodec.readable());
        return new Fleet(new ServerNodes(source, new ServerNode(node, Version.current(), readable)), readers);
    }

    /** To be called every now and then: who joined since may not read everything. */
    void keep() {
        nodes.keep();
        readers.see(nodes.alive().stream().map(Fleet::reader).toList());
    }

    private static Reader reader(ServerNode node) {
        return new Reader(node.version(), JsonMapper.shared().readValue(node.readable(), REVISIONS));
    }

    @Override
    public void close() {
        nodes.close();
    }
}

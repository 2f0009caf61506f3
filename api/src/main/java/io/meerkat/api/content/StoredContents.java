package io.meerkat.api.content;

import io.meerkat.merge.body.BodyCutter;
import io.meerkat.merge.catalog.Contents;
import io.meerkat.model.Body;
import io.meerkat.model.Content;
import io.meerkat.model.Content.AssetContent;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Content.ViewContent;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.TenantId;
import io.meerkat.storage.commit.ContentTable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.view.ViewMetadata;
import org.apache.iceberg.view.ViewMetadataParser;

/** Contents and the metadata that they stand for, as one piece of work reads them. What it makes itself it adds. */
public final class StoredContents implements Contents {
    private final ContentTable table;
    private final TenantId tenant;
    private final Map<Hash, Content> contents = new HashMap<>();
    private final Map<Hash, String> texts = new HashMap<>();

    public StoredContents(ContentTable table, TenantId tenant) {
        this.table = table;
        this.tenant = tenant;
    }

    @Override
    public Content content(Hash hash) {
        return Optional.ofNullable(contents.get(hash)).orElseGet(() -> {
            var found = table.find(tenant, hash)
                    .orElseThrow(() -> new IllegalStateException(
                            "a tree names the content %s, which is not stored".formatted(hash)));
            contents.put(hash, found);
            return found;
        });
    }

    @Override
    public void announce(Collection<Hash> hashes) {
        var unknown =
                hashes.stream().filter(hash -> !contents.containsKey(hash)).collect(Collectors.toSet());
        if (!unknown.isEmpty()) {
            contents.putAll(table.find(tenant, unknown));
        }
    }

    /** Takes a content that is not stored yet, with its metadata as JSON. */
    public void add(Content content, String text) {
        contents.put(content.hash(), content);
        texts.put(content.hash(), text);
    }

    /** Lets a hash stand for what another one does. */
    public void alias(Hash hash, Hash of) {
        contents.put(hash, content(of));
    }

    public TableMetadata table(Entry entry) {
        return table(entry.content());
    }

    public TableMetadata table(Hash hash) {
        var content = (TableContent) content(hash);
        String text = text(content, content.body());
        return content.metadataLocation()
                .map(location -> TableMetadataParser.fromJson(location, text))
                .orElseGet(() -> TableMetadataParser.fromJson(text));
    }

    public ViewMetadata view(Entry entry) {
        var content = (ViewContent) content(entry.content());
        return ViewMetadataParser.fromJson(text(content, content.body()));
    }

    public Map<String, String> namespace(Entry entry) {
        return ((NamespaceContent) content(entry.content())).properties();
    }

    /** Where its metadata file lies. */
    public Optional<String> file(Entry entry) {
        return switch (content(entry.content())) {
            case TableContent tableContent -> tableContent.metadataLocation();
            case ViewContent viewContent -> viewContent.metadataLocation();
            case NamespaceContent _, AssetContent _ -> Optional.empty();
        };
    }

    private String text(Content content, Body body) {
        return texts.computeIfAbsent(content.hash(), hash -> {
            var fragments = table.fragments(tenant, body.fragments());
            return BodyCutter.join(
                    body,
                    fragment -> Optional.ofNullable(fragments.get(fragment))
                            .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                            .orElseThrow(() -> new IllegalStateException(
                                    "the content %s names the fragment %s, which is not stored"
                                            .formatted(hash, fragment))));
        });
    }
}

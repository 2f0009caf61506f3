package io.meerkat.command;

import io.meerkat.model.Actor;
import io.meerkat.model.Content;
import io.meerkat.model.Content.AssetContent;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.ContentId;
import io.meerkat.model.Identifier;
import io.meerkat.model.NamespacePath;
import io.meerkat.model.PrincipalId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.model.commit.CommitRequestBuilder;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.Predicate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The changes that the tests ask for. Objects are assets: to a branch all kinds are alike. */
public final class Requests {
    public static final Actor ACTOR =
            new Actor(PrincipalId.NOBODY, Optional.empty(), "request-1", SaltedText.withFreshSalt("127.0.0.1 test"));

    private Requests() {}

    public static CommitRequestBuilder request(String message) {
        return CommitRequest.by(ACTOR, SaltedText.withFreshSalt(message));
    }

    public static CommitRequest createNamespace(String... levels) {
        var path = NamespacePath.of(levels);
        return request("create namespace " + path)
                .relyOn(new Predicate.Absent(path))
                .edit(put(path, id(), new NamespaceContent(new TreeMap<>())))
                .build();
    }

    public static CommitRequest dropNamespace(String... levels) {
        var path = NamespacePath.of(levels);
        return request("drop namespace " + path)
                .relyOn(new Predicate.NamespaceExists(path))
                .relyOn(new Predicate.NothingBelow(path))
                .edit(remove(path))
                .build();
    }

    public static CommitRequest create(Identifier key, ContentId contentId, String value) {
        return request("create " + key)
                .relyOn(new Predicate.Absent(key))
                .edit(put(key, contentId, content(value)))
                .build();
    }

    public static Edit put(Identifier key, ContentId contentId, Content content) {
        return new Edit.Put(key, contentId, content, Optional.empty());
    }

    public static Edit remove(Identifier key) {
        return new Edit.Remove(key, Optional.empty());
    }

    public static Content content(String value) {
        return new AssetContent("file", Optional.empty(), new TreeMap<>(Map.of("value", value)));
    }

    public static ContentId id() {
        return new ContentId(UUID.randomUUID());
    }
}

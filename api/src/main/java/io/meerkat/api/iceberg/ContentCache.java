package io.meerkat.api.iceberg;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.meerkat.api.ref.Place;
import io.meerkat.merge.body.BodyCutter;
import io.meerkat.merge.body.Document;
import io.meerkat.model.Body;
import io.meerkat.model.Content;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Entry;
import io.meerkat.model.Hash;
import io.meerkat.model.Kind;
import io.meerkat.model.ObjectName;
import io.meerkat.model.TenantId;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.Rejection;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.load.LoadedObject.LoadedContent;
import io.meerkat.storage.load.LoadedObject.Purged;
import io.meerkat.storage.load.Loader;
import io.meerkat.storage.load.Loader.Loaded;
import io.meerkat.storage.load.ResolvedRef;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Objects by their name at a place. Contents are kept for ever under their hash, as far as memory goes, so that a load
 * is one statement that says whether the content is still the one known, and reads its body if it is not.
 */
public final class ContentCache {
    private static final int OVERHEAD = 512;

    private final Loader loader;
    private final Cache<Key, Held> contents;
    private final Cache<Asked, Hash> known;

    public ContentCache(Loader loader, long bytesMax) {
        this.loader = loader;
        this.contents = Caffeine.newBuilder()
                .maximumWeight(bytesMax)
                .weigher((Key key, Held held) -> OVERHEAD + weight(held.document()))
                .build();
        this.known = Caffeine.newBuilder().maximumSize(bytesMax / OVERHEAD).build();
    }

    /** Deflated, which it may become, it takes about an eighth more. */
    private static int weight(Document document) {
        return document.length() + document.length() / 8;
    }

    private record Key(TenantId tenant, Hash content) {}

    private record Asked(Place place, TreeKey key) {}

    /** A content with its metadata as bytes of JSON; none for a namespace. */
    public record Held(Content content, Hash hash, Document document) {
        public static Held of(NamespaceContent namespace) {
            return new Held(namespace, namespace.hash(), Document.whole(new byte[0]));
        }
    }

    /** An object at a ref. */
    public record Found(ResolvedRef ref, Entry entry, Optional<Mark> mark, Optional<Purged> purged, Held held) {}

    /** A ref, and what a key holds there. */
    public record Looked(ResolvedRef ref, Optional<Found> found) {}

    /** @throws IcebergError if the catalog or the ref does not exist */
    public Looked look(Place place, TreeKey key) {
        var asked = new Asked(place, key);
        var hint = Optional.ofNullable(known.getIfPresent(asked)).filter(hash -> holds(place, hash));
        return looked(asked, load(place, key, hint, hash -> holds(place, hash)))
                // The content has left the memory since. What is read anew may be of a newer commit: all of it is.
                .or(() -> looked(asked, load(place, key, Optional.empty(), hash -> false)))
                .orElseThrow(() -> IcebergError.tryAgain("the object is being changed"));
    }

    private boolean holds(Place place, Hash content) {
        return contents.getIfPresent(new Key(place.tenant(), content)) != null;
    }

    /** Empty if the content is neither read nor in memory. */
    private Optional<Looked> looked(Asked asked, Loaded loaded) {
        if (loaded.object().isEmpty()) {
            return Optional.of(new Looked(loaded.ref(), Optional.empty()));
        }
        var object = loaded.object().get();
        return object.body()
                .map(body -> remember(asked, body))
                .or(() -> Optional.ofNullable(contents.getIfPresent(
                        new Key(asked.place().tenant(), object.entry().content()))))
                .map(held -> new Looked(
                        loaded.ref(),
                        Optional.of(new Found(loaded.ref(), object.entry(), object.mark(), object.purged(), held))));
    }

    /** The ref to make a new object at. Whatever has its name, of any kind, is in the way. */
    public ResolvedRef requireFree(Place place, ObjectName name, Kind wanted) {
        var looked = look(place, name.key());
        Commits.requireBranch(looked.ref());
        looked.found().ifPresent(found -> {
            throw Commits.error(new Rejection.AlreadyExists(name, found.entry().kind()), wanted);
        });
        return looked.ref();
    }

    private Held remember(Asked asked, LoadedContent body) {
        var held = held(body.content(), body.fragments());
        keep(asked.place().tenant(), held);
        known.put(asked, held.hash());
        return held;
    }

    /** Keeps a content that was just committed, so that it need not be read back. */
    public void keep(TenantId tenant, Held held) {
        contents.put(new Key(tenant, held.hash()), held);
    }

    /** Lets go of a content that another one took the place of, which few will ask for. */
    public void release(TenantId tenant, Hash content) {
        contents.invalidate(new Key(tenant, content));
    }

    private Loaded load(Place place, TreeKey key, Optional<Hash> hint, Predicate<Hash> held) {
        return loader.object(place.tenant(), place.catalog(), place.point(), key, hint, held)
                .orElseThrow(() -> noSuch(place));
    }

    static IcebergError noSuch(Place place) {
        return new IcebergError(
                404,
                "NoSuchNamespaceException",
                place.ref().isEmpty()
                        ? "Catalog does not exist: " + place.catalog()
                        : "Catalog or ref does not exist: " + place);
    }

    private static Held held(Content content, List<byte[]> fragments) {
        byte[] body = switch (content) {
            case Content.TableContent table -> join(table.body(), fragments);
            case Content.ViewContent view -> join(view.body(), fragments);
            case NamespaceContent _, Content.AssetContent _ -> new byte[0];
        };
        return new Held(content, content.hash(), Document.whole(body));
    }

    private static byte[] join(Body body, List<byte[]> fragments) {
        var texts = new HashMap<Hash, String>();
        var hashes = body.fragments();
        for (int i = 0; i < hashes.size(); i++) {
            texts.put(hashes.get(i), new String(fragments.get(i), StandardCharsets.UTF_8));
        }
        return BodyCutter.join(body, hash -> Objects.requireNonNull(texts.get(hash)))
                .getBytes(StandardCharsets.UTF_8);
    }
}

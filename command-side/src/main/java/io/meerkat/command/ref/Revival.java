package io.meerkat.command.ref;

import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Kind;
import io.meerkat.storage.Database;
import io.meerkat.storage.catalog.CatalogRow;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.event.HeadTable;
import io.meerkat.storage.load.ResolvedRef;
import io.meerkat.storage.load.Trees;
import io.meerkat.storage.ref.RefLock;
import java.util.HashSet;

/**
 * Brings the locations of tables back to life that a ref begins to show again: those of an older commit that {@code main}
 * does not hold any more. Costs what the two differ by.
 */
final class Revival {
    private final ClaimTable claims;
    private final RefLock lock;
    private final HeadTable heads;
    private final Trees trees;

    Revival(Database database, Trees trees) {
        this.claims = new ClaimTable(database);
        this.lock = new RefLock(database);
        this.heads = new HeadTable(database);
        this.trees = trees;
    }

    /** The first of the locks that {@link #await} takes, for who takes those of commits between the two. */
    void awaitClaims(CatalogRow catalog) {
        claims.lock(catalog.tenant());
    }

    /**
     * Waits for the turn of whoever lets a ref of the catalog point somewhere, which lasts until the transaction ends. Locks are
     * taken as commits take them: claims, then refs. Returns where to point: what was asked for as the head of a branch is
     * where that one points now, so that nothing has been expired meanwhile that the ref would show.
     */
    ResolvedRef await(ResolvedRef asked) {
        var catalog = asked.catalog();
        awaitClaims(catalog);
        lock.await(catalog.catalog());
        return asked.head()
                .map(branch -> heads.branch(catalog.tenant(), branch))
                .map(head -> new ResolvedRef(
                        catalog,
                        asked.head(),
                        head.line(),
                        head.at().commit(),
                        head.at().root(),
                        head.at().generation(),
                        head.at().time(),
                        asked.siblings()))
                .orElse(asked);
    }

    /** In the turn, before the ref points there. */
    void shownBy(ResolvedRef commit) {
        var catalog = commit.catalog();
        var main = heads.branch(catalog.tenant(), catalog.main());
        if (main.at().commit().equals(commit.commit())) {
            return;
        }
        var shown = new HashSet<ContentId>();
        trees.at(catalog.tenant(), main)
                .diff(trees.at(commit))
                .flatMap(difference -> difference.after().stream())
                .filter(entry -> entry.kind() == Kind.TABLE)
                .map(Entry::contentId)
                .forEach(shown::add);
        if (!shown.isEmpty()) {
            claims.revive(catalog.tenant(), shown);
        }
    }
}

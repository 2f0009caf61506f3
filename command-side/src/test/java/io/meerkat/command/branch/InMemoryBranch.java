package io.meerkat.command.branch;

import static java.util.Objects.requireNonNull;

import io.meerkat.command.Requests;
import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.BatchDecision.Decided;
import io.meerkat.merge.tree.Node;
import io.meerkat.merge.tree.Tree;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.ContentId;
import io.meerkat.model.Hash;
import io.meerkat.model.LineId;
import io.meerkat.model.RefName;
import io.meerkat.model.TenantId;
import io.meerkat.model.commit.CommitRequest;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.Mark;
import io.meerkat.storage.ref.BranchRules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A branch that lives on its events alone: each batch is decided on what those before it left. */
final class InMemoryBranch {
    static final CatalogId CATALOG = new CatalogId(UUID.randomUUID());
    static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final BranchId id = new BranchId(UUID.randomUUID());
    private final Map<Hash, Node> nodes = new HashMap<>();
    private BranchState state = new BranchState.Unborn(TenantId.DEFAULT, CATALOG, LineId.first(id));
    private Instant clock = START;
    private List<Claim> claims = List.of();
    private Map<ContentId, Mark> marks = Map.of();
    private BranchRules rules = BranchRules.none(RefName.MAIN);

    InMemoryBranch(CommitRequest... first) {
        take(BatchDecider.open(new OpenBranch(
                TenantId.DEFAULT,
                CATALOG,
                id,
                RefName.MAIN,
                clock,
                Requests.request("root").build(),
                List.of(first),
                this::node)));
    }

    /** What the database says when the next batch is decided. */
    InMemoryBranch with(Instant time, List<Claim> stored, Map<ContentId, Mark> known) {
        clock = time;
        claims = stored;
        marks = known;
        return this;
    }

    InMemoryBranch under(BranchRules other) {
        rules = other;
        return this;
    }

    InMemoryBranch at(Instant time) {
        return with(time, claims, marks);
    }

    /** Decides one batch, with the nodes of the trees before it stored. */
    List<Decided> decide(CommitRequest... requests) {
        return decide(List.of(requests));
    }

    List<Decided> decide(List<CommitRequest> requests) {
        var command = new CommitChanges(
                TenantId.DEFAULT,
                id,
                clock,
                requests,
                Facts.of(claims, marks).with(rules),
                (line, generation, root) -> Tree.at(root, this::node));
        return take(BatchDecider.decide(state, command));
    }

    Tree tree() {
        return Tree.at(head().head().root(), this::node);
    }

    BranchState.Open head() {
        return (BranchState.Open) state;
    }

    private List<Decided> take(BatchDecision decision) {
        nodes.putAll(decision.tree().unsaved());
        for (Accepted accepted : decision.accepted()) {
            state = state.after(accepted.event());
        }
        return decision.decided();
    }

    private Node node(Hash hash) {
        return requireNonNull(nodes.get(hash), hash::hex);
    }
}

package io.meerkat.command.lane;

import io.meerkat.command.branch.AppendedBatch;
import io.meerkat.command.branch.BatchDecision;
import io.meerkat.command.branch.BatchDecision.Accepted;
import io.meerkat.command.branch.BatchDecision.Decided;
import io.meerkat.command.branch.BatchDecision.Denied;
import io.meerkat.command.branch.BatchDecision.NothingToDo;
import io.meerkat.command.receipt.KeyAnsweredElsewhere;
import io.meerkat.model.Content;
import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Fragment;
import io.meerkat.model.Hash;
import io.meerkat.model.Kind;
import io.meerkat.model.LineId;
import io.meerkat.model.SaltedText;
import io.meerkat.model.TreeKey;
import io.meerkat.model.commit.Edit;
import io.meerkat.model.commit.IdempotentCall;
import io.meerkat.model.commit.StoredAnswer;
import io.meerkat.storage.Database;
import io.meerkat.storage.claim.Claim;
import io.meerkat.storage.claim.ClaimTable;
import io.meerkat.storage.claim.CrossingTable;
import io.meerkat.storage.claim.MarkTable;
import io.meerkat.storage.commit.CommitTable;
import io.meerkat.storage.commit.ContentTable;
import io.meerkat.storage.commit.EntryTable;
import io.meerkat.storage.commit.EntryTable.Version;
import io.meerkat.storage.commit.LineTable;
import io.meerkat.storage.commit.RecordedCommit;
import io.meerkat.storage.commit.TextTable;
import io.meerkat.storage.idempotency.IdempotencyTable;
import io.meerkat.storage.ref.RefLock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Writes what follows from a decision, in the transaction that appended its events: one statement a table. */
public final class BatchWriter {
    private final CommitTable commits;
    private final EntryTable entries;
    private final ContentTable contents;
    private final TextTable texts;
    private final ClaimTable claims;
    private final CrossingTable crossings;
    private final RefLock refs;
    private final MarkTable marks;
    private final LineTable lines;
    private final IdempotencyTable idempotency;

    public BatchWriter(Database database, IdempotencyTable idempotency) {
        this.commits = new CommitTable(database);
        this.entries = new EntryTable(database);
        this.contents = new ContentTable(database);
        this.texts = new TextTable(database);
        this.claims = new ClaimTable(database);
        this.crossings = new CrossingTable(database);
        this.refs = new RefLock(database);
        this.marks = new MarkTable(database);
        this.lines = new LineTable(database);
        this.idempotency = idempotency;
    }

    public void write(Target target, Instant clock, AppendedBatch batch) {
        var accepted = batch.decision().accepted();
        if (!accepted.isEmpty()) {
            commits.add(recorded(batch, accepted));
            writeEntries(target, batch.line(), accepted);
            writeContents(target, accepted);
            writeClaims(target, batch.line(), accepted);
            writeLinks(target, batch.line(), accepted);
        }
        writeAnswers(clock, batch.decision());
    }

    private static List<RecordedCommit> recorded(AppendedBatch batch, List<Accepted> accepted) {
        long firstSeq = batch.lastSeq() - accepted.size() + 1;
        return IntStream.range(0, accepted.size())
                .mapToObj(i -> {
                    var event = accepted.get(i).event();
                    return new RecordedCommit(event.id(), event.commit(), batch.line(), firstSeq + i);
                })
                .toList();
    }

    private void writeEntries(Target target, LineId line, List<Accepted> accepted) {
        var versions = accepted.stream()
                .flatMap(commit -> commit.event().changes().all().stream()
                        .map(change -> new Version(
                                change.key(), commit.event().commit().generation(), change.after())))
                .toList();
        if (!versions.isEmpty()) {
            entries.add(target.tenant(), line, versions);
        }
    }

    private void writeContents(Target target, List<Accepted> accepted) {
        var written = new LinkedHashMap<Hash, Content>();
        var fragments = new LinkedHashMap<Hash, Fragment>();
        var personal = new HashSet<SaltedText>();
        for (Accepted commit : accepted) {
            var request = commit.request();
            for (Edit edit : request.edits()) {
                if (edit instanceof Edit.Put put) {
                    written.put(put.content().hash(), put.content());
                }
            }
            request.fragments().forEach(fragment -> fragments.put(fragment.hash(), fragment));
            personal.add(request.message());
            personal.add(request.actor().origin());
        }
        if (!written.isEmpty()) {
            var swept = contents.add(target.tenant(), written);
            if (!swept.isEmpty()) {
                throw new SweptMeanwhile(swept);
            }
        }
        if (!fragments.isEmpty()) {
            contents.addFragments(target.tenant(), fragments.values());
        }
        texts.add(target.tenant(), personal);
    }

    private void writeClaims(Target target, LineId line, List<Accepted> accepted) {
        long generation = accepted.getFirst().event().commit().generation();
        for (List<Claim> taken : taken(target, accepted)) {
            claims.take(target.tenant(), line, generation, taken);
        }
        writeCrossings(target, accepted);
        var renamed = renamed(accepted);
        if (!renamed.isEmpty()) {
            claims.rename(target.tenant(), renamed);
        }
        var gone = gone(accepted);
        if (!gone.isEmpty()) {
            refs.await(target.catalog());
            claims.end(target.tenant(), line, gone);
        }
        var allocations = accepted.stream()
                .flatMap(commit -> commit.request().allocations().stream())
                .toList();
        if (!allocations.isEmpty()) {
            marks.raise(target.tenant(), target.catalog(), target.branch(), allocations);
        }
    }

    /** What came from another line. Of what changed in place the name needs no look: it had it here already. */
    private void writeCrossings(Target target, List<Accepted> accepted) {
        var crossed = new HashSet<ContentId>();
        var arrived = new HashMap<ContentId, TreeKey>();
        accepted.stream()
                .filter(commit -> !commit.request().links().isNone())
                .flatMap(commit -> commit.event().changes().all().stream())
                .forEach(change -> table(change.after()).ifPresent(table -> {
                    crossed.add(table);
                    if (!table(change.before()).equals(Optional.of(table))) {
                        arrived.put(table, change.key());
                    }
                }));
        if (!crossed.isEmpty()) {
            crossings.add(target.tenant(), crossed);
        }
        if (!arrived.isEmpty()) {
            claims.name(target.tenant(), arrived);
        }
    }

    /** In as many parts as it takes for none to have a claim twice: a table may be dropped and come back in one batch. */
    private static List<List<Claim>> taken(Target target, List<Accepted> accepted) {
        var parts = new ArrayList<List<Claim>>();
        var last = new LinkedHashMap<Map.Entry<String, ContentId>, Claim>();
        for (Accepted commit : accepted) {
            for (var claim : commit.event().claims()) {
                var taken = new Claim(claim.path(), claim.contentId(), target.catalog(), claim.key(), Claim.State.LIVE);
                if (last.containsKey(Map.entry(claim.path(), claim.contentId()))) {
                    parts.add(List.copyOf(last.values()));
                    last.clear();
                }
                last.put(Map.entry(claim.path(), claim.contentId()), taken);
            }
        }
        if (!last.isEmpty()) {
            parts.add(List.copyOf(last.values()));
        }
        return parts;
    }

    private void writeLinks(Target target, LineId line, List<Accepted> accepted) {
        var sources = accepted.stream()
                .flatMap(commit -> commit.event().commit().sources())
                .toList();
        if (!sources.isEmpty()) {
            lines.broughtTo(target.tenant(), target.catalog(), line, sources);
        }
    }

    /** Tables that the batch removed and did not put back under any key. */
    private static Set<ContentId> gone(List<Accepted> accepted) {
        var gone = new HashSet<ContentId>();
        for (Accepted commit : accepted) {
            var changes = commit.event().changes().all();
            changes.forEach(change -> table(change.before()).ifPresent(gone::add));
            changes.forEach(change -> table(change.after()).ifPresent(gone::remove));
        }
        return gone;
    }

    private static Set<ContentId> renamed(List<Accepted> accepted) {
        var renamed = new HashSet<ContentId>();
        for (Accepted commit : accepted) {
            var taken = new HashSet<ContentId>();
            var changes = commit.event().changes().all();
            changes.stream()
                    .filter(change -> !table(change.before()).equals(table(change.after())))
                    .forEach(change -> table(change.before()).ifPresent(taken::add));
            changes.forEach(
                    change -> table(change.after()).filter(taken::contains).ifPresent(renamed::add));
        }
        return renamed;
    }

    private static Optional<ContentId> table(Optional<Entry> entry) {
        return entry.filter(value -> value.kind() == Kind.TABLE).map(Entry::contentId);
    }

    private void writeAnswers(Instant clock, BatchDecision decision) {
        var answers = new LinkedHashMap<IdempotentCall, StoredAnswer>();
        for (Decided decided : decision.decided()) {
            decided.request().call().ifPresent(call -> answer(decided).ifPresent(answer -> answers.put(call, answer)));
        }
        if (!answers.isEmpty() && !idempotency.record(answers, clock)) {
            throw new KeyAnsweredElsewhere();
        }
    }

    private static Optional<StoredAnswer> answer(Decided decided) {
        return switch (decided) {
            case Accepted(var request, var event) ->
                Optional.of(new StoredAnswer.Succeeded(event.id(), request.json()));
            case NothingToDo(var request, var at) -> Optional.of(new StoredAnswer.Succeeded(at, request.json()));
            case Denied(var request, var reason) ->
                request.finalError().apply(reason).map(StoredAnswer.Failed::new);
        };
    }
}

package io.meerkat.merge.verb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.merge.graph.GitTree;
import io.meerkat.merge.verb.WorkTree.Result;
import io.meerkat.model.CommitId;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Does everything twice, as our plans say and by git, and looks whether it comes to the same. */
final class BesideGit {
    private final Repository ours = new Repository();
    private final WorkTree git;
    private final Map<CommitId, String> names = new HashMap<>();

    BesideGit(Path folder) {
        this.git = new WorkTree(folder);
    }

    Repository ours() {
        return ours;
    }

    private String name(CommitId commit) {
        return requireNonNull(names.get(commit));
    }

    CommitId root(Map<String, String> files) {
        var root = ours.root(files);
        var script = new StringBuilder();
        new TreeMap<>(files).forEach((key, value) -> script.append("printf '%s' > %s; ".formatted(value, key)));
        names.put(
                root,
                git.on("", script + "git add --all; git commit --quiet -m root").head());
        return root;
    }

    CommitId set(CommitId head, String key, String value) {
        return changed(head, ours.set(head, key, value), "printf '%s' > %s".formatted(value, key));
    }

    CommitId drop(CommitId head, String key) {
        return changed(head, ours.drop(head, key), "rm " + key);
    }

    private CommitId changed(CommitId head, CommitId after, String change) {
        var done = git.on(name(head), change + "; git add --all; git commit --quiet -m change");
        assertThat(done.index()).isEqualTo(GitTree.name(ours.tree(after)));
        names.put(after, done.head());
        return after;
    }

    CommitId merge(CommitId head, CommitId source, MergeMode mode) {
        var option = switch (mode) {
            case MERGE_COMMIT -> "--no-ff";
            case FAST_FORWARD -> "--ff";
            case FAST_FORWARD_ONLY -> "--ff-only";
            case SQUASH -> "--squash";
            case REBASE -> throw new IllegalArgumentException("git has no such merge");
        };
        return compare(
                head, ours.planMerge(head, source, mode), "git merge --no-edit %s %s".formatted(option, name(source)));
    }

    CommitId pick(CommitId head, CommitId commit, OptionalInt mainline) {
        return compare(
                head,
                new CherryPick(head, commit, mainline).plan(ours.known()),
                "git cherry-pick %s %s".formatted(option(mainline), name(commit)));
    }

    CommitId revert(CommitId head, CommitId commit, OptionalInt mainline) {
        return compare(
                head,
                new Revert(head, commit, mainline).plan(ours.known()),
                "git revert --no-edit %s %s".formatted(option(mainline), name(commit)));
    }

    private static String option(OptionalInt mainline) {
        return mainline.isPresent() ? "-m " + mainline.getAsInt() : "";
    }

    CommitId rebase(CommitId branch, CommitId onto) {
        return compare(branch, new Rebase(branch, onto, false).plan(ours.known()), "git rebase --quiet " + name(onto));
    }

    /** The head after it: the old one where nothing was done. */
    private CommitId compare(CommitId head, Plan plan, String command) {
        var git = this.git.on(name(head), command);
        return switch (plan) {
            case Plan.Refused _ -> {
                assertThat(git).as(command).matches(Result::isRefused);
                yield head;
            }
            case Plan.UpToDate _ -> {
                assertThat(git.code()).as(command).isZero();
                assertThat(git.head()).as(command).isEqualTo(name(head));
                yield head;
            }
            case Plan.FastForward(var to) -> {
                assertThat(git.head()).as(command).isEqualTo(name(to));
                yield to;
            }
            case Plan.ThreeWay merge -> merged(head, merge, git, command);
            case Plan.Replay replay -> replayed(head, replay, git, command);
        };
    }

    private CommitId merged(CommitId head, Plan.ThreeWay plan, Result git, String command) {
        var made = ours.carryOut(head, plan);
        assertThat(git.conflicts()).as(command).isEqualTo(ours.conflicts());
        if (!ours.conflicts().isEmpty()) {
            return head;
        }
        assertThat(git.index()).as(command).isEqualTo(GitTree.name(ours.tree(made)));
        boolean squash = command.contains("--squash");
        boolean nothing = plan.parents().size() == 1 && ours.tree(made).equals(ours.tree(head));
        if (squash || nothing) {
            assertThat(git.head()).as(command).isEqualTo(name(head));
            return head;
        }
        assertThat(git.parents())
                .as(command)
                .isEqualTo(plan.parents().stream().map(this::name).toList());
        names.put(made, git.head());
        return made;
    }

    private CommitId replayed(CommitId head, Plan.Replay plan, Result git, String command) {
        var made = ours.carryOut(head, plan);
        assertThat(git.conflicts().isEmpty())
                .as("%s is clean: %s", command, git)
                .isEqualTo(ours.conflicts().isEmpty());
        if (!ours.conflicts().isEmpty()) {
            return head;
        }
        var at = made;
        for (String commit : this.git.between(name(plan.onto()), git.head())) {
            names.put(at, commit);
            at = ours.known().get(at).parents().getFirst();
        }
        assertThat(at).as("%s makes as many commits", command).isEqualTo(plan.onto());
        assertThat(git.index()).as(command).isEqualTo(GitTree.name(ours.tree(made)));
        return made;
    }
}

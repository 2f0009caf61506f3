package io.meerkat.conformance.crash.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.meerkat.conformance.crash.story.Aftermath.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The commits that logs show, and the way along their first parents. */
final class Chains {
    private final Refs refs;
    private final Map<String, JsonNode> commits = new HashMap<>();

    private Chains(Refs refs) {
        this.refs = refs;
    }

    /** Of every branch, from its head down to the commit that the catalog began with. */
    static Map<String, List<Made>> of(Refs refs, Map<String, String> heads) {
        var chains = new Chains(refs);
        var all = new TreeMap<String, List<Made>>();
        heads.forEach((branch, head) -> all.put(branch, chains.down(head)));
        return all;
    }

    private List<Made> down(String head) {
        var chain = new ArrayList<Made>();
        for (var at = head; !at.isEmpty(); ) {
            var commit = commit(at);
            chain.add(new Made(at, commit.get("message").asText()));
            at = commit.get("parents").path(0).asText();
        }
        return chain;
    }

    private JsonNode commit(String id) {
        if (!commits.containsKey(id)) {
            refs.mustGet("log?limit=100&ref=" + id)
                    .json()
                    .get("commits")
                    .forEach(commit -> commits.put(commit.get("id").asText(), commit));
        }
        return Objects.requireNonNull(commits.get(id), id);
    }
}

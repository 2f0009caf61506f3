package io.meerkat.conformance.nodes;

import io.meerkat.conformance.rest.Answer;
import java.util.Optional;

/** A request that carried a tag, the number of the node that it went to, and its answer; none when the connection broke. */
public record Sent(String tag, int node, Optional<Answer> answer) {
    public boolean acknowledged() {
        return answer.filter(Answer::isSuccess).isPresent();
    }
}

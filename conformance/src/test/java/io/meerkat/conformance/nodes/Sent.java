package io.meerkat.conformance.nodes;

import io.meerkat.conformance.rest.Answer;
import java.util.Optional;

/** A request that carried a tag, the node that it went to, and its answer; none when the connection broke. */
record Sent(String tag, Node node, Optional<Answer> answer) {
    enum Node {
        FIRST,
        SECOND
    }

    boolean acknowledged() {
        return answer.filter(Answer::isSuccess).isPresent();
    }
}

package io.meerkat.conformance.crash.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.conformance.crash.story.Aftermath.Made;
import io.meerkat.conformance.rest.RestClient;
import java.net.URI;
import java.util.List;
import java.util.stream.StreamSupport;

/** Calls the writers of stories to account, once they have stopped. */
public record StoryReckoning(URI server, String catalog, Stories stories) {
    public void check() {
        try (var client = new RestClient(server)) {
            var refs = new Refs(client, catalog);
            var aftermath = Aftermath.of(refs);
            assertThat(stories.all().stream().flatMap(story -> Judge.complaints(aftermath, story).stream()))
                    .as("stories whose traces are not what was answered")
                    .isEmpty();
            requireForwardOnly(refs, aftermath);
        }
    }

    /** Where {@code main} ever pointed, it has in its history, in the same order: nobody reset it. */
    private static void requireForwardOnly(Refs refs, Aftermath aftermath) {
        var pointed = StreamSupport.stream(
                        refs.mustGet("branches/main/reflog?limit=1000")
                                .json()
                                .get("reflog")
                                .spliterator(),
                        false)
                .map(entry -> entry.at("/commit/id").asText())
                .toList();
        var chain = aftermath.chains().getOrDefault("main", List.<Made>of());
        assertThat(chain).extracting(Made::id).containsSubsequence(pointed);
    }
}

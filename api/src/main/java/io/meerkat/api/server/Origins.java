package io.meerkat.api.server;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.meerkat.model.SaltedText;
import java.time.Duration;

/**
 * Where requests come from, as salted texts. The same address and agent keep their salt for a while, so that their text
 * is stored once and not with every commit.
 */
final class Origins {
    private static final int TEXT_LENGTH_MAX = 512;

    private final LoadingCache<String, SaltedText> salted = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofHours(1))
            .build(SaltedText::withFreshSalt);

    SaltedText of(String address, String agent) {
        String text = address + " " + agent;
        return salted.get(text.length() > TEXT_LENGTH_MAX ? text.substring(0, TEXT_LENGTH_MAX) : text);
    }
}

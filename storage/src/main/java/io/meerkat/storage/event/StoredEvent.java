package io.meerkat.storage.event;

import io.meerkat.model.Hash;

/** An event with its place in the global order and the hash that was stored with it. */
public record StoredEvent(EventRow row, Position position, Hash hash) {}

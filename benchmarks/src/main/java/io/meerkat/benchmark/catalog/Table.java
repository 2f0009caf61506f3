package io.meerkat.benchmark.catalog;

import java.util.List;

/** A table that was created, with what a client remembers of it. */
public record Table(List<String> namespace, String name, String uuid, String location) {}

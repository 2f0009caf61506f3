package io.meerkat.benchmark.catalog;

import java.util.List;

/** A table, with what a client remembers of it: of one that it did not make, the uuid and the location are empty. */
public record Table(List<String> namespace, String name, String uuid, String location) {}

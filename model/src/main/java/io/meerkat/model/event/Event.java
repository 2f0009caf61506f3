package io.meerkat.model.event;

/** A fact of any stream. */
public sealed interface Event permits CatalogEvent, BranchEvent, TagEvent, MergeEvent, PurgeEvent, AttemptsEvent {}

package io.meerkat.command.lane;

import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.TenantId;
import io.meerkat.storage.load.Trees;

/** The branch that a batch is for, and where its trees are. */
public record Target(TenantId tenant, CatalogId catalog, BranchId branch, Trees trees) {}

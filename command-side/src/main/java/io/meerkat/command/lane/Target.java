package io.meerkat.command.lane;

import io.meerkat.merge.tree.NodeCache;
import io.meerkat.model.BranchId;
import io.meerkat.model.CatalogId;
import io.meerkat.model.TenantId;

/** The branch that a batch is for, and where its tree's nodes are. */
public record Target(TenantId tenant, CatalogId catalog, BranchId branch, NodeCache nodes) {}

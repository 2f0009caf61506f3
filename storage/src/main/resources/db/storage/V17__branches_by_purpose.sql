create index branches_by_purpose on refs (tenant, catalog, branch_type, name) where type = 'branch';

package io.meerkat.projection.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeantRequestTest {
    @ParameterizedTest
    @CsvSource({
        "POST,   /v1/sales/namespaces,                       create_namespace, ''",
        "POST,   /v1/sales/namespaces/a/tables,              create_table,     a",
        "POST,   /v1/sales/namespaces/a/register,            create_table,     a",
        "POST,   /v1/sales/namespaces/a/tables/t,            commit_table,     a.t",
        "POST,   /v1/sales/namespaces/a/tables/t/unregister, drop_table,       a.t",
        "DELETE, /v1/sales/namespaces/a\u001fb/tables/t,     drop_table,       a.b.t",
        "DELETE, /v1/sales/namespaces/a,                     delete_namespace, a",
        "POST,   /v1/sales/namespaces/a/properties,          update_namespace, a",
        "POST,   /v1/sales/namespaces/a/views/v,             update_view,      a.v",
        "DELETE, /v1/sales/namespaces/a/views/v,             drop_view,        a.v",
        "POST,   /v1/sales/tables/rename,                    rename_table,     ''",
        "POST,   /v1/sales/transactions/commit,              commit_table,     ''",
        "DELETE, /api/v1/catalogs/sales,                     delete_catalog,   sales",
        "POST,   /api/v1/catalogs/sales/load,                load_catalog,     sales",
        "POST,   /api/v2/catalogs/sales/branches,            create_branch,    ''",
        "POST,   /api/v2/catalogs/sales/branches/a%2Fb/reset, reset_branch,    a/b",
        "DELETE, /api/v2/catalogs/sales/branches/dev,        delete_branch,    dev",
        "POST,   /api/v2/catalogs/sales/branches/dev/rename, rename_branch,    dev",
        "POST,   /api/v2/catalogs/sales/merges,              merge_branch,     ''",
        "POST,   /api/v2/catalogs/sales/cherry-picks,        cherry_pick,      ''",
        "POST,   /api/v2/catalogs/sales/reverts/7/complete,  complete_merge,   7",
        "POST,   /api/v2/catalogs/sales/rebases/7/abort,     abort_merge,      7",
        "POST,   /api/v2/catalogs/sales/merges/7/resolutions, resolve_conflicts, 7",
        "POST,   /api/v2/catalogs/sales/tags,                create_tag,       ''",
        "POST,   /api/v2/catalogs/sales/tags/v1/rename,      rename_tag,       v1",
        "DELETE, /api/v2/catalogs/sales/tags/v1,             delete_tag,       v1",
        "POST,   /api/v1/branches,                           create_branch,    ''",
        "POST,   /api/v1/branches/merge,                     merge_branch,     ''",
        "POST,   /api/v1/branches/a/b/rebase,                rebase_branch,    a/b",
        "DELETE, /api/v1/branches/a/b,                       delete_branch,    a/b",
        "DELETE, /api/v1/branches/a%2Fb,                     delete_branch,    a/b",
        "POST,   /api/v1/tags,                               create_tag,       ''",
        "DELETE, /api/v1/tags/v1/final,                      delete_tag,       v1/final",
        "POST,   /api/v1/merge-operations/17/complete,       complete_merge,   17",
        "POST,   /api/v1/merge-operations/17/abort,          abort_merge,      17",
        "POST,   /api/v1/conflicts/17.4/resolve,             resolve_conflicts, 17.4",
        "POST,   /v1/sales/namespaces/a/tables/t%2Funregister, commit_table,   a.t/unregister",
        "DELETE, /v1/sales/namespaces/x%2Ftables%2Fy,        delete_namespace, x/tables/y",
        "POST,   /v1/sales/namespaces/x%2Ftables%2Fy/properties, update_namespace, x/tables/y",
        "DELETE, /v1/sales/namespaces/a/tables/100%252F,     drop_table,       a.100%2F",
        "POST,   /v1/sales/namespaces/a/tables/t/metrics,    request,          /v1/sales/namespaces/a/tables/t/metrics",
        "DELETE, /v1/sales/namespaces/a/tables/t/nothing,    request,          /v1/sales/namespaces/a/tables/t/nothing",
        "PATCH,  /elsewhere,                                 request,          /elsewhere",
    })
    void methodAndPathTellWhatWasMeant(String method, String path, String action, String name) {
        var meant = MeantRequest.of(method, path);

        assertThat(meant.action()).isEqualTo(action);
        assertThat(meant.name()).isEqualTo(name);
    }
}

package io.meerkat.api.iceberg.namespace;

import io.meerkat.api.iceberg.IcebergJson;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.rest.requests.UpdateNamespacePropertiesRequest;
import org.apache.iceberg.rest.responses.UpdateNamespacePropertiesResponse;

/** A namespace's properties after a change, and what is answered: removing what is not there is reported, no error. */
record PropertyChange(SortedMap<String, String> after, String answer) {
    static PropertyChange of(SortedMap<String, String> before, UpdateNamespacePropertiesRequest request) {
        var after = new TreeMap<>(before);
        var response = UpdateNamespacePropertiesResponse.builder()
                .addUpdated(request.updates().keySet());
        for (String key : request.removals()) {
            if (after.remove(key) != null) {
                response.addRemoved(key);
            } else {
                response.addMissing(key);
            }
        }
        after.putAll(request.updates());
        return new PropertyChange(after, IcebergJson.text(response.build()));
    }
}

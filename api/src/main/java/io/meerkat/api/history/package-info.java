/** What happened to a catalog and its objects: logs, commits in full, differences, and who last changed what. */
@NullMarked
package io.meerkat.api.history;

import org.jspecify.annotations.NullMarked;

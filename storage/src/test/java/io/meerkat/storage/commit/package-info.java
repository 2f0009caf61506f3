@NullMarked
package io.meerkat.storage.commit;

import org.jspecify.annotations.NullMarked;

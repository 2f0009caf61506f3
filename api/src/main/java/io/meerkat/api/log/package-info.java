/** What the log shows, and what it keeps from repeating. Named in logback.xml. */
@NullMarked
package io.meerkat.api.log;

import org.jspecify.annotations.NullMarked;

package io.meerkat.model;

import java.util.Optional;

/**
 * Who asks, on whose behalf, by which request and from where. The origin (address and user agent) is personal and goes
 * into hashed bytes as a commitment only.
 */
public record Actor(PrincipalId principal, Optional<PrincipalId> onBehalfOf, String requestId, SaltedText origin) {}

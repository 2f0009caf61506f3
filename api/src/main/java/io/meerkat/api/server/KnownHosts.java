package io.meerkat.api.server;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that this server answers to. Nobody is asked who they are, so a page that is open in a browser must not get
 * through: neither under a name of its own that leads to the loopback, which {@code Host} tells, nor from its own site,
 * which {@code Origin} tells.
 *
 * @param further in lower case, those beside the loopback's own
 */
record KnownHosts(Set<String> further) {
    private static final Pattern SITE = Pattern.compile("https?://(.+)");

    /** What is wrong with a request's headers; nothing with those of a client that sends none. */
    Optional<String> objection(List<String> hosts, List<String> origins) {
        return hosts.stream()
                .filter(host -> !isKnown(host))
                .findFirst()
                .map("Host \"%s\" is no name of this server"::formatted)
                .or(() -> origins.stream()
                        .filter(origin -> !isOfKnownHost(origin))
                        .findFirst()
                        .map("Origin \"%s\" is no site of this server"::formatted))
                .map(problem -> problem + ": it is localhost, 127.0.0.1, [::1] and what --allow-host names");
    }

    private boolean isOfKnownHost(String origin) {
        var site = SITE.matcher(origin);
        return site.matches() && isKnown(site.group(1));
    }

    private boolean isKnown(String hostAndPort) {
        try {
            String host = HostAndPort.fromString(hostAndPort).getHost().toLowerCase(Locale.ROOT);
            return host.equals("localhost") || isLoopback(host) || further.contains(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** By the address alone: to look a name up is what the attacker waits for. */
    private static boolean isLoopback(String host) {
        return InetAddresses.isInetAddress(host)
                && InetAddresses.forString(host).isLoopbackAddress();
    }
}

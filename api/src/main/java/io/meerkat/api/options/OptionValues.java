package io.meerkat.api.options;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one value each; a refusal says what is accepted. */
final class OptionValues {
    static final int PORT_MAX = 65_535;
    static final Duration DURATION_MAX = Duration.ofDays(36_500);
    static final Duration LIFETIME_MIN = Duration.ofMinutes(1);
    static final Duration LIFETIME_MAX = Duration.ofDays(7);

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})([smhd])");

    /** As the server itself writes locations: it puts its own names below. */
    private static final Pattern S3_FOLDER =
            Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9_-][A-Za-z0-9_.=-]*){0,16}");

    private static final String ENDPOINT = "the address of an S3 store, such as http://127.0.0.1:9000";

    private static final String SERVER = "the address of a server, such as http://127.0.0.1:8080";

    private static final Pattern CATALOG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9_][a-z0-9_.-]{0,252}");

    private OptionValues() {}

    static int port(String text) {
        if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= PORT_MAX) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("a number from 0 to " + PORT_MAX);
    }

    static Path folder(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("the path of a folder");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("the path of a folder", e);
        }
    }

    /** Locations in Iceberg metadata are not percent-encoded, whatever their scheme, so neither is this. */
    static Path location(String text) {
        var path = folder(text.replaceFirst("^file:(//(?=/)|(?=/[^/]))", "")).normalize();
        if (!path.isAbsolute() || path.getNameCount() == 0) {
            throw new IllegalArgumentException("a folder below / as file:///path, file:/path or /path");
        }
        return path;
    }

    static String warehouse(String text) {
        if (S3_FOLDER.matcher(text).matches()) {
            return text;
        }
        throw new IllegalArgumentException(
                "a folder on S3 as s3://bucket/folder; one of this machine is named with --data");
    }

    static URI endpoint(String text) {
        try {
            var uri = new URI(text);
            if (Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(ENDPOINT, e);
        }
        throw new IllegalArgumentException(ENDPOINT);
    }

    static URI server(String text) {
        try {
            var uri = new URI(text);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null) {
                return URI.create(text.replaceFirst("/+$", ""));
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(SERVER, e);
        }
        throw new IllegalArgumentException(SERVER);
    }

    static String catalog(String text) {
        if (CATALOG.matcher(text).matches()) {
            return text;
        }
        throw new IllegalArgumentException("the name of a catalog: letters, digits, _, . and -");
    }

    static String existing(String text) {
        if (Set.of("fail", "skip").contains(text)) {
            return text;
        }
        throw new IllegalArgumentException("fail or skip");
    }

    static boolean yesOrNo(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    /** Without a port, since a name that is known is known on every port. */
    static String host(String text) {
        var name = text.toLowerCase(Locale.ROOT);
        if (HOST_NAME.matcher(name).matches() || InetAddresses.isUriInetAddress(name)) {
            return HostAndPort.fromHost(name).getHost();
        }
        throw new IllegalArgumentException("a host name or address without a port, such as catalog.example.org");
    }

    static Duration duration(String text) {
        return between(
                Duration.ZERO, text, DURATION_MAX, "0 or a time up to 36500d, such as 45s, 30m, 12h, 7d or PT30M");
    }

    static Duration lifetime(String text) {
        return between(LIFETIME_MIN, text, LIFETIME_MAX, "a time from 1m to 7d, such as 30m, 12h, 7d or PT30M");
    }

    private static Duration between(Duration least, String text, Duration most, String accepted) {
        try {
            var duration = durationOf(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException(accepted, e);
        }
        throw new IllegalArgumentException(accepted);
    }

    private static Duration durationOf(String text) {
        var brief = SHORT_DURATION.matcher(text);
        if (text.equals("0")) {
            return Duration.ZERO;
        } else if (!brief.matches()) {
            return Duration.parse(text);
        }
        var number = Long.parseLong(brief.group(1));
        return switch (brief.group(2)) {
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}

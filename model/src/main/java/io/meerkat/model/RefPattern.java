package io.meerkat.model;

import java.util.regex.Pattern;

/**
 * The names of branches and tags that look alike: {@code *} stands for any characters but a slash, {@code **} for any, and
 * {@code ?} for one that is no slash. Names have none of these characters themselves.
 */
public final class RefPattern implements Comparable<RefPattern> {
    private static final Pattern WILDCARD = Pattern.compile("\\*\\*|\\*|\\?");

    private final String value;
    private final Pattern names;

    public RefPattern(String value) {
        if (!RefName.valid(WILDCARD.matcher(value).replaceAll("x"))) {
            throw new IllegalArgumentException("'%s' is not a pattern for names of branches and tags".formatted(value));
        }
        this.value = value;
        this.names = compiled(value);
    }

    private static Pattern compiled(String value) {
        var names = new StringBuilder();
        var wildcard = WILDCARD.matcher(value);
        int end = 0;
        while (wildcard.find()) {
            names.append(Pattern.quote(value.substring(end, wildcard.start())));
            names.append(
                    switch (wildcard.group()) {
                        case "**" -> ".*";
                        case "*" -> "[^/]*";
                        default -> "[^/]";
                    });
            end = wildcard.end();
        }
        return Pattern.compile(names.append(Pattern.quote(value.substring(end))).toString());
    }

    public String value() {
        return value;
    }

    public boolean matches(RefName name) {
        return names.matcher(name.value()).matches();
    }

    @Override
    public int compareTo(RefPattern other) {
        return value.compareTo(other.value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RefPattern pattern && value.equals(pattern.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}

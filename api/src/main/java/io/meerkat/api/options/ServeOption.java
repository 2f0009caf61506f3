package io.meerkat.api.options;

import java.util.List;
import java.util.Locale;

/** The table of options of all words: names, defaults, the help text and what a value may be all come from here. */
enum ServeOption {
    PORT("N", "8080", "port on 127.0.0.1; 0 picks a free one and prints it"),
    DATA("DIR", "./data", "folder of the embedded database and of the warehouse"),
    WAREHOUSE("S3-LOCATION", "", "where tables lie, as s3://bucket/folder, instead of the folder warehouse in DIR"),
    DATABASE("JDBC-URL", "", "a PostgreSQL 15 or newer to use instead of the embedded one"),
    ALLOW_LOCATION("PREFIX", "", "a further folder that clients may name as a location; may be repeated"),
    ALLOW_HOST("NAME", "", "a further host name that clients may reach the server by; may be repeated"),
    PURGE_GRACE("TIME", "7d", "how long the files of a purged table are kept at least"),
    RETENTION("TIME", "30d", "how long a commit protects the files it refers to, purged or not"),
    IDEMPOTENCY_LIFETIME("TIME", "30m", "how long the answer to an idempotency key is remembered"),
    SERVER("URL", "http://127.0.0.1:8080", "the running server to load into"),
    CATALOG("NAME", "default", "the catalog to load into"),
    EXISTING("fail|skip", "fail", "what to do about a name that something else stands under"),
    DRY_RUN("", "false", "checks all lines, and loads none");

    private final String placeholder;
    private final String fallback;
    private final String description;

    ServeOption(String placeholder, String fallback, String description) {
        this.placeholder = placeholder;
        this.fallback = fallback;
        this.description = description;
    }

    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String variable() {
        return "MEERKAT_" + name();
    }

    boolean isRepeatable() {
        return this == ALLOW_LOCATION || this == ALLOW_HOST;
    }

    /** One that needs no value to be switched on. */
    boolean isSwitch() {
        return this == DRY_RUN;
    }

    /** None for what is absent unless it is given. */
    List<String> fallback() {
        return fallback.isEmpty() ? List.of() : List.of(fallback);
    }

    /** Throws {@link IllegalArgumentException} with what is accepted instead. */
    Object read(String text) {
        return switch (this) {
            case PORT -> OptionValues.port(text);
            case DATA -> OptionValues.folder(text);
            case WAREHOUSE -> OptionValues.warehouse(text);
            case DATABASE -> new DatabaseUrl(text);
            case ALLOW_LOCATION -> OptionValues.location(text);
            case ALLOW_HOST -> OptionValues.host(text);
            case PURGE_GRACE, RETENTION -> OptionValues.duration(text);
            case IDEMPOTENCY_LIFETIME -> OptionValues.lifetime(text);
            case SERVER -> OptionValues.server(text);
            case CATALOG -> OptionValues.catalog(text);
            case EXISTING -> OptionValues.existing(text);
            case DRY_RUN -> OptionValues.yesOrNo(text);
        };
    }

    String help() {
        var standard = fallback.isEmpty() || isSwitch() ? "" : " (default %s)".formatted(fallback);
        return "  %-31s %s%s%n  %-31s %s%n"
                .formatted(flag() + " " + placeholder, description, standard, "", "or " + variable());
    }
}

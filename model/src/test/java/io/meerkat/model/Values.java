package io.meerkat.model;

import io.meerkat.model.Body.Elements;
import io.meerkat.model.Body.Members;
import io.meerkat.model.Content.AssetContent;
import io.meerkat.model.Content.NamespaceContent;
import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Content.ViewContent;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random values of the model. */
final class Values {
    private final Random random;

    Values(long seed) {
        this.random = new Random(seed);
    }

    /** Any text, in letters of one to four bytes and with control characters. */
    String text(int lengthMax) {
        return letters(0x00, random.nextInt(lengthMax + 1));
    }

    Name name() {
        while (true) {
            var text = letters(0x20, 1 + random.nextInt(12)).replaceAll("[\u007f-\u009f]", "");
            if (!List.of("", ".", "..").contains(text)) {
                return new Name(text);
            }
        }
    }

    NamespacePath namespace() {
        return new NamespacePath(listOf(1 + random.nextInt(4), this::name));
    }

    Identifier identifier() {
        return random.nextBoolean() ? namespace() : new ObjectName(namespace(), name());
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    Hash hash() {
        byte[] bytes = new byte[Hash.LENGTH];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }

    Content content() {
        return switch (Kind.values()[random.nextInt(Kind.values().length)]) {
            case NAMESPACE -> new NamespaceContent(properties());
            case TABLE -> new TableContent(maybe(() -> text(40)), tableFields(), body());
            case VIEW -> new ViewContent(maybe(() -> text(40)), viewFields(), body());
            case ASSET -> new AssetContent(text(10), maybe(() -> text(40)), properties());
        };
    }

    Entry entry() {
        var content = content();
        return new Entry(new ContentId(uuid()), content.hash(), content.summary());
    }

    private TableFields tableFields() {
        return new TableFields(
                number(), uuid(), text(40), number(), random.nextLong(), number(), number(), random.nextLong() >>> 1);
    }

    private ViewFields viewFields() {
        return new ViewFields(number(), uuid(), text(40), number(), number());
    }

    private Body body() {
        return new Body(listOf(random.nextInt(6), this::part));
    }

    private Body.Part part() {
        return random.nextBoolean()
                ? new Members(hash())
                : new Elements(text(12), listOf(random.nextInt(5), this::hash));
    }

    private SortedMap<String, String> properties() {
        var properties = new TreeMap<String, String>();
        IntStream.range(0, random.nextInt(8)).forEach(i -> properties.put(text(6), text(20)));
        return properties;
    }

    /** Not negative, and of any length as a varint. */
    private int number() {
        return random.nextInt() >>> 1 + random.nextInt(31);
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private static <T> List<T> listOf(int count, Supplier<T> value) {
        return Stream.generate(value).limit(count).toList();
    }

    private String letters(int lowest, int length) {
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextInt(0x80, 0x800);
                        case 1 -> random.nextInt(0xe000, 0x10000);
                        case 2 -> random.nextInt(0x10000, 0x110000);
                        default -> random.nextInt(lowest, 0x80);
                    });
        }
        return text.toString();
    }
}

package io.meerkat.merge.catalog;

import io.meerkat.model.Content.TableContent;
import io.meerkat.model.Entry;
import io.meerkat.model.TableFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Merges tables as if a schema id, a last column id and a location were all that a table has, each of them an item. */
final class FieldsMerge implements ObjectMerge {
    static final Item SCHEMA = new Item("FIELD", "schema");
    static final Item COLUMNS = new Item("FIELD", "columns");
    private static final Item LOCATION = new Item("FIELD", "location");

    private final Contents contents;

    FieldsMerge(Contents contents) {
        this.contents = contents;
    }

    @Override
    public Result merge(Optional<Entry> base, Entry ours, Entry theirs, Map<Item, ItemAnswer> answers) {
        var open = new ArrayList<ItemConflict>();
        var was = base.map(this::fields);
        var our = fields(ours);
        var their = fields(theirs);
        int schema = merge(SCHEMA, was, our, their, TableFields::schemaId, answers, open);
        int columns = merge(COLUMNS, was, our, their, TableFields::lastColumnId, answers, open);
        var location = merge(LOCATION, was, our, their, TableFields::location, answers, open);
        if (answers.values().stream().anyMatch(answer -> answer instanceof ItemAnswer.Supplied)) {
            return new Refused("fields are not supplied");
        }
        if (!open.isEmpty()) {
            return new Conflicting(open);
        }
        var merged = new TableFields(2, our.uuid(), location, schema, -1, columns, 999, 0);
        var body = ((TableContent) contents.content(ours.content())).body();
        return Merged.created(
                ours.contentId(), new TableContent(Optional.empty(), merged, body), List.of("merged by fields"));
    }

    private static <T> T merge(
            Item item,
            Optional<TableFields> base,
            TableFields ours,
            TableFields theirs,
            Function<TableFields, T> field,
            Map<Item, ItemAnswer> answers,
            List<ItemConflict> open) {
        var was = base.map(field);
        var our = field.apply(ours);
        var their = field.apply(theirs);
        if (our.equals(their) || was.equals(Optional.of(their))) {
            return our;
        } else if (was.equals(Optional.of(our))) {
            return their;
        } else if (answers.get(item) instanceof ItemAnswer.Take(var side)) {
            return side == Side.OURS ? our : their;
        }
        open.add(new ItemConflict(
                item,
                was.map(String::valueOf),
                Optional.of(String.valueOf(our)),
                Optional.of(String.valueOf(their)),
                Set.of(Offer.OURS, Offer.THEIRS),
                "both set " + item.path()));
        return our;
    }

    private TableFields fields(Entry entry) {
        return ((TableContent) contents.content(entry.content())).fields();
    }
}

package io.meerkat.merge.catalog;

import io.meerkat.model.ContentId;
import io.meerkat.model.Entry;
import io.meerkat.model.Identifier;
import io.meerkat.model.NamespacePath;
import java.util.Map;

/** What a person decided about a conflict. Each fits the conflicts that offer it. */
public sealed interface Resolution {
    Offer offer();

    /** Whatever the conflict is about becomes as that side has it: there or not, under which name, with what content. */
    record Take(Side side) implements Resolution {
        @Override
        public Offer offer() {
            return side == Side.OURS ? Offer.OURS : Offer.THEIRS;
        }
    }

    /** The object lives on with this content, which is stored already. Kind and content id are its own. */
    record Supplied(Entry entry) implements Resolution {
        @Override
        public Offer offer() {
            return Offer.SUPPLIED;
        }
    }

    /** An answer to each item of an object, or to some of them: the others stay open. */
    record PerItem(Map<Item, ItemAnswer> answers) implements Resolution {
        public PerItem {
            answers = Map.copyOf(answers);
        }

        @Override
        public Offer offer() {
            return Offer.PER_ITEM;
        }
    }

    /** The object gets this name. */
    record At(Identifier name) implements Resolution {
        @Override
        public Offer offer() {
            return Offer.AT;
        }
    }

    /** Of two objects that want one name, that of {@code side} gets this one. */
    record Rename(Side side, Identifier name) implements Resolution {
        @Override
        public Offer offer() {
            return side == Side.OURS ? Offer.RENAME_OURS : Offer.RENAME_THEIRS;
        }
    }

    /** Of two objects that want one name, theirs gets another one, made from it: {@code orders_theirs}. */
    record KeepBoth() implements Resolution {
        @Override
        public Offer offer() {
            return Offer.KEEP_BOTH;
        }
    }

    /** A change that was made under a name goes along with the object that had it then. */
    record NewHome() implements Resolution {
        @Override
        public Offer offer() {
            return Offer.NEW_HOME;
        }
    }

    /** A change that was made under a name stays under it; what took the name must make room. */
    record OldName() implements Resolution {
        @Override
        public Offer offer() {
            return Offer.OLD_NAME;
        }
    }

    /** What has lost its namespace moves into this one. */
    record Into(NamespacePath namespace) implements Resolution {
        @Override
        public Offer offer() {
            return Offer.INTO;
        }
    }

    /** The missing namespace is made, without properties and with this content id. */
    record CreateParent(ContentId contentId) implements Resolution {
        @Override
        public Offer offer() {
            return Offer.CREATE_PARENT;
        }
    }
}

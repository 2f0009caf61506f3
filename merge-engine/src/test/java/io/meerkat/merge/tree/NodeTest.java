package io.meerkat.merge.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meerkat.model.Canonical;
import io.meerkat.model.Domain;
import io.meerkat.model.KeyRange;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeTest {
    private static final Tree TREE = Catalogs.tree(Catalogs.ofTables(200), new StoredNodes());

    static Stream<Node> nodes() {
        return TREE.unsaved().values().stream();
    }

    @Test
    void leavesAndTheNodesAboveThemAreHere() {
        assertThat(nodes().map(Node::level)).contains(0, 1);
    }

    @Test
    void readsWhatItWrote() {
        nodes().forEach(node -> {
            assertThat(Node.of(node.hash(), node.toBytes())).isEqualTo(node);
            assertThat(node.items()).allSatisfy(item -> {
                var out = new Canonical();
                item.write(out);
                assertThat(item.size()).isEqualTo(out.size());
            });
        });
    }

    @Test
    void theEmptyTreeIsOneEmptyLeaf() {
        assertThat(Node.EMPTY.toBytes()).containsExactly(1, 0, 0);
        assertThat(Tree.empty(new StoredNodes()).root()).isEqualTo(Domain.NODE.hash(new byte[] {1, 0, 0}));
    }

    @Test
    void bytesThatAreTooFewOrTooManyAreNoNode() {
        nodes().forEach(node -> {
            byte[] bytes = node.toBytes();
            for (int length = 0; length < bytes.length + 2; length++) {
                byte[] cut = Arrays.copyOf(bytes, length);
                if (length != bytes.length) {
                    assertThatIllegalArgumentException().isThrownBy(() -> Node.of(cut));
                }
            }
        });
    }

    @Test
    void anotherVersionIsNoNode() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Node.of(new byte[] {2, 0, 0}))
                .withMessageContaining("version of a tree node: 2");
    }

    @Test
    void onlyALeafMayBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> Node.of(new byte[] {1, 1, 0}));
    }

    @Test
    void keysThatAreNotInOrderAreNoNode() {
        nodes().forEach(node -> {
            byte[] reversed = new Node(node.level(), node.items().reversed()).toBytes();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Node.of(reversed))
                    .withMessageContaining("not in order");
        });
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("io.meerkat.merge.Seeds#hundred")
    void bytesThatAreReadAtAllAreTheOnlyOnesForTheirNode(long seed) {
        var random = new Random(seed);
        nodes().forEach(node -> {
            byte[] bytes = node.toBytes();
            bytes[random.nextInt(Math.min(100, bytes.length))] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(Node.of(bytes).toBytes()).isEqualTo(bytes);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).message().isNotBlank();
            }
        });
    }

    @Test
    void bytesStoredUnderAnotherHashAreFoundOut() {
        var store = new StoredNodes();
        var tree = store.save(TREE);
        store.replace(tree.root(), Node.EMPTY.toBytes());

        assertThatThrownBy(() -> Tree.at(tree.root(), store).first(KeyRange.all()))
                .isInstanceOf(CorruptNodeException.class)
                .hasMessageContaining(tree.root().hex());
    }
}

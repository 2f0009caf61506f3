package io.meerkat.api.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NearestNameTest {

    @ParameterizedTest
    @CsvSource({
        "port,port,0",
        "prot,port,1",
        "por,port,1",
        "sport,port,1",
        "pert,port,1",
        "'',port,4",
        "port,'',4",
        "data,port,4"
    })
    void countsTheEditsBetweenTwoNames(String from, String to, int edits) {
        assertThat(NearestName.distance(from, to)).isEqualTo(edits);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void isSymmetricAndNeverMoreThanTheEditsThatWereMade(long seed) {
        var random = new Random(seed);
        var name = word(random);
        var typed = new StringBuilder(name);
        int edits = random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            typed.insert(random.nextInt(typed.length() + 1), letter(random));
        }

        assertThat(NearestName.distance(name, typed.toString())).isEqualTo(edits);
        assertThat(NearestName.distance(typed.toString(), name)).isEqualTo(edits);
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void isTheNameItselfWhenThatIsKnown(long seed) {
        var random = new Random(seed);
        var known = new ArrayList<>(List.of(word(random), word(random), word(random)));

        assertThat(NearestName.of(known.get(1), known)).isEqualTo(known.get(1));
    }

    private static LongStream seeds() {
        var given = System.getProperty("seed", "");
        return given.isEmpty() ? new Random().longs(100) : LongStream.of(Long.parseLong(given));
    }

    private static String word(Random random) {
        var word = new StringBuilder();
        for (int i = random.nextInt(1, 9); i > 0; i--) {
            word.append(letter(random));
        }
        return word.toString();
    }

    private static char letter(Random random) {
        return (char) ('a' + random.nextInt(5));
    }
}

package io.meerkat.benchmark.micro.sample;

import java.util.SplittableRandom;

/** What all samples are drawn from: the system property {@value #PROPERTY}, which every JVM that measures is given. */
public final class Seed {
    public static final String PROPERTY = "seed";

    private Seed() {}

    /** A fresh one in each benchmark, so that what one draws does not depend on the others. */
    public static SplittableRandom random() {
        return new SplittableRandom(Long.getLong(PROPERTY, 0));
    }
}

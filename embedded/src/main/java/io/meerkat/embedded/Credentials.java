package io.meerkat.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Who may connect: the only user, with a password that nobody but the owner of the data folder can read. */
record Credentials(Path file, String password) {
    static final String USER = "meerkat";
    private static final int PASSWORD_BYTES = 24;

    static Credentials fresh(Path file) throws IOException {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Folders.writePrivately(file, password + "\n");
        return new Credentials(file, password);
    }

    static Credentials existing(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new DatabaseStartException(
                    "%s is missing: it holds the password of the database beside it. Put it back from a backup of the data folder."
                            .formatted(file));
        }
        return new Credentials(file, Files.readString(file).strip());
    }

    @Override
    public String toString() {
        return "Credentials[" + file + "]";
    }
}

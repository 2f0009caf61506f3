package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.meerkat.api.management.RunningServer;
import org.junit.jupiter.api.Test;

class WelcomeIT {
    private static final RunningServer SERVER = RunningServer.start();

    @Test
    void saysWhatThisIsAndWhereToGoOn() {
        var welcome = SERVER.get("/");

        assertThat(welcome.status()).isEqualTo(200);
        assertThat(welcome.json().get("product").asString()).startsWith("Meerkat");
        assertThat(welcome.json().get("version").asString()).isEqualTo(Version.current());
        assertThat(welcome.json().get("uri").asString()).isEqualTo(SERVER.url());
        for (var path : new String[] {"config", "log", "description"}) {
            assertThat(SERVER.get(welcome.json().get(path).asString()).status()).isEqualTo(200);
        }
    }

    @Test
    void isNoPlaceToWriteTo() {
        assertThat(SERVER.post("/", "{}").status()).isEqualTo(404);
    }
}

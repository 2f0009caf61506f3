package io.meerkat.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
    private static final KnownHosts HOSTS = new KnownHosts(Set.of("catalog.example.org", "10.1.2.3", "fe80::1"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "127.0.0.1",
                "127.0.0.1:8080",
                "127.255.255.254:1",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]:8080",
                "catalog.example.org",
                "Catalog.Example.ORG:443",
                "10.1.2.3:80",
                "[fe80::1]:80"
            })
    void answersToTheLoopbackAndToWhatIsAllowedOnAnyPort(String host) {
        assertThat(HOSTS.objection(List.of(host), List.of())).isEmpty();
        assertThat(HOSTS.objection(List.of("localhost"), List.of("http://" + host, "https://" + host)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "localhost.",
                "evil.localhost",
                "127.0.0.1.evil.example",
                "127.evil.example",
                "127.1",
                "2130706433",
                "128.0.0.1",
                "0.0.0.0",
                "10.1.2.4",
                "[::2]:8080",
                "[::]",
                "other.catalog.example.org",
                "example.org",
                "localhost:evil",
                "localhost:99999",
                "evil@localhost",
                "localhost, evil.example",
                "localhost/",
                "\u2113ocalhost"
            })
    void answersToNoOtherName(String host) {
        assertThat(HOSTS.objection(List.of(host), List.of()))
                .hasValueSatisfying(said -> assertThat(said).contains("Host \"" + host + "\"", "--allow-host"));
        assertThat(HOSTS.objection(List.of("localhost", host), List.of())).isPresent();
        assertThat(HOSTS.objection(List.of("localhost"), List.of("http://" + host)))
                .hasValueSatisfying(said -> assertThat(said).contains("Origin \"http://" + host + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "", "localhost", "file://", "file://localhost", "extension://localhost"})
    void answersToPagesOfWebSitesOnly(String origin) {
        assertThat(HOSTS.objection(List.of("localhost"), List.of(origin))).isPresent();
        assertThat(HOSTS.objection(List.of("localhost"), List.of("http://localhost", origin)))
                .isPresent();
    }

    @Test
    void answersWhoSendsNeither() {
        assertThat(HOSTS.objection(List.of(), List.of())).isEmpty();
    }
}

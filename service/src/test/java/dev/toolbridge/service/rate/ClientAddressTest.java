package dev.toolbridge.service.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.http.Request;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The address that counts, and that nobody can forge.
class ClientAddressTest {

    @Test
    void withoutKnownProxiesOnlyThePeerCounts() {
        assertThat(of("", "203.0.113.7", "198.51.100.1")).isEqualTo("203.0.113.7");
    }

    @Test
    void behindAProxyTheLastStrangerCounts() {
        assertThat(of("10.0.0.1,10.0.0.2", "10.0.0.1", "1.2.3.4, 198.51.100.1, 10.0.0.2"))
                .isEqualTo("198.51.100.1");
        assertThat(of("10.0.0.1", "10.0.0.1", "not an address")).isEqualTo("nobody");
    }

    @Test
    void aLongListAheadHidesNobody() {
        String written = "1.2.3.4, ".repeat(30);
        assertThat(of("10.0.0.1", "10.0.0.1", written + "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    void thisMachineIsNotCounted() {
        assertThat(of("", "127.0.0.1", "198.51.100.1")).isEqualTo("nobody");
        assertThat(of("", "::1")).isEqualTo("nobody");
        assertThat(of("127.0.0.1", "127.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    void namesAreNoAddresses() {
        assertThatThrownBy(() -> ClientAddress.from(new Settings(Map.of("TRUSTED_PROXIES", "proxy.example"))))
                .isInstanceOf(SettingError.class)
                .hasMessageContaining("TRUSTED_PROXIES");
    }

    private static String of(String proxies, String peer, String... forwarded) {
        var request = new Request(
                "GET",
                "/",
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                name -> name.equals("X-Forwarded-For") ? List.of(forwarded) : List.of(),
                new byte[0],
                peer,
                "id");
        return ClientAddress.from(new Settings(Map.of("TRUSTED_PROXIES", proxies)))
                .of(request)
                .map(InetAddress::getHostAddress)
                .orElse("nobody");
    }
}

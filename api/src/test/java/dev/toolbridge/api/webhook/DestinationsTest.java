package dev.toolbridge.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The addresses that webhooks may be sent to.
class DestinationsTest {
    private static final String PRIVATE = "inside.example";
    private static final String BOTH = "both.example";
    private static final String ABSENT = "absent.example";

    private final Destinations production = new Destinations(false, Set.of(), DestinationsTest::named);
    private final Destinations development = new Destinations(true, Set.of(), DestinationsTest::named);

    private static InetAddress[] named(String host) throws UnknownHostException {
        return switch (host) {
            case PRIVATE -> new InetAddress[] {InetAddress.getByName("10.1.2.3")};
            case BOTH -> new InetAddress[] {InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.1.2.3")};
            case ABSENT -> throw new UnknownHostException(host);
            case "localhost", "a.localhost" -> new InetAddress[] {InetAddress.getLoopbackAddress()};
            default ->
                host.endsWith(".example")
                        ? new InetAddress[] {InetAddress.getByName("8.8.8.8")}
                        : InetAddress.getAllByName(host);
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.example/hook",
                "ftp://good.example/hook",
                "good.example/hook",
                "https://user@good.example/hook",
                "https://user:secret@good.example/hook",
                "https://good.example/hook#part",
                "https://inside.example/hook",
                "https://both.example/hook",
                "https://localhost/hook",
                "https://a.localhost/hook",
                "https://127.0.0.1/hook",
                "https://127.1/hook",
                "https://2130706433/hook",
                "https://0x7f.1/hook",
                "https://0177.0.0.1/hook",
                "https://[::1]/hook",
                "https://[::ffff:10.0.0.1]/hook",
                "https://[::ffff:7f00:1]/hook",
                "https://[64:ff9b::a00:1]/hook",
                "https://[2002:a00:1::]/hook",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/hook",
                "https://0.0.0.0/hook",
                "https://"
            })
    void otherAddressesAreRefused(String text) {
        assertThat(production.read(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://good.example/hook?token=x",
                "https://good.example:8443/",
                "https://8.8.8.8/hook",
                "https://[2a00:1450:4001::1]/hook",
                "https://absent.example/hook"
            })
    void publicOnesAreTaken(String text) {
        assertThat(production.read(text)).isPresent();
    }

    @Test
    void developmentMayCallThisMachineAndNoOther() {
        assertThat(development.read("http://127.0.0.1:8080/hook")).isPresent();
        assertThat(development.read("http://localhost/hook")).isPresent();
        assertThat(development.read("https://[::1]/hook")).isPresent();
        assertThat(development.read("http://good.example/hook")).isEmpty();
        assertThat(development.read("https://inside.example/hook")).isEmpty();
        assertThat(development.read("http://127.0.0.2/hook")).isEmpty();
    }

    @Test
    void theOperatorMayAllowAHostInside() {
        var allowing = new Destinations(false, Set.of(PRIVATE), DestinationsTest::named);

        assertThat(allowing.read("https://inside.example/hook")).isPresent();
        assertThat(allowing.read("http://inside.example/hook")).isEmpty();
        assertThat(allowing.read("https://both.example/hook")).isEmpty();
    }

    @Test
    void anAddressIsCheckedWhenItIsCalledToo() throws UnknownHostException {
        assertThat(production.addresses("good.example")).hasSize(1);
        for (String host : new String[] {PRIVATE, BOTH, ABSENT, "127.0.0.1"}) {
            assertThatThrownBy(() -> production.addresses(host)).isInstanceOf(UnknownHostException.class);
        }
    }

    @Test
    void anAddressHasALength() {
        String longest = "https://good.example/" + "x".repeat(Destinations.LENGTH_MAX - 21);

        assertThat(production.read(longest)).isPresent();
        assertThat(production.read(longest + "x")).isEmpty();
    }
}

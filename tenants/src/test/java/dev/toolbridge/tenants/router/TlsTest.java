package dev.toolbridge.tenants.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.toolbridge.tenants.certificate.KeyedCertificate;
import dev.toolbridge.tenants.certificate.TestCertificates;
import dev.toolbridge.tenants.certificate.TestIssuer;
import dev.toolbridge.tenants.router.haproxy.HostName;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// TLS at the router: certificates come and go by its socket, and a connection belongs to the name of its handshake.
final class TlsTest {
    private static final TestIssuer ISSUER = new TestIssuer();
    private static final TestCertificates CERTIFICATES = new TestCertificates();
    private static final TestRouter ROUTER = new TestRouter(CERTIFICATES, true);
    private static final TestServer API = TestServer.start("api");

    private final TlsCall tls = new TlsCall(
            ISSUER.root(), ROUTER.config.tls().orElseThrow().address().port());

    @AfterAll
    static void end() {
        ROUTER.close();
        API.close();
    }

    @BeforeEach
    void route() {
        UUID tenant = UUID.randomUUID();
        TestRouter.inForce(ROUTER.router.setServers(tenant, "api", TestRouter.servers(API)));
        for (String host : List.of("one.example", "two.example", "plain.example", "acme.tb.example")) {
            if (ROUTER.database
                    .single("SELECT FROM route WHERE host = ?", _ -> true, host)
                    .isEmpty()) {
                TestRouter.inForce(ROUTER.router.ensureRoute(tenant, new HostName(host), OptionalInt.empty()));
            }
        }
    }

    @Test
    void servesACertificateAndThenAnotherWithoutAReload() throws IOException {
        KeyedCertificate first = ISSUER.certificate("one.example");
        serve("one.example", first);
        long worker = worker();
        assertThat(tls.get("one.example", "one.example", "/a"))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("x-forwarded-proto: https");
        assertThat(tls.certificate("one.example")).isEqualTo(first.chain().getFirst());
        try (SSLSocket open = tls.connected("one.example")) {
            KeyedCertificate second = ISSUER.certificate("one.example");
            serve("one.example", second);
            assertThat(tls.certificate("one.example")).isEqualTo(second.chain().getFirst());
            open.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: one.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(open.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
        }
        assertThat(worker()).isEqualTo(worker);
        CERTIFICATES.remove("one.example");
        ROUTER.router.refresh();
        assertThatThrownBy(() -> tls.get("one.example", "one.example", "/")).isInstanceOf(SSLException.class);
        assertThat(ROUTER.router.verify()).isEmpty();
    }

    @Test
    void refusesAnotherHostThanThatOfTheHandshake() throws IOException {
        serve("one.example", ISSUER.certificate("one.example"));
        serve("two.example", ISSUER.certificate("two.example"));
        assertThat(tls.get("one.example", "two.example", "/"))
                .startsWith("HTTP/1.1 421")
                .contains("misdirected");
        assertThat(tls.get("one.example", "nobody.example", "/")).startsWith("HTTP/1.1 421");
        assertThat(tls.get("one.example", "ONE.example:443", "/")).startsWith("HTTP/1.1 200");
        assertThatThrownBy(() -> tls.get("nobody.example", "one.example", "/")).isInstanceOf(SSLException.class);
    }

    @Test
    void servesTheNamesOfThePlatformWithOneCertificate() throws IOException {
        serve("*.tb.example", ISSUER.certificate("*.tb.example"));
        assertThat(tls.get("acme.tb.example", "acme.tb.example", "/")).startsWith("HTTP/1.1 200");
        assertThat(tls.get("other.tb.example", "other.tb.example", "/")).startsWith("HTTP/1.1 404");
    }

    /// The certificate of one tenant names the domain of another: it is served to its own name only.
    @Test
    void servesACertificateToItsOwnNameOnly() throws IOException {
        KeyedCertificate two = ISSUER.certificate("two.example");
        serve("two.example", two);
        serve("one.example", ISSUER.certificate("one.example", "two.example", "plain.example"));
        assertThat(tls.certificate("two.example")).isEqualTo(two.chain().getFirst());
        assertThatThrownBy(() -> tls.get("plain.example", "plain.example", "/")).isInstanceOf(SSLException.class);
    }

    @Test
    void sendsPlainRequestsToTls() throws IOException {
        serve("one.example", ISSUER.certificate("one.example"));
        int port = ROUTER.config.tls().orElseThrow().address().port();
        assertThat(plain("one.example", "/v1/notes?limit=1"))
                .startsWith("HTTP/1.1 308")
                .containsIgnoringCase("location: https://one.example:" + port + "/v1/notes?limit=1\r\n");
        assertThat(plain("plain.example", "/")).startsWith("HTTP/1.1 200");
        assertThat(plain("nobody.example", "/")).startsWith("HTTP/1.1 404");
    }

    @Test
    void answersChallengesBeforeAnythingElse() throws IOException {
        String path = "/.well-known/acme-challenge/token-1";
        CERTIFICATES.answer("one.example" + path, "token-1.print");
        serve("one.example", ISSUER.certificate("one.example"));
        assertThat(plain("one.example", path)).startsWith("HTTP/1.1 200").endsWith("token-1.print");
        assertThat(plain("two.example", path)).doesNotContain("token-1.print");
        assertThat(plain("one.example", path + "x")).doesNotContain("token-1.print");
    }

    @Test
    void keepsKeysToItself() throws IOException {
        serve("one.example", ISSUER.certificate("one.example"));
        Path folder = ROUTER.folder.resolve("router/certificates");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).isNotEmpty();
            for (Path file : all) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("r--------");
            }
        }
    }

    /// The largest certificate that is taken goes through the socket; files and process have it after a new start too.
    @Test
    void servesTheLargestCertificateAndAfterAStart() throws IOException {
        String[] names = new String[300];
        for (int number = 1; number < names.length; number++) {
            names[number] = "name-" + number + ".two.example";
        }
        names[0] = "two.example";
        KeyedCertificate large = ISSUER.certificate(names);
        serve("two.example", large);
        assertThat(tls.certificate("two.example")).isEqualTo(large.chain().getFirst());
        ROUTER.router.stop();
        ROUTER.restartControlPlane();
        assertThat(ROUTER.router.settle().isStarted()).isTrue();
        assertThat(tls.certificate("two.example")).isEqualTo(large.chain().getFirst());
        assertThat(ROUTER.router.verify()).isEmpty();
    }

    private static void serve(String host, KeyedCertificate certificate) {
        CERTIFICATES.put(host, certificate);
        ROUTER.router.refresh();
    }

    private static long worker() throws IOException {
        return Long.parseLong(RuntimeCommand.ask(ROUTER.folder.resolve("router/run/runtime.sock"), "show info")
                .lines()
                .filter(line -> line.startsWith("Pid: "))
                .findFirst()
                .orElseThrow()
                .substring("Pid: ".length()));
    }

    private static String plain(String host, String path) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), ROUTER.port())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

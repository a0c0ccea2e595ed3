package dev.toolbridge.tenants.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.database.Database;
import dev.toolbridge.tenants.certificate.CertificateIssuer.Outcome;
import dev.toolbridge.tenants.router.DomainRouter;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.secret.SealedValues;
import dev.toolbridge.tenants.secret.TestKeys;
import dev.toolbridge.tenants.store.TestControl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.shredzone.acme4j.exception.AcmeException;

/// Orders at a real issuer and at one that refuses: each end is a value, and nothing is ordered twice.
final class IssuerTest {
    private static TestControl control;
    private static SealedValues seals;
    private static HttpServer answers;
    private static TestDns dns;
    private static Pebble pebble;
    private static UUID tenant;

    @BeforeAll
    static void start() throws IOException {
        control = TestControl.whole();
        tenant = control.active("acme").ref();
        seals = new SealedValues(TestKeys.of(control.database()));
        answers = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answers.createContext("/", IssuerTest::answer);
        answers.start();
        dns = new TestDns();
        pebble = new Pebble(dns, answers.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        pebble.close();
        dns.close();
        answers.stop(0);
        control.close();
    }

    @Test
    void orderThatWasInterruptedGoesOn() {
        Holder holder = holder("interrupted.example");
        AcmeIssuer issuer = issuer(pebble.config());
        Iterator<Boolean> rights = List.of(true, false).iterator();
        assertThat(issuer.issue(holder, rights::next)).isInstanceOf(Outcome.Working.class);
        URI order = order(holder).orElseThrow();

        var issued = (Outcome.Issued) issuer(pebble.config()).issue(holder, () -> true);
        assertThat(order(holder)).contains(order);
        assertThat(names(issued)).contains("interrupted.example");
        issuer.close(holder);
        assertThat(order(holder)).isEmpty();
    }

    @Test
    void serverThatLostTheDomainOrdersNothing() {
        Holder holder = holder("lost.example");
        assertThat(issuer(pebble.config()).issue(holder, () -> false)).isInstanceOf(Outcome.Working.class);
        assertThat(order(holder)).isEmpty();
    }

    /// The one who has the key may end the account, and the issuer may lose it: both lead to another one.
    @Test
    void accountThatIsGoneIsOpenedAnew() throws AcmeException {
        AcmeIssuer issuer = issuer(pebble.config());
        assertThat(issuer.issue(holder("first.example"), () -> true)).isInstanceOf(Outcome.Issued.class);
        TestAccount.end(pebble.config(), control.database(), seals);
        Holder second = holder("second.example");
        assertThat(issuer.issue(second, () -> true))
                .isInstanceOfSatisfying(
                        Outcome.Later.class, later -> assertThat(later.reason()).isEqualTo("AccountEnded"));
        assertThat(issuer.issue(second, () -> true)).isInstanceOf(Outcome.Issued.class);

        pebble.restart();
        Holder third = holder("third.example");
        assertThat(issuer(pebble.config()).issue(third, () -> true)).isInstanceOf(Outcome.Later.class);
        assertThat(issuer(pebble.config()).issue(third, () -> true)).isInstanceOf(Outcome.Issued.class);
    }

    @Test
    void limitOfTheIssuerNamesItsEnd() throws IOException {
        try (var limited = new LimitedIssuer(429, "rateLimited")) {
            var later = (Outcome.Later) issuer(limited.config()).issue(holder("limited.example"), () -> true);
            assertThat(later.reason()).isEqualTo("IssuerLimit");
            assertThat(later.why()).contains("the issuer's own words");
            assertThat(later.notBefore().orElseThrow())
                    .isBetween(Instant.now().plusSeconds(7_000), Instant.now().plusSeconds(7_300));
        }
    }

    @Test
    void refusalOfTheNameIsAnEnd() throws IOException {
        try (var refusing = new LimitedIssuer(403, "rejectedIdentifier")) {
            var refused = (Outcome.Refused) issuer(refusing.config()).issue(holder("refused.example"), () -> true);
            assertThat(refused.reason()).isEqualTo("IssuerRefused");
            assertThat(refused.why()).contains("rejectedIdentifier");
        }
    }

    @Test
    void ordersOfANameAreFewThoughItsDomainIsAnother() throws IOException {
        try (var refusing = new LimitedIssuer(403, "rejectedIdentifier")) {
            for (int time = 0; time < AskStore.ASKS_MAX; time++) {
                assertThat(ordered(refusing)).isInstanceOf(Outcome.Refused.class);
            }
            var later = (Outcome.Later) ordered(refusing);
            assertThat(later.reason()).isEqualTo("OrdersLimited");
            assertThat(later.notBefore().orElseThrow())
                    .isBetween(Instant.now().plusSeconds(3_000), Instant.now().plusSeconds(3_601));
        }
    }

    /// The domain is removed and added again.
    private static Outcome ordered(LimitedIssuer issuer) throws IOException {
        control.database().single("DELETE FROM domain WHERE name = 'again.example' RETURNING id", _ -> true);
        return issuer(issuer.config()).issue(holder("again.example"), () -> true);
    }

    @Test
    void faultAndAbsenceOfTheIssuerPass() throws IOException {
        Holder holder = holder("away.example");
        AcmeConfig away;
        try (var faulty = new LimitedIssuer(500, "serverInternal")) {
            away = faulty.config();
            assertThat(((Outcome.Later) issuer(away).issue(holder, () -> true)).reason())
                    .isEqualTo("IssuerFault");
        }
        assertThat(((Outcome.Later) issuer(away).issue(holder, () -> true)).reason())
                .isEqualTo("IssuerUnreachable");
    }

    private static AcmeIssuer issuer(AcmeConfig config) {
        var router = new DomainRouter() {
            @Override
            public void refresh() {}

            @Override
            public boolean endsTls() {
                return true;
            }
        };
        return new AcmeIssuer(config, control.database(), seals, router);
    }

    /// A domain that is proven and leads here.
    private static Holder holder(String name) {
        UUID id = UUID.randomUUID();
        Database database = control.database();
        database.single(
                "INSERT INTO domain (id, tenant_ref, name, proof, reason, message, prove_by, proven_at)"
                        + " VALUES (?, ?, ?, '', '', '', now(), now()) RETURNING id",
                _ -> true,
                id,
                tenant,
                name);
        dns.leads(name, "127.0.0.1");
        return new Holder(id, tenant, new HostName(name));
    }

    private static Optional<URI> order(Holder holder) {
        return new AcmeStore(control.database(), seals).order(holder).flatMap(AcmeStore.Keyed::location);
    }

    private static String names(Outcome.Issued issued) {
        return issued.certificate().leaf().toString();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":\\d+$", "");
        String place = host + exchange.getRequestURI().getPath();
        var certificates =
                new CertificateStore(control.database(), seals, PlatformCertificate.of(Optional.empty(), "tb.example"));
        byte[] body = certificates.wanted().challenges().getOrDefault(place, "").getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}

package dev.toolbridge.tenants.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.RunningTenants;
import dev.toolbridge.tenants.certificate.AskStore;
import dev.toolbridge.tenants.certificate.CertificateIssuer;
import dev.toolbridge.tenants.certificate.Holder;
import dev.toolbridge.tenants.certificate.TestDns;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// Checks on request order few certificates, however often they are asked for.
final class DomainChecksTest {
    private static final String DOMAINS = "/admin/tenants/acme/domains";
    private static final String NAME = "often.acme.example";

    private final AtomicInteger orders = new AtomicInteger();

    /// A name that is removed and added again is no other name.
    @Test
    void checksThatCouldOrderACertificateAreFew() throws InterruptedException {
        try (var dns = new TestDns();
                var control = RunningTenants.start(
                        Map.of(),
                        (_, _) -> false,
                        database -> TestDomains.of(database, List.of(dns.address()), Optional.of(new Refusing())))) {
            dns.leads(NAME, "203.0.113.7");
            String key = control.key();
            send(control, key, "/admin/tenants", Json.object().put("name", "Acme"));
            prove(control, key);
            for (int check = 0; check < AskStore.ASKS_MAX; check++) {
                assertThat(check(control, key).statusCode()).isEqualTo(200);
            }
            var refused = check(control, key);
            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(DomainPlatform.json(refused).path("code").asText()).isEqualTo("rate_limited");
            assertThat(Long.parseLong(
                            refused.headers().firstValue("Retry-After").orElseThrow()))
                    .isBetween(3_000L, 3_600L);
            assertThat(orders).hasValue(AskStore.ASKS_MAX);

            control.send("DELETE " + DOMAINS + "/" + NAME, key, Optional.empty());
            prove(control, key);
            assertThat(check(control, key).statusCode()).isEqualTo(429);
            control.database().single("UPDATE domain_ask SET at = at - interval '1 hour' RETURNING 1", _ -> true);
            assertThat(check(control, key).statusCode()).isEqualTo(200);
        }
    }

    private static void prove(RunningTenants control, String key) {
        assertThat(send(control, key, DOMAINS, Json.object().put("name", NAME)).statusCode())
                .isEqualTo(201);
        control.database().single("UPDATE domain SET proven_at = now() RETURNING 1", _ -> true);
    }

    private static HttpResponse<String> check(RunningTenants control, String key) {
        return control.send("POST " + DOMAINS + "/" + NAME + "/check", key, Optional.empty());
    }

    private static HttpResponse<String> send(RunningTenants control, String key, String path, ObjectNode body) {
        return control.send("POST " + path, key, Optional.of(Json.text(body)), "Prefer", "wait=20");
    }

    /// An issuer that takes no order, and counts them.
    private final class Refusing implements CertificateIssuer {

        @Override
        public Outcome issue(Holder holder, BooleanSupplier mayAct) {
            orders.incrementAndGet();
            return new Outcome.Refused("Refused", "it takes none");
        }

        @Override
        public void close(Holder holder) {}
    }
}

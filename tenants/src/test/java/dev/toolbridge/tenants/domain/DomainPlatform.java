package dev.toolbridge.tenants.domain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.RunningTenants;
import dev.toolbridge.tenants.certificate.AcmeIssuer;
import dev.toolbridge.tenants.certificate.CertificateStore;
import dev.toolbridge.tenants.certificate.KeyedCertificate;
import dev.toolbridge.tenants.certificate.Pebble;
import dev.toolbridge.tenants.certificate.PlatformCertificate;
import dev.toolbridge.tenants.certificate.TestDns;
import dev.toolbridge.tenants.certificate.TestIssuer;
import dev.toolbridge.tenants.router.DomainRouter;
import dev.toolbridge.tenants.router.Router;
import dev.toolbridge.tenants.router.TestServer;
import dev.toolbridge.tenants.router.TlsCall;
import dev.toolbridge.tenants.router.haproxy.HostName;
import dev.toolbridge.tenants.router.haproxy.PortRange;
import dev.toolbridge.tenants.router.haproxy.RoutedServer;
import dev.toolbridge.tenants.router.haproxy.RouterConfig;
import dev.toolbridge.tenants.router.haproxy.RouterFolder;
import dev.toolbridge.tenants.router.haproxy.TlsConfig;
import dev.toolbridge.tenants.secret.SealedValues;
import dev.toolbridge.tenants.secret.TestKeys;
import dev.toolbridge.tests.container.DebianTool;
import dev.toolbridge.tests.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// A control plane with a real router, DNS server and issuer, whose tenants have one small server each. Nothing is
/// checked by itself, only by requests.
final class DomainPlatform implements AutoCloseable {
    private static final int PORTS = 6;
    private static final AtomicInteger COUNT = new AtomicInteger();

    final TestDns dns = new TestDns();
    final TestServer api = TestServer.start("api");
    final Pebble pebble;
    final RunningTenants control;
    final RouterConfig config;
    final String key;
    private final AtomicReference<Runnable> beforeRefresh = new AtomicReference<>(() -> {});
    Router router;
    SealedValues seals;
    Domains domains;

    DomainPlatform() throws InterruptedException {
        DebianTool haproxy = DebianTool.required("haproxy", "haproxy");
        int first = Ports.freeRange(PORTS);
        config = new RouterConfig(
                haproxy.program(),
                haproxy.environment(),
                new RouterFolder(folder().resolve("router")),
                new ListenAddress("127.0.0.1", first),
                new PortRange(first + 2, first + PORTS - 1),
                Optional.of(new TlsConfig(new ListenAddress("127.0.0.1", first + 1), Optional.empty())));
        pebble = new Pebble(dns, first);
        control = RunningTenants.start(Map.of(), (_, _) -> false, this::domains);
        router.settle();
        key = control.key();
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("tbd");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Domains domains(Database database) {
        seals = new SealedValues(TestKeys.of(database));
        var certificates =
                new CertificateStore(database, seals, PlatformCertificate.of(Optional.empty(), TestDomains.PLATFORM));
        router = new Router(config, database, certificates);
        domains = domains(database, certificates);
        return domains;
    }

    /// Another control plane's part on the same tables.
    Domains domains(Database database, CertificateStore certificates) {
        var watched = new DomainRouter() {
            @Override
            public void refresh() {
                beforeRefresh.get().run();
                router.refresh();
            }

            @Override
            public boolean endsTls() {
                return router.endsTls();
            }
        };
        return new Domains(
                new Domains.Parts(
                        database,
                        new DomainConfig(
                                TestDomains.PLATFORM, "https://*", List.of(dns.address()), List.of("127.0.0.1")),
                        certificates,
                        watched,
                        Optional.of(new AcmeIssuer(pebble.config(), database, seals, watched)),
                        _ -> true),
                Clock.systemUTC());
    }

    /// Runs something before each change of the router's domains, as long as the work takes.
    void during(Runnable change, Runnable work) {
        beforeRefresh.set(change);
        try {
            work.run();
        } finally {
            beforeRefresh.set(() -> {});
        }
    }

    /// A tenant that the router leads to the small server; its slug.
    String tenant() {
        String slug = "tenant" + COUNT.incrementAndGet();
        String body = Json.text(Json.object().put("name", slug).put("slug", slug));
        var made = control.send(
                "POST /admin/tenants", key, Optional.of(body), "Content-Type", "application/json", "Prefer", "wait=20");
        if (made.statusCode() != 201) {
            throw new IllegalStateException(made.body());
        }
        UUID ref = UUID.fromString(json(made).path("tenant").asText());
        router.setServers(ref, "api", List.of(new RoutedServer(api.address(), 100, Optional.empty())));
        router.ensureRoute(ref, new HostName(slug + "." + TestDomains.PLATFORM), OptionalInt.empty());
        return slug;
    }

    UUID ref(String slug) {
        return UUID.fromString(
                json(control.get("/admin/tenants/" + slug, key)).path("ref").asText());
    }

    HttpResponse<String> add(String slug, String name) {
        return send("POST", slug, "", Json.text(Json.object().put("name", name)));
    }

    JsonNode check(String slug, String name) {
        return json(send("POST", slug, "/" + name + "/check", ""));
    }

    /// A domain that is proven and leads here, and was checked then.
    JsonNode served(String slug, String name) {
        JsonNode added = json(add(slug, name));
        prove(added);
        dns.leads(name, "127.0.0.1");
        return check(slug, name);
    }

    void prove(JsonNode domain) {
        JsonNode text = domain.at("/records/0");
        dns.text(text.path("name").asText(), text.path("value").asText());
    }

    HttpResponse<String> send(String method, String slug, String path, String body) {
        return control.send(
                method + " /admin/tenants/" + slug + "/domains" + path,
                key,
                Optional.of(body).filter(text -> !text.isEmpty()),
                "Content-Type",
                "application/json");
    }

    HttpResponse<String> give(String slug, String name, KeyedCertificate certificate) {
        var body = Json.object()
                .put("certificate", TestIssuer.chainPem(certificate))
                .put("key", TestIssuer.keyPem(certificate));
        return send("POST", slug, "/" + name + "/certificate", Json.text(body));
    }

    TlsCall tls() {
        return new TlsCall(pebble.root(), tlsPort());
    }

    int tlsPort() {
        return config.tls().orElseThrow().address().port();
    }

    static JsonNode json(HttpResponse<String> answer) {
        try {
            return Json.parse(answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (JsonProcessingException failed) {
            throw new IllegalStateException(answer.body(), failed);
        }
    }

    /// Changes what no request would.
    void alter(String statement, Object... values) {
        control.database().single(statement + " RETURNING 1", _ -> true, values);
    }

    @Override
    public void close() {
        domains.close();
        control.close();
        router.stop();
        pebble.close();
        dns.close();
        api.close();
    }
}

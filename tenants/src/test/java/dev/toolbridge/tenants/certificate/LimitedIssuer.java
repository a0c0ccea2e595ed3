package dev.toolbridge.tenants.certificate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// An issuer that opens accounts and refuses every order with one problem.
final class LimitedIssuer implements AutoCloseable {
    private static final char[] PASSWORD = "password".toCharArray();

    private final TestIssuer own = new TestIssuer();
    private final HttpsServer server;
    private final String problem;
    private final int status;

    /// @param kind the problem's kind: `rateLimited`
    LimitedIssuer(int status, String kind) {
        this.status = status;
        this.problem = Json.text(Json.object()
                .put("type", "urn:ietf:params:acme:error:" + kind)
                .put("detail", "the issuer's own words"));
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(context()));
        server.createContext("/", this::answer);
        server.start();
    }

    AcmeConfig config() throws IOException {
        Path trust = Files.createTempFile("tbl", ".pem");
        Files.writeString(trust, new KeyedCertificate(List.of(own.root()), null).chainPem());
        return new AcmeConfig(URI.create(base() + "dir"), "certificates@tb.example", Optional.of(trust));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String base() {
        return "https://localhost:" + server.getAddress().getPort() + "/";
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().add("Replay-Nonce", UUID.randomUUID().toString());
        switch (exchange.getRequestURI().getPath()) {
            case "/dir" -> send(exchange, 200, "application/json", directory());
            case "/nonce" -> exchange.sendResponseHeaders(200, -1);
            case "/account" -> {
                exchange.getResponseHeaders().add("Location", base() + "account/1");
                send(exchange, 201, "application/json", "{\"status\":\"valid\"}");
            }
            default -> {
                exchange.getResponseHeaders().add("Retry-After", "7200");
                send(exchange, status, "application/problem+json", problem);
            }
        }
        exchange.close();
    }

    private String directory() {
        return Json.text(Json.object()
                .put("newNonce", base() + "nonce")
                .put("newAccount", base() + "account")
                .put("newOrder", base() + "order")
                .put("revokeCert", base() + "revoke")
                .put("keyChange", base() + "key"));
    }

    private static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private SSLContext context() {
        try {
            KeyedCertificate certificate = own.certificate("localhost");
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "own", certificate.key(), PASSWORD, certificate.chain().toArray(Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

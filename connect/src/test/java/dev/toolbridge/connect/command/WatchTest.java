package dev.toolbridge.connect.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A folder that is watched: by the stream of changes, and by the clock where there is none.
@Timeout(120)
class WatchTest {
    private static final String ID = "0b5e4f4c-9f0e-4f3e-8b07-2f3c6c3b1a11";
    private static final String SPACE = "/v1/spaces/" + ID;
    private static final String SESSION = "POST " + SPACE + "/sync/sessions";
    private static final String PULL = "GET " + SPACE + "/sync/memories/pull?limit=1000";
    private static final String STREAM = "GET " + SPACE + "/changes/stream?types=memory,environment_variable";

    private final FakeApi api = new FakeApi()
            .on("GET /v1/projects/web-shop", 200, "{\"id\":\"" + ID + "\",\"slug\":\"web-shop\",\"number\":7}")
            .on("GET /v1/me", 200, "{\"scopes\":[]}")
            .on(SESSION, 201, "{\"id\":\"one\",\"epoch\":1}")
            .on(PULL, 200, page("c1"))
            .on(PULL + "&cursor=c1", 200, page("c1"));
    private final Fbc fbc;
    private final CompletableFuture<Fbc.Ran> end = new CompletableFuture<>();
    private Optional<Thread> watch = Optional.empty();

    WatchTest(@TempDir Path folder) {
        fbc = new Fbc(folder);
    }

    @BeforeEach
    void login() {
        Fbc.Ran ran = fbc.typing("fbk_test_one\n", "login", "--url", api.address(), "--project", "web-shop");
        assertThat(ran.status()).as(ran.err()).isZero();
    }

    @AfterEach
    void close() throws InterruptedException {
        if (watch.isPresent()) {
            fbc.end();
            assertThat(watch.get().join(Awaited.LIMIT)).isTrue();
        }
        api.close();
    }

    private static String page(String cursor) {
        return "{\"upserts\":[],\"deletes\":[],\"nextCursor\":\"" + cursor + "\",\"hasMore\":false}";
    }

    private void watch(String... options) {
        String[] words = Stream.concat(Stream.of("watch", "--no-env"), Stream.of(options))
                .toArray(String[]::new);
        watch = Optional.of(Thread.ofPlatform().start(() -> end.complete(fbc.run(words))));
    }

    private void interval(String seconds) throws IOException {
        Files.writeString(
                fbc.own().resolve("config.toml"),
                "\n[sync]\nsync_interval = " + seconds + "\n",
                StandardOpenOption.APPEND);
    }

    private Fbc.Ran stopped() throws InterruptedException, ExecutionException, TimeoutException {
        fbc.end();
        return end.get(Awaited.LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    private long asked(String request) {
        return api.asked().stream().filter(one -> one.startsWith(request + " ")).count();
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        Awaited.until(condition, () -> api.asked().toString());
    }

    @Test
    void aChangeWakesAnExchange() throws Exception {
        api.events(STREAM, ": begins\n\nid: p1\nevent: ready\ndata: {}\n\n");
        watch();
        await(() -> asked(SESSION) == 2);
        api.pour(": still here\n\nid: p2\nevent: caught_up\ndata: {}\n\n");
        api.on(
                PULL + "&cursor=c1",
                200,
                "{\"upserts\":[{\"uid\":\"6f1f3a52-7a54-4f35-b1b1-0a3a5b3c9d01\",\"memoryType\":\"fact\",\"content\":"
                        + "\"The old harbour\",\"updatedTs\":\"2026-01-01T00:00:00Z\",\"sync\":{\"version\":1,"
                        + "\"isDeleted\":false}}],\"deletes\":[],\"nextCursor\":\"c2\",\"hasMore\":false}");
        api.on(PULL + "&cursor=c2", 200, page("c2"));
        api.pour("id: p3\nevent: change\ndata: {}\n\n");
        await(() -> asked(SESSION) == 3 && fbc.run("memories").out().contains("harbour"));
        Fbc.Ran ran = stopped();
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("Watching web-shop\nSync complete: web-shop, 0 sent, 1 received\n");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void aStreamThatBreaksGoesOnAtItsPlace() throws Exception {
        api.text(STREAM, "text/event-stream", "id: p 1\nevent: ready\ndata: {}\n\n")
                .text(STREAM + "&cursor=p+1", "text/event-stream", "event: reset\ndata: {}\n\n");
        watch();
        await(() -> asked(STREAM + "&cursor=p+1") > 0 && asked(STREAM) > 1 && asked(SESSION) > 1);
        assertThat(stopped().status()).isZero();
    }

    @Test
    void withoutAStreamTheClockWakesIt() throws Exception {
        interval("1");
        api.on(SESSION, 503, "{\"error\":\"away\",\"code\":\"unavailable\"}");
        watch();
        await(() -> asked(SESSION) > 2 && asked(STREAM) > 0);
        api.on(SESSION, 401, "{\"error\":\"no such key\",\"code\":\"unauthorized\"}");
        Fbc.Ran ran = end.get(Awaited.LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err().lines())
                .containsExactlyInAnyOrder(
                        "fbc: not in step yet: the server refused: away (status 503, correlation id none)",
                        "fbc: changes are not heard at once: " + api.address()
                                + " begins no stream of changes (status 404)",
                        "fbc: Invalid API token. Run: fbc login");
    }

    @Test
    void aWebhookWakesAnExchange() throws Exception {
        fbc.with("FLUKEBASE_WEBHOOK_SECRET", "whsec_" + Base64.getEncoder().encodeToString("a key".getBytes(UTF_8)));
        watch("--listen", "0", "--public-url", "https://hooks.example.org/mine");
        await(() -> asked(SESSION) == 1 && fbc.remarks().contains("are taken at"));
        var address = Pattern.compile("are taken at (\\S+)").matcher(fbc.remarks());
        assertThat(address.find()).isTrue();
        var sent = HttpRequest.newBuilder(URI.create("http://" + address.group(1) + "/mine"))
                .header("X-FlukeBase-Signature", older("{}"))
                .POST(BodyPublishers.ofString("{}"));

        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(sent.build(), BodyHandlers.discarding()).statusCode())
                    .isEqualTo(204);
        }
        await(() -> asked(SESSION) == 2);

        Fbc.Ran ran = stopped();
        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out()).isEqualTo("Watching web-shop\n");
        assertThat(asked(STREAM)).isZero();
    }

    private static String older(String body) throws GeneralSecurityException {
        String secret = "whsec_" + Base64.getEncoder().encodeToString("a key".getBytes(UTF_8));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8090 | https://hooks.example.org | '' | FLUKEBASE_WEBHOOK_SECRET is not set",
                "8090 | https://hooks.example.org | one | the secret of a webhook begins with whsec_",
                "8090 | https://hooks.example.org | whsec_%% | the secret of a webhook begins with whsec_",
                "8090 | http://hooks.example.org | whsec_b25l | would carry keys unencrypted",
                "localhost | https://hooks.example.org | whsec_b25l | --listen takes host:port or :port",
                "70000 | https://hooks.example.org | whsec_b25l | --listen takes a port up to 65535",
            })
    void webhooksThatCannotBeTaken(String address, String url, String secret, String sentence) {
        if (!secret.isEmpty()) {
            fbc.with("FLUKEBASE_WEBHOOK_SECRET", secret);
        }
        Fbc.Ran ran = fbc.run("watch", "--listen", address, "--public-url", url);
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.err()).contains(sentence);
    }

    @Test
    void aPortIsNothingWithoutTheAddressOfTheWebhook() {
        assertThat(fbc.run("watch", "--listen", "0").status()).isEqualTo(2);
    }

    @Test
    void anIntervalIsAtMostADay() throws IOException {
        interval("86401");
        assertThat(fbc.run("watch").err()).contains("sync_interval must be a number of seconds from 1 to 86400");
    }
}

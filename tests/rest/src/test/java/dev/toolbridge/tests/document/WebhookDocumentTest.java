package dev.toolbridge.tests.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The programs in the document of webhooks verify what the server sends, and nothing else.
class WebhookDocumentTest {
    private static final int PATIENCE_SECONDS = 120;
    private static final int SIX_MINUTES = 360;

    @TempDir
    static Path folder;

    private static Map<String, String> genuine;
    private static byte[] body;

    /// The languages of the document, and the way to run each.
    enum Language {
        JAVA(
                "java",
                "Verify.java",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()),
        NODE("js", "verify.js", "node"),
        PYTHON("python", "verify.py", "python3"),
        SHELL("sh", "verify.sh", "sh");

        private final String block;
        private final String file;
        private final String program;

        Language(String block, String file, String program) {
            this.block = block;
            this.file = file;
            this.program = program;
        }
    }

    @BeforeAll
    static void receive() throws Exception {
        var received = new CompletableFuture<HttpExchange>();
        var sent = new CompletableFuture<byte[]>();
        var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
        receiver.createContext("/", exchange -> {
            sent.complete(exchange.getRequestBody().readAllBytes());
            received.complete(exchange);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        try {
            String secret =
                    subscribed("http://127.0.0.1:" + receiver.getAddress().getPort() + "/");
            var headers = received.get(PATIENCE_SECONDS, TimeUnit.SECONDS).getRequestHeaders();
            body = sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            genuine = Map.of(
                    "WEBHOOK_SECRET", secret,
                    "WEBHOOK_ID", headers.getFirst("webhook-id"),
                    "WEBHOOK_TIMESTAMP", headers.getFirst("webhook-timestamp"),
                    "WEBHOOK_SIGNATURE", headers.getFirst("webhook-signature"));
        } finally {
            receiver.stop(0);
        }
    }

    /// Makes a project whose webhook is sent one event.
    private static String subscribed(String url) {
        RunningApi api = RunningApi.instance();
        String bearer = "Bearer " + api.tokens().of("webhooks-" + UUID.randomUUID());
        String name = "hooks-" + UUID.randomUUID();
        String project = "/v1/projects/"
                + sent(api, bearer, "/v1/projects", "{\"name\":\"" + name + "\"}")
                        .at("/id")
                        .asText();
        String order = "{\"callbackUrl\":\"" + url + "\",\"events\":[\"*\"]}";
        Reply webhook = sent(api, bearer, project + "/webhooks", order);
        sent(api, bearer, project.replace("/projects/", "/spaces/") + "/notes", "{\"title\":\"Grüße\"}");
        return webhook.at("/secret").asText();
    }

    private static Reply sent(RunningApi api, String bearer, String path, String json) {
        Reply reply = api.server()
                .send(Call.of("POST", path).with("Authorization", bearer).json(json));
        assertThat(reply.status()).as(reply::toString).isEqualTo(201);
        return reply;
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theProgramTakesWhatIsGenuineOnly(Language language) throws Exception {
        Files.writeString(folder.resolve(language.file), program(language));
        assumeTrue(isThere(language.program), language.program + " is not on this machine");

        assertThat(run(language, genuine, body)).isZero();
        assertThat(run(language, with("WEBHOOK_SIGNATURE", "v1,AAAA " + genuine.get("WEBHOOK_SIGNATURE")), body))
                .isZero();
        assertThat(run(language, genuine, "{}".getBytes(StandardCharsets.UTF_8)))
                .isNotZero();
        assertThat(run(language, with("WEBHOOK_SECRET", "whsec_" + "A".repeat(43) + "="), body))
                .isNotZero();
        long late = Long.parseLong(genuine.get("WEBHOOK_TIMESTAMP")) - SIX_MINUTES;
        assertThat(run(language, with("WEBHOOK_TIMESTAMP", Long.toString(late)), body))
                .isNotZero();
    }

    private static Map<String, String> with(String name, String value) {
        var changed = new HashMap<>(genuine);
        changed.put(name, value);
        return changed;
    }

    private static String program(Language language) throws IOException {
        String text = Files.readString(Checkout.file("docs/webhooks.md"));
        var block = Pattern.compile("```" + language.block + "\n(.*?)```", Pattern.DOTALL)
                .matcher(text);
        assertThat(block.find()).as("a program in %s", language).isTrue();
        return block.group(1);
    }

    private static int run(Language language, Map<String, String> variables, byte[] input) throws Exception {
        var builder = new ProcessBuilder(List.of(language.program, language.file)).directory(folder.toFile());
        builder.environment().putAll(variables);
        Process process = builder.redirectErrorStream(true).start();
        try (var out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException _) {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() >= 0;
        } catch (IOException _) {
            return false;
        }
    }
}

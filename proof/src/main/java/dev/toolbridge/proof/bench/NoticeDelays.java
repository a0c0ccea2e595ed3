package dev.toolbridge.proof.bench;

import dev.toolbridge.proof.load.Timings;
import dev.toolbridge.proof.report.Plan;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.endtoend.FbcProgram;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/// The time from a change of a project until the assistant of a machine is told by `fbc serve` that the context has
/// changed, through all programs in between.
final class NoticeDelays {
    private static final double SHARE = 0.95;
    private static final Duration NOTICE_MAX = Duration.ofMinutes(1);
    private static final Pattern NOTICE = Pattern.compile("notifications/resources/updated");
    private static final String HANDSHAKE = """
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"bench","version":"1"}}}
            {"jsonrpc":"2.0","method":"notifications/initialized"}
            {"jsonrpc":"2.0","id":2,"method":"resources/subscribe","params":{"uri":"toolbridge://project/context"}}
            """;

    private final RunningApi api;
    private final String token;
    private final String project = "p" + UUID.randomUUID();

    private NoticeDelays(RunningApi api) {
        this.api = api;
        this.token = api.tokens().of("ann-" + UUID.randomUUID());
    }

    static String run(Plan plan) {
        try (RunningApi api = RunningApi.start()) {
            return on(api, plan);
        }
    }

    /// The figures of a server that runs.
    static String on(RunningApi api, Plan plan) {
        try (var sidecar = RunningSidecar.before(api)) {
            return new NoticeDelays(api).figures(sidecar, plan);
        }
    }

    private String figures(RunningSidecar sidecar, Plan plan) {
        FbcProgram.Running serve = served(sidecar);
        try {
            serve.says(HANDSHAKE);
            serve.await("\"id\":2");
            Timings timings = Timings.of(plan.size(10, 1), plan.size(200, 3), number -> {
                long told = told(serve);
                made("/v1/spaces/" + project + "/milestones", "{\"title\":\"change " + number + "\"}");
                Await.until(NOTICE_MAX, () -> told(serve) > told, serve::text);
            });
            return String.format(
                    Locale.ROOT,
                    "from the sending of a change to its notice in fbc serve: p50 %.0f ms, p95 %.0f ms, worst %.0f ms;"
                            + " %d changes, none without a notice",
                    timings.medianMs(),
                    timings.percentileMs(SHARE),
                    timings.percentileMs(1),
                    timings.sortedNanos().size());
        } finally {
            serve.hearsNoMore();
            serve.end();
        }
    }

    private FbcProgram.Running served(RunningSidecar sidecar) {
        made("/v1/projects", "{\"name\":\"bench\",\"slug\":\"" + project + "\"}");
        try {
            Path folder = Files.createTempDirectory(Checkout.file("proof/target"), "served-");
            var fbc = FbcProgram.of(folder, "ann");
            String url = api.server().address().toString();
            FbcProgram.Ran login = fbc.begin(
                            Map.of(), token + "\n", "login", "--url", url, "--project", project, "--no-reveal")
                    .end();
            if (login.status() != 0) {
                throw new AssertionError("no login: " + login.text());
            }
            fbc.done("mcp", "setup", "--url", sidecar.server().address().toString(), "claude-code");
            return fbc.start(Map.of(), "serve");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static long told(FbcProgram.Running serve) {
        return NOTICE.matcher(serve.text()).results().count();
    }

    private void made(String path, String json) {
        Reply reply = api.server()
                .send(Call.of("POST", path)
                        .with("Authorization", "Bearer " + token)
                        .json(json));
        if (reply.status() != 201) {
            throw new AssertionError("not made: " + reply);
        }
    }
}

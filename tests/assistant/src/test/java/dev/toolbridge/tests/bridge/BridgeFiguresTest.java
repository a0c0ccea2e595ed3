package dev.toolbridge.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.process.RunningSidecar;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The time and the memory that a bridge costs. A machine that runs other tests is held to wider limits;
/// `-Dbridge.figures=strict` is for a quiet one.
class BridgeFiguresTest {
    private static final boolean IS_STRICT = "strict".equals(System.getProperty("bridge.figures"));
    private static final Duration FIRST_ANSWER_MAX = Duration.ofSeconds(IS_STRICT ? 1 : 20);
    private static final long MEGABYTES_MAX = IS_STRICT ? 100 : 130;
    private static final double ADDED_MS_MAX = IS_STRICT ? 3 : 100;
    private static final int CALLS = IS_STRICT ? 1_000 : 100;
    private static final String REVISION = "2025-11-25";
    private static final String ARGUMENTS = "{\"limit\":1}";

    @ParameterizedTest
    @EnumSource(BridgeKind.class)
    void aBridgeIsSmallAndQuick(BridgeKind kind) {
        assumeTrue(kind.isThere(), "npm could not install Node");
        var api = RunningApi.instance();
        String token = api.tokens().of("figures");
        try (var sidecar = RunningSidecar.before(api)) {
            String address = sidecar.server().address().toString();
            train(kind, address, token);
            long begin = System.nanoTime();
            try (var bridge = BridgeProcess.before(kind, address, token)) {
                bridge.introduce(REVISION, "{}");
                var first = Duration.ofNanos(System.nanoTime() - begin);
                List<Double> direct = direct(sidecar, token);
                List<Double> bridged = timesMs(() -> {
                    bridge.call(1, "list_notes", ARGUMENTS);
                    bridge.answer(1);
                });
                double added = bridged.get(CALLS * 95 / 100) - direct.get(CALLS * 95 / 100);
                long megabytes = bridge.residentMegabytes().orElse(0L);
                System.out.printf(
                        Locale.ROOT,
                        "bridge %s: first answer %d ms, %d MB, adds %.1f ms at p95 (%.1f at p50)%n",
                        kind,
                        first.toMillis(),
                        megabytes,
                        added,
                        bridged.get(CALLS / 2) - direct.get(CALLS / 2));
                assertThat(first).isLessThanOrEqualTo(FIRST_ANSWER_MAX);
                assertThat(megabytes).isLessThanOrEqualTo(MEGABYTES_MAX);
                assertThat(added).isLessThanOrEqualTo(ADDED_MS_MAX);
                assertThat(bridge.end()).isLessThan(Duration.ofSeconds(10));
            }
        }
    }

    /// The first start after a build makes the archive of the classes, in the background.
    private static void train(BridgeKind kind, String address, String token) {
        try (var bridge = BridgeProcess.before(kind, address, token)) {
            bridge.introduce(REVISION, "{}");
        }
        var archive = Checkout.file("launcher/target/bridge.jsa");
        Await.until(
                Duration.ofSeconds(30),
                () -> kind == BridgeKind.BUNDLE || Files.exists(archive),
                () -> "no archive of classes is made");
    }

    private static List<Double> direct(RunningSidecar sidecar, String token) {
        Call begin = Call.of("POST", "/mcp")
                .with("Authorization", "Bearer " + token)
                .with("Accept", "application/json, text/event-stream");
        Reply opened = sidecar.server().send(begin.json("""
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25",
            "capabilities":{},"clientInfo":{"name":"direct","version":"1"}}}\
            """));
        Call call = begin.with("Mcp-Session-Id", opened.header("Mcp-Session-Id").orElseThrow())
                .with("MCP-Protocol-Version", REVISION)
                .json("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"list_notes\","
                        + "\"arguments\":" + ARGUMENTS + "}}");
        return timesMs(() -> assertThat(sidecar.server().send(call).status()).isEqualTo(200));
    }

    /// The times of many rounds in order, the shortest first; the first rounds only warm up.
    private static List<Double> timesMs(Runnable round) {
        var times = new ArrayList<Double>();
        for (int number = 0; number < CALLS * 2; number++) {
            long begin = System.nanoTime();
            round.run();
            times.add((System.nanoTime() - begin) / 1e6);
        }
        return times.subList(CALLS, times.size()).stream().sorted().toList();
    }
}

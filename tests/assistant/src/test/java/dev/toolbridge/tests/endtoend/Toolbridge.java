package dev.toolbridge.tests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.Checkout;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Ports;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.process.RunningApi;
import dev.toolbridge.tests.redaction.Used;
import dev.toolbridge.tests.wire.JsonValues;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The launcher `./toolbridge`, on one workspace folder.
///
/// @param folder the workspace
/// @param more further variables of its environment
public record Toolbridge(Path folder, Map<String, String> more) {

    private static final Pattern SECRET = Pattern.compile("this workspace's secret:\\s+(\\S+)\\s");
    private static final Map<Path, Integer> IDENTITY_PORTS = new ConcurrentHashMap<>();
    private static final Duration START_MAX = Duration.ofMinutes(3);

    public Toolbridge(Path folder) {
        this(folder, Map.of());
    }

    /// Starts the workspace on free ports in the foreground, and waits until every part is ready.
    public Program up() {
        var program = run("up", "--api-port=0", "--mcp-port=0", identityPort());
        Await.until(START_MAX, () -> saysReady(program) || !program.isAlive(), () -> "not ready:\n" + program.output());
        assertThat(program.isAlive()).as(program::output).isTrue();
        return program;
    }

    /// Starts it in the background, as `--detach` does.
    void upDetached() {
        answer("up", "--api-port=0", "--mcp-port=0", identityPort(), "--detach");
    }

    /// The same port at each start, by which clients know the login page. Other workspaces have other ports.
    private String identityPort() {
        return "--identity-port=" + IDENTITY_PORTS.computeIfAbsent(folder, _ -> Ports.free());
    }

    /// The same workspace with the login page of another one, by which it knows the same users.
    Toolbridge withLoginPageOf(Toolbridge other) {
        IDENTITY_PORTS.put(folder, IDENTITY_PORTS.computeIfAbsent(other.folder, _ -> Ports.free()));
        return this;
    }

    /// Runs a command to its end, and returns its output.
    String answer(String... arguments) {
        String answer = answerOf(run(arguments));
        if (arguments[0].equals("down")) {
            Used.keepLogs(folder.resolve("logs"));
        }
        return answer;
    }

    String answerWithoutData(String... arguments) {
        return answerOf(runWithoutData(arguments));
    }

    Program run(String... arguments) {
        var words = new ArrayList<>(List.of(arguments));
        words.addAll(1, List.of("--data", folder.toString()));
        return runWithoutData(words.toArray(String[]::new));
    }

    /// Runs a command that needs no workspace.
    public Program runWithoutData(String... arguments) {
        var command = new ArrayList<>(List.of(Checkout.file("toolbridge").toString()));
        command.addAll(List.of(arguments));
        var all = new HashMap<>(environment());
        all.putAll(more);
        return Program.start(command, all);
    }

    public String token(String user) {
        String token = answer("token", "--user", user);
        Used.secret(token);
        return token;
    }

    /// The state of each part of the workspace.
    JsonNode status() {
        try (var program = run("status", "--json")) {
            program.exitCode();
            return JsonValues.parse(withoutNotes(program.output()));
        }
    }

    /// The address of a part of it, such as `api`.
    public String addressOf(String part) {
        return status().path("parts")
                .valueStream()
                .filter(found -> found.path("name").asText().equals(part))
                .findFirst()
                .orElseThrow()
                .path("address")
                .asText();
    }

    private static String answerOf(Program started) {
        try (var program = started) {
            assertThat(program.exitCode()).as(program::output).isZero();
            return withoutNotes(program.output());
        }
    }

    /// Removes Java's notes about options in its environment.
    private static String withoutNotes(String output) {
        return output.lines()
                .filter(line -> !line.startsWith("Picked up "))
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /// The secret for logins, as the screen of `up` shows it.
    public static String secretShownBy(Program program) {
        Matcher shown = SECRET.matcher(program.output());
        assertThat(shown.find()).as(program::output).isTrue();
        Used.secret(shown.group(1));
        return shown.group(1);
    }

    private static boolean saysReady(Program program) {
        return program.output().contains("ToolBridge is ready");
    }

    /// Turns the build off: the build that runs these tests works in the same folders.
    static Map<String, String> environment() {
        return Map.of(
                "PATH",
                System.getenv("PATH"),
                "HOME",
                System.getProperty("java.io.tmpdir"),
                "XDG_CACHE_HOME",
                Path.of(System.getProperty("user.home"), ".cache").toString(),
                "JAVA_HOME",
                System.getProperty("java.home"),
                "RATE_LIMIT_PER_MINUTE",
                RunningApi.UNLIMITED,
                "RATE_LIMIT_BURST",
                RunningApi.UNLIMITED,
                "TOOLBRIDGE_JAVA_OPTIONS",
                String.join(" ", Program.COMPILER),
                "TOOLBRIDGE_BUILT",
                "1");
    }
}

package dev.toolbridge.tests.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.tests.endtoend.NodePackages;
import dev.toolbridge.tests.process.Await;
import dev.toolbridge.tests.process.Program;
import dev.toolbridge.tests.wire.JsonValues;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The clients, which npm installs; tests skip without it. Each client runs in its own process.
final class ClientPrograms {
    private static final NodePackages PACKAGES = new NodePackages(
            "other-clients",
            List.of(
                    "sdk-1.0.4@npm:@modelcontextprotocol/sdk@1.0.4",
                    "eventsource@2.0.2",
                    "sdk-1.8.0@npm:@modelcontextprotocol/sdk@1.8.0",
                    "sdk-1.12.3@npm:@modelcontextprotocol/sdk@1.12.3",
                    "sdk-1.32.2@npm:@modelcontextprotocol/sdk@1.32.2",
                    "mcp-remote@0.15.1",
                    "supergateway@4.0.0",
                    "mcporter@0.12.3",
                    "@ai-sdk/mcp@2.0.99",
                    "@langchain/mcp-adapters@1.1.4",
                    "@langchain/core@1.4.0",
                    "@openai/agents@0.20.0",
                    "zod@4.6.7",
                    "@mastra/mcp@2.0.0"));
    private static final Duration WORK_MAX = Duration.ofMinutes(1);
    private static final Pattern PAGE = Pattern.compile("(http://\\S+/oauth2/authorize\\?\\S+)");

    private ClientPrograms() {}

    static void installOrLeaveOut() {
        if (!PACKAGES.install()) {
            System.out.println("left out: sessions of other clients, since npm could not install them");
            abort("npm could not install other clients");
        }
    }

    /// Starts a client, which then runs by itself.
    static Program start(String client, String... addressAndToken) {
        var words = new java.util.ArrayList<>(List.of(client));
        words.addAll(List.of(addressAndToken));
        return PACKAGES.startOwn("other-clients", words.toArray(String[]::new));
    }

    /// The report of a client, after its end.
    static JsonNode seenBy(Program program) {
        assertThat(program.exitCode(WORK_MAX)).as(program::output).hasValue(0);
        String last = program.output().strip().lines().reduce("", (_, line) -> line);
        return JsonValues.parse(last);
    }

    /// The page on which a client wants its user to log in.
    static String pageToLogInOn(Program program) {
        Await.until(
                WORK_MAX,
                () -> PAGE.matcher(program.output()).find() || !program.isAlive(),
                () -> "no page to log in on:\n" + program.output());
        Matcher page = PAGE.matcher(program.output());
        assertThat(page.find()).as(program::output).isTrue();
        return page.group(1);
    }
}

package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.protocol.InputRequired;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.time.InstantSource;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// What the tools work with: the API, a short memory, and meters.
public final class Workspace {
    private final ApiClient api;
    private final MeterRegistry meters;
    private final RecentCreates recent = new RecentCreates(InstantSource.system());

    public Workspace(ApiClient api, MeterRegistry meters) {
        this.api = api;
        this.meters = meters;
    }

    ApiClient api() {
        return api;
    }

    RecentCreates recent() {
        return recent;
    }

    /// Counts and times a call by its tool and how it ended.
    CallToolResult measured(String tool, Supplier<CallToolResult> call) {
        Timer.Sample sample = Timer.start(meters);
        String outcome = "failed";
        try {
            CallToolResult result = call.get();
            outcome = Boolean.TRUE.equals(result.isError()) ? "refused" : "done";
            return result;
        } catch (InputRequired asked) {
            outcome = "asked";
            throw asked;
        } catch (CancellationException cancelled) {
            outcome = "cancelled";
            throw cancelled;
        } finally {
            sample.stop(Timer.builder("toolbridge.mcp.tool.calls")
                    .tags("tool", tool, "outcome", outcome)
                    .register(meters));
        }
    }
}

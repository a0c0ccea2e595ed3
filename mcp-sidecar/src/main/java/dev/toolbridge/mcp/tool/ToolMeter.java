package dev.toolbridge.mcp.tool;

import dev.toolbridge.mcp.offer.InputRequired;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// Counts and times calls by tool and outcome.
record ToolMeter(MeterRegistry meters) {

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

package dev.toolbridge.console.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;

/// A rollout with its waves.
///
/// @param json the answer of the API
public record RolloutView(JsonNode json) {
    /// The states of a tenant in a rollout, as the API and the language files name them.
    public static final List<String> STATES = List.of("pending", "running", "succeeded", "failed", "skipped");

    private static final List<String> ENDS = List.of("succeeded", "cancelled");

    /// A wave.
    ///
    /// @param percent the part of all tenants that have the release after it
    /// @param tenants those that are shown of it
    public record Wave(int number, int percent, List<JsonNode> tenants) {

        /// The number of its tenants in a state.
        public long count(String state) {
            return tenants.stream()
                    .filter(tenant -> tenant.path("state").asText().equals(state))
                    .count();
        }
    }

    public String id() {
        return json.path("id").asText();
    }

    public String release() {
        return json.path("release").asText();
    }

    public String status() {
        return json.path("status").asText();
    }

    public boolean isOver() {
        return ENDS.contains(status());
    }

    public boolean isRunning() {
        return status().equals("running");
    }

    public JsonNode tenants() {
        return json.path("tenants");
    }

    public List<Wave> waves() {
        return IntStream.rangeClosed(1, json.path("waves").size())
                .mapToObj(number -> new Wave(
                        number,
                        json.path("waves").path(number - 1).asInt(),
                        tenants()
                                .valueStream()
                                .filter(tenant -> tenant.path("wave").asInt() == number)
                                .toList()))
                .toList();
    }

    /// The number of its tenants in a state.
    public long count(String state) {
        return json.path("counts").path(state).asLong();
    }

    /// Tells if the API has left tenants out, so that the waves do not have all.
    public boolean isPartial() {
        return STATES.stream().mapToLong(this::count).sum() > tenants().size();
    }
}

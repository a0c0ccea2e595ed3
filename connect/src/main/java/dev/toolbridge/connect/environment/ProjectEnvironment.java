package dev.toolbridge.connect.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.api.ApiRefusal;
import dev.toolbridge.connect.api.KeyedApi;
import dev.toolbridge.connect.dotenv.EnvironmentValue;
import dev.toolbridge.connect.terminal.CommandFailure;
import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One environment of a project at the server.
///
/// @param path the path of the project's own routes
public record ProjectEnvironment(KeyedApi api, String path, String name) {
    private static final Set<String> NAMES = Set.of("development", "staging", "production");
    private static final int FORBIDDEN = 403;

    /// @throws CommandFailure if no project has an environment of this name
    public ProjectEnvironment {
        if (!NAMES.contains(name)) {
            throw new CommandFailure("'" + name + "' is no environment: development, staging or production");
        }
    }

    /// A variable as the list shows it.
    ///
    /// @param value the value; empty for a secret
    public record Listed(String key, long version, Optional<String> value) {
        @Override
        public String toString() {
            return key;
        }
    }

    public List<Listed> list() {
        return api.get(path + "/environment/" + name)
                .path("variables")
                .valueStream()
                .map(ProjectEnvironment::listed)
                .toList();
    }

    private static Listed listed(JsonNode variable) {
        return new Listed(
                variable.path("key").asText(),
                variable.path("valueVersion").asLong(),
                Optional.of(variable.path("value"))
                        .filter(value ->
                                value.isTextual() && !variable.path("masked").asBoolean(false))
                        .map(JsonNode::textValue));
    }

    /// The values of secrets; empty if the key may not see them.
    public Optional<List<EnvironmentValue>> reveal(List<String> keys) {
        if (keys.isEmpty()) {
            return Optional.of(List.of());
        }
        ObjectNode asked = Json.object();
        keys.forEach(asked.putArray("keys")::add);
        try {
            return Optional.of(api.post(path + "/environment/" + name + "/reveal", asked)
                    .path("variables")
                    .valueStream()
                    .map(variable -> new EnvironmentValue(
                            variable.path("key").asText(),
                            variable.path("value").asText(),
                            variable.path("valueVersion").asLong()))
                    .toList());
        } catch (ApiRefusal refusal) {
            if (refusal.status() == FORBIDDEN) {
                return Optional.empty();
            }
            throw refusal;
        }
    }
}

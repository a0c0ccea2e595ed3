package dev.toolbridge.connect.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.connect.client.ServerEntry.TokenPlace;
import dev.toolbridge.service.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// The form of a server in the settings of a client.
public enum EntryForm {
    CLAUDE_DESKTOP("mcpServers") {
        @Override
        ObjectNode entry(ServerEntry server) {
            return bridge(server);
        }
    },
    CLAUDE_CODE("mcpServers") {
        @Override
        ObjectNode entry(ServerEntry server) {
            ObjectNode entry = Json.object().put("type", "http").put("url", server.address());
            return withHeader(entry, server.authorization("${" + ServerEntry.VARIABLE + "}"));
        }
    },
    VSCODE("servers") {
        @Override
        ObjectNode entry(ServerEntry server) {
            ObjectNode entry = Json.object().put("type", "http").put("url", server.address());
            return withHeader(entry, server.authorization("${input:" + inputId(server) + "}"));
        }

        @Override
        Optional<ObjectNode> input(ServerEntry server) {
            return server.place() == TokenPlace.ENV
                    ? Optional.of(Json.object()
                            .put("type", "promptString")
                            .put("id", inputId(server))
                            .put("description", "ToolBridge token")
                            .put("password", true))
                    : Optional.empty();
        }
    },
    CURSOR("mcpServers") {
        @Override
        ObjectNode entry(ServerEntry server) {
            ObjectNode entry = Json.object().put("url", server.address());
            return withHeader(entry, server.authorization("${env:" + ServerEntry.VARIABLE + "}"));
        }
    },
    WINDSURF("mcpServers") {
        @Override
        ObjectNode entry(ServerEntry server) {
            ObjectNode entry = Json.object().put("serverUrl", server.address());
            return withHeader(entry, server.authorization("${env:" + ServerEntry.VARIABLE + "}"));
        }
    },
    CODEX("mcp_servers") {
        @Override
        ObjectNode entry(ServerEntry server) {
            ObjectNode entry = Json.object().put("url", server.address());
            return switch (server.place()) {
                case ENV -> entry.put("bearer_token_env_var", ServerEntry.VARIABLE);
                case FILE -> {
                    entry.putObject("http_headers").put(AUTHORIZATION, "Bearer " + server.token());
                    yield entry;
                }
                case LOGIN -> entry;
            };
        }
    },
    /// Zed reads no variables of the environment, so that the bridge does it.
    ZED("context_servers") {
        @Override
        ObjectNode entry(ServerEntry server) {
            return server.place() == TokenPlace.ENV
                    ? bridge(server)
                    : withHeader(Json.object().put("url", server.address()), server.authorization(""));
        }
    },
    GEMINI("mcpServers") {
        @Override
        ObjectNode entry(ServerEntry server) {
            ObjectNode entry = Json.object().put("httpUrl", server.address());
            return withHeader(entry, server.authorization("$" + ServerEntry.VARIABLE));
        }
    };

    private static final String AUTHORIZATION = "Authorization";

    private final String key;

    EntryForm(String key) {
        this.key = key;
    }

    /// The settings of a server, or of a program that is one.
    ObjectNode settings(ServerEntry server) {
        if (!server.isProgram()) {
            return entry(server);
        }
        ObjectNode program = bridge(server);
        return this == CLAUDE_CODE || this == VSCODE ? program.put("type", "stdio") : program;
    }

    /// The settings of a server at its address, or behind the bridge.
    abstract ObjectNode entry(ServerEntry server);

    /// The question for the token that the client asks its user, for clients that ask.
    Optional<ObjectNode> input(ServerEntry server) {
        return Optional.empty();
    }

    /// The path of a server in the file.
    List<String> path(String name) {
        return List.of(key, name);
    }

    boolean isToml() {
        return this == CODEX;
    }

    /// The settings of a server as TOML writes them.
    static SequencedMap<String, String> toml(ObjectNode entry) {
        var settings = new LinkedHashMap<String, String>();
        entry.properties().forEach(setting -> settings.put(setting.getKey(), toml(setting.getValue())));
        return settings;
    }

    /// The escapes of JSON are those of TOML.
    private static String toml(JsonNode value) {
        if (!value.isObject()) {
            return value.toString();
        }
        var inner = new StringBuilder("{ ");
        value.properties().forEach(field -> inner.append(inner.length() > 2 ? ", " : "")
                .append('"')
                .append(field.getKey())
                .append("\" = ")
                .append(toml(field.getValue())));
        return inner.append(" }").toString();
    }

    private static ObjectNode bridge(ServerEntry server) {
        ObjectNode entry = Json.object().put("command", server.bridge().getFirst());
        server.bridge().stream().skip(1).forEach(entry.putArray("args")::add);
        if (server.place() == TokenPlace.FILE) {
            entry.putObject("env").put(ServerEntry.VARIABLE, server.token());
        }
        return entry;
    }

    private static ObjectNode withHeader(ObjectNode entry, Optional<String> authorization) {
        authorization.ifPresent(value -> entry.putObject("headers").put(AUTHORIZATION, value));
        return entry;
    }

    private static String inputId(ServerEntry server) {
        return server.name() + "-token";
    }
}

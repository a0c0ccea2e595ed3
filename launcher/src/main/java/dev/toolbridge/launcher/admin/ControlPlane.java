package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.launcher.process.LaunchFailure;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// A control plane, and a credential for it.
public final class ControlPlane {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String TENANTS = "/admin/tenants";
    private static final String ROLLOUTS = "/admin/rollouts";
    private static final String OPERATIONS = "/admin/operations";

    private final JsonServer server;

    /// @throws LaunchFailure for an address at which others could read the credential
    public ControlPlane(URI base, Secret credential) {
        boolean isHere = base.getHost() != null && LOOPBACK.contains(base.getHost());
        if (!"https".equals(base.getScheme()) && !(isHere && "http".equals(base.getScheme()))) {
            throw new LaunchFailure("the address of the control plane is " + base
                    + ", expected one with https, or one of this machine with http");
        }
        this.server = new JsonServer("the control plane", base, credential);
    }

    JsonServer server() {
        return server;
    }

    /// Orders a tenant.
    ///
    /// @return the operation
    public JsonNode create(ObjectNode order) {
        return order("POST", TENANTS, Optional.of(order));
    }

    public JsonNode tenant(String tenant) {
        return server.get(TENANTS + "/" + word(tenant));
    }

    /// The names of a tenant at the router.
    public JsonNode addresses(String tenant) {
        return server.get(TENANTS + "/" + word(tenant) + "/addresses");
    }

    /// The usage of a tenant.
    ///
    /// @param times the first time and the one after the last; null for the usual ones
    public JsonNode usage(String tenant, String by, String... times) {
        var query = new StringBuilder("?by=").append(word(by));
        for (int place = 0; place < times.length; place++) {
            if (times[place] != null) {
                query.append(place == 0 ? "&from=" : "&to=").append(word(times[place]));
            }
        }
        return server.get(TENANTS + "/" + word(tenant) + "/usage" + query);
    }

    /// The versions of a tenant's secrets.
    public JsonNode secrets(String tenant) {
        return server.get(TENANTS + "/" + word(tenant) + "/secrets");
    }

    /// The API and the MCP server of a tenant on this machine, as its tokens name them.
    public List<String> audiences(String tenant) {
        var audiences = new ArrayList<String>();
        addresses(tenant).path("addresses").forEach(address -> {
            String base = "http://127.0.0.1:" + address.path("loopback_port").asText();
            if (address.has("loopback_port")) {
                audiences.addAll(List.of(base + "/v1", base + "/mcp"));
            }
        });
        return audiences;
    }

    /// All tenants, or those in a state.
    public ObjectNode tenants(Optional<String> status) {
        return all(
                TENANTS, "tenants", status.map(text -> "&status=" + word(text)).orElse(""));
    }

    /// Starts a change of a tenant.
    ///
    /// @return the operation
    public JsonNode change(String tenant, String action, ObjectNode body) {
        return order("POST", TENANTS + "/" + word(tenant) + "/" + action, Optional.of(body));
    }

    /// Holds the data of a tenant, or ends that.
    ///
    /// @return the tenant
    public JsonNode hold(String tenant, boolean isHeld, String reason) {
        var body = Json.object().put("hold", isHeld).put("hold_reason", reason);
        return server.send("PATCH", TENANTS + "/" + word(tenant), Optional.of(body), Map.of("If-Match", "*"));
    }

    /// The certificate of a tenant's destruction.
    public JsonNode certificate(String tenant) {
        return server.get(TENANTS + "/" + word(tenant) + "/certificate");
    }

    /// Starts the end of a tenant.
    ///
    /// @return the operation
    public JsonNode delete(String tenant, String confirm) {
        return order("DELETE", TENANTS + "/" + word(tenant) + "?confirm=" + word(confirm), Optional.empty());
    }

    public JsonNode operation(String id) {
        return server.get(OPERATIONS + "/" + word(id));
    }

    /// All operations, or those of a tenant, or those in a state, newest first.
    public ObjectNode operations(Optional<String> tenant, Optional<String> status) {
        return all(
                OPERATIONS,
                "operations",
                tenant.map(text -> "&tenant=" + word(text)).orElse("")
                        + status.map(text -> "&status=" + word(text)).orElse(""));
    }

    /// Lets a failed operation go on, or takes one back.
    ///
    /// @return the operation
    public JsonNode changeOperation(String id, String action) {
        return order("POST", OPERATIONS + "/" + word(id) + "/" + action, Optional.empty());
    }

    /// Orders a rollout.
    public JsonNode startRollout(ObjectNode order) {
        return order("POST", ROLLOUTS, Optional.of(order));
    }

    public JsonNode rollout(String id) {
        return server.get(ROLLOUTS + "/" + word(id));
    }

    /// All rollouts, newest first.
    public ObjectNode rollouts() {
        return all(ROLLOUTS, "rollouts", "");
    }

    /// Pauses, resumes or cancels a rollout.
    public JsonNode changeRollout(String id, String action) {
        return order("POST", ROLLOUTS + "/" + word(id) + "/" + action, Optional.empty());
    }

    static String domains(String tenant) {
        return TENANTS + "/" + word(tenant) + "/domains";
    }

    static String events(String id) {
        return OPERATIONS + "/" + word(id) + "/events";
    }

    /// The key makes a repetition harmless whose first answer was lost.
    private JsonNode order(String method, String path, Optional<JsonNode> body) {
        return server.send(
                method, path, body, Map.of("Idempotency-Key", UUID.randomUUID().toString()));
    }

    private ObjectNode all(String path, String name, String conditions) {
        var all = Json.object();
        var list = all.putArray(name);
        Optional<String> cursor = Optional.of("");
        while (cursor.isPresent()) {
            String after = cursor.get().isEmpty() ? "" : "&cursor=" + word(cursor.get());
            JsonNode page = server.get(path + "?limit=100" + after + conditions);
            page.path(name).forEach(list::add);
            cursor = Optional.of(page.path("nextCursor").asText())
                    .filter(text -> !text.isEmpty() && page.path("hasMore").asBoolean());
        }
        return all;
    }

    static String word(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

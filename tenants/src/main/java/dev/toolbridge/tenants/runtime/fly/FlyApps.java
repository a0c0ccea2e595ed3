package dev.toolbridge.tenants.runtime.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.runtime.RefusedOrder;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/// The apps of tenants at Fly, with their addresses and secrets. An app that exists is ours if it is in the network of
/// the tenant; it is looked up before it is made, and again after an answer that says nothing.
record FlyApps(FlyConfig config, FlyClient client, FlyNames names) {
    private static final String APPS = "/v1/apps";
    private static final Duration GONE_MAX = Duration.ofSeconds(20);
    private static final String SHARED_V4 = "shared_v4";
    private static final String V6 = "v6";

    /// Makes the app unless it exists.
    ///
    /// @throws RefusedOrder if it is somebody else's
    void ensure(UUID tenant, String app) {
        Optional<JsonNode> found = find(app);
        requireOurs(tenant, app, found.isPresent() ? found.get() : made(tenant, app));
    }

    private JsonNode made(UUID tenant, String app) {
        JsonNode wanted = Json.object()
                .put("app_name", app)
                .put("org_slug", config.organization())
                .put("network", names.network(tenant));
        if (!unlessThere(FlyCall.post(APPS, wanted)) && find(app).isEmpty()) {
            throw new RuntimeUnavailable("Fly has not made the app " + app + ", or does not show it yet");
        }
        return client.sendToNew(FlyCall.get(APPS + "/" + app));
    }

    /// Sends what makes something that is looked up afterwards.
    ///
    /// @return true if Fly says that it made it
    private boolean unlessThere(FlyCall making) {
        try {
            client.sendToNew(making.once());
            return true;
        } catch (FlyUnclear _) {
            return false;
        } catch (FlyRefusal refused) {
            if (refused.isConflict()) {
                return false;
            }
            throw refused;
        }
    }

    private Optional<JsonNode> find(String app) {
        return client.find(FlyCall.get(APPS + "/" + app));
    }

    private void requireOurs(UUID tenant, String app, JsonNode found) {
        boolean isOurs = found.path("network").asText().equals(names.network(tenant))
                && found.path("organization").path("slug").asText().equals(config.organization());
        RefusedOrder.unless(isOurs, "the app " + app + " at Fly is not one that was made for this tenant");
    }

    /// Gives the app public addresses, unless it has them.
    void ensureAddresses(String app) {
        String path = APPS + "/" + app + "/ip_assignments";
        for (String type : List.of(SHARED_V4, V6)) {
            boolean isGiven = has(path, type)
                    || unlessThere(FlyCall.post(path, Json.object().put("type", type)))
                    || has(path, type);
            if (!isGiven) {
                throw new RuntimeUnavailable("Fly has not given the app " + app + " its addresses yet");
            }
        }
    }

    private boolean has(String path, String type) {
        return client.sendToNew(FlyCall.get(path))
                .path("ips")
                .valueStream()
                .anyMatch(address -> type.equals(V6)
                        ? address.path("ip").asText().contains(":")
                        : address.path("shared").asBoolean());
    }

    /// Sets secrets.
    ///
    /// @return the version from which on they are known
    long set(String app, Map<String, String> secrets) {
        var values = Json.object();
        secrets.forEach(values::put);
        return changed(app, values);
    }

    /// Takes away the secrets that were made for machines, except those whose names begin so.
    void keepSecrets(String app, List<String> beginnings) {
        removeSecrets(
                app,
                name -> name.startsWith(FlyNames.SECRETS) && beginnings.stream().noneMatch(name::startsWith));
    }

    /// Takes away the secrets whose names begin so.
    void removeSecrets(String app, String beginning) {
        removeSecrets(app, name -> name.startsWith(beginning));
    }

    private void removeSecrets(String app, Predicate<String> isRemoved) {
        var values = Json.object();
        client.find(FlyCall.get(secrets(app))).map(found -> found.path("secrets")).stream()
                .flatMap(JsonNode::valueStream)
                .map(secret -> secret.path("name").asText())
                .filter(isRemoved)
                .forEach(values::putNull);
        if (!values.isEmpty()) {
            changed(app, values);
        }
    }

    private long changed(String app, JsonNode values) {
        return client.sendToNew(FlyCall.post(secrets(app), Json.object().set("values", values)))
                .path("version")
                .asLong();
    }

    private static String secrets(String app) {
        return APPS + "/" + app + "/secrets";
    }

    /// The apps of a tenant.
    List<String> of(UUID tenant) {
        return client.send(FlyCall.get(APPS + "?org_slug=" + config.organization()))
                .path("apps")
                .valueStream()
                .map(app -> app.path("name").asText())
                .filter(app -> names.appOf(tenant, app).isPresent())
                .sorted()
                .toList();
    }

    /// Deletes the app with all that is in it; true if it is gone.
    boolean delete(UUID tenant, String app) {
        Optional<JsonNode> found = find(app);
        if (found.isEmpty()) {
            return true;
        }
        requireOurs(tenant, app, found.get());
        client.find(FlyCall.delete(APPS + "/" + app + "?force=true"));
        return FlyPace.until(GONE_MAX, () -> find(app).isEmpty());
    }
}

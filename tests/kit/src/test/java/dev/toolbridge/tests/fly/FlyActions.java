package dev.toolbridge.tests.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The changes that requests ask the fake for.
record FlyActions(FlyCloud cloud) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LEASE_SECONDS = 60;
    private static final String MARK = ":";

    JsonNode createApp(JsonNode body) {
        FlyFields.check("app", body);
        String name = body.path("app_name").asText(body.path("name").asText());
        FlyError.unless(name.matches("[a-z0-9-]{2,63}"), 422, "Name may only contain numbers, letters and dashes");
        var app = new FlyCloud.App(
                name, body.path("org_slug").asText(), body.path("network").asText());
        app.unseen = cloud.lag;
        if (cloud.apps.putIfAbsent(name, app) != null) {
            throw new FlyError(422, "name_taken", "Name has already been taken");
        }
        return NODES.objectNode().put("id", "app-" + name).put("created_at", 0);
    }

    JsonNode deleteApp(FlyCloud.App app, boolean isForced) {
        FlyError.unless(isForced || app.living().isEmpty(), 422, "the app has machines");
        app.living().forEach(FlyBox::destroy);
        cloud.apps.remove(app.name);
        return NODES.objectNode();
    }

    JsonNode assignAddress(FlyCloud.App app, JsonNode body) {
        FlyFields.check("ip", body);
        String type = body.path("type").asText();
        FlyError.unless(type.equals("shared_v4") || type.equals("v6"), 400, "unknown type " + type);
        ObjectNode address = NODES.objectNode()
                .put("ip", type.equals("v6") ? "2a09:8280:1::" + app.addresses.size() : "66.241.124.9")
                .put("shared", !type.equals("v6"));
        app.addresses.add(address);
        return address;
    }

    JsonNode setSecrets(FlyCloud.App app, JsonNode body) {
        FlyFields.check("secrets", body);
        Map<String, String> next = new HashMap<>(app.secrets.getLast());
        body.path("values").properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                next.remove(entry.getKey());
            } else {
                next.put(entry.getKey(), entry.getValue().asText());
            }
        });
        app.secrets.add(next);
        return secrets(app);
    }

    JsonNode secrets(FlyCloud.App app) {
        ObjectNode shown = NODES.objectNode().put("version", app.secrets.size() - 1);
        var list = shown.putArray("secrets");
        app.secrets.getLast().forEach((name, value) -> list.addObject()
                .put("name", name)
                .put("digest", Integer.toHexString(value.hashCode())));
        return shown;
    }

    /// A machine that does not say which version of the secrets it needs sees the one before the last.
    JsonNode createMachine(FlyCloud.App app, JsonNode body) {
        FlyFields.check("machine", body);
        String image = body.at("/config/image").asText();
        FlyProgram program = cloud.images.get(image);
        FlyError.unless(
                program != null,
                400,
                "failed to get manifest " + image + ": request failed: not found [http 404]: MANIFEST_UNKNOWN");
        String name = body.path("name").asText();
        app.living().stream()
                .filter(other -> other.name.equals(name))
                .findFirst()
                .ifPresent(other -> {
                    throw new FlyError(
                            409, "", "unique machine name violation, machine ID " + other.id + " already exists");
                });
        int last = app.secrets.size() - 1;
        int needed = body.path("min_secrets_version").asInt(Math.max(0, last - 1));
        FlyError.unless(needed <= last, 400, "the secrets have no version " + needed);
        String address = cloud.nextAddress();
        String id = "%014x".formatted(0xd8900000000L + cloud.machinesEver.get());
        var machine = new FlyBox(
                id, address, (ObjectNode) body.deepCopy(), new FlyBox.Image(program, app.secrets.get(needed)));
        machine.unseen = cloud.lag;
        machine.checksSay = cloud.checksSay;
        app.machines.put(id, machine);
        if (!body.path("skip_launch").asBoolean()) {
            machine.start();
        }
        return machine.json();
    }

    JsonNode metadata(FlyBox machine, String key, JsonNode body) {
        FlyFields.check("metadata", body);
        ((ObjectNode) machine.config.path("metadata"))
                .put(key, body.path("value").asText());
        return NODES.objectNode();
    }

    JsonNode stop(FlyBox machine, JsonNode body) {
        FlyFields.check("stop", body);
        String timeout = body.path("timeout").asText("5s");
        machine.stop(Duration.parse("PT" + timeout.toUpperCase(Locale.ROOT)));
        return ok();
    }

    JsonNode destroy(FlyBox machine, boolean isForced) {
        FlyError.unless(isForced || !machine.state().equals("started"), 412, "unable to destroy machine, not stopped");
        machine.destroy();
        return ok();
    }

    JsonNode lease(FlyBox machine, JsonNode body, String nonce) {
        FlyFields.check("lease", body);
        FlyError.unless(
                machine.lease
                        .filter(held ->
                                held.end().isAfter(cloud.now()) && !held.nonce().equals(nonce))
                        .isEmpty(),
                409,
                "machine " + machine.id + " lease currently held by another");
        var lease = new FlyLease(
                UUID.randomUUID().toString(),
                cloud.now().plusSeconds(body.path("ttl").asInt(LEASE_SECONDS)));
        machine.lease = Optional.of(lease);
        ObjectNode shown = NODES.objectNode().put("status", "success");
        shown.putObject("data")
                .put("nonce", lease.nonce())
                .put("expires_at", lease.end().getEpochSecond());
        return shown;
    }

    JsonNode release(FlyBox machine, String nonce) {
        requireLease(machine, nonce);
        machine.lease = Optional.empty();
        return ok();
    }

    /// A machine is changed by the holder of its lease alone.
    void requireLease(FlyBox machine, String nonce) {
        boolean isHolder = machine.lease
                .filter(held -> held.end().isAfter(cloud.now()))
                .map(held -> held.nonce().equals(nonce))
                .orElse(nonce.isEmpty());
        FlyError.unless(isHolder, 409, "machine " + machine.id + MARK + " the lease is another's");
    }

    static JsonNode ok() {
        return NODES.objectNode().put("ok", true);
    }
}

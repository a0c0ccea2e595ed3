package dev.toolbridge.tenants.runtime.fly;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.runtime.InstanceName;
import dev.toolbridge.tenants.runtime.Label;
import dev.toolbridge.tenants.runtime.RuntimeUnavailable;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The machines of an app at Fly. One that is changed is leased for the change, so that of two control planes only one
/// has it in hand.
record FlyMachines(FlyClient client, String app) {
    private static final int ATTEMPTS_MAX = 3;
    private static final Duration CREATION_MAX = Duration.ofSeconds(60);

    /// The time in which a machine that was made must appear in the list.
    private static final Duration VISIBLE_MAX = Duration.ofSeconds(4);

    /// A lease that its holder lost ends so soon.
    private static final int LEASE_SECONDS = 10;

    private static final Duration LEASE_MAX = Duration.ofSeconds(LEASE_SECONDS + 2L);
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    /// All that exist; none if there is no app.
    List<FlyMachine> all() {
        return listed("");
    }

    /// The machine of an instance.
    Optional<FlyMachine> find(InstanceName name) {
        return all().stream().filter(machine -> machine.is(name)).findFirst();
    }

    /// The last machine that an instance had, be it destroyed.
    Optional<FlyMachine> last(InstanceName name) {
        return shown("?include_deleted=true").stream()
                .filter(machine -> machine.is(name))
                .max(Comparator.comparing(FlyMachine::createdAt));
    }

    Optional<FlyMachine> get(FlyMachine machine) {
        return client.find(FlyCall.get(path(machine))).map(FlyMachine::of).filter(found -> !found.isDestroyed());
    }

    /// Makes a machine. After an answer that says nothing it is looked up by its launch; Fly itself refuses a second
    /// one
    /// of the same name.
    FlyMachine create(Label label, JsonNode body) {
        String reason = "";
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                return FlyMachine.of(
                        client.sendToNew(FlyCall.post(path(), body).once().within(CREATION_MAX)));
            } catch (FlyUnclear unclear) {
                reason = unclear.getMessage();
            } catch (FlyRefusal refused) {
                if (!refused.isConflict()) {
                    throw refused;
                }
                reason = refused.getMessage();
            }
            List<FlyMachine> made = madeBy(label);
            if (!made.isEmpty()) {
                return made.getFirst();
            }
        }
        throw new RuntimeUnavailable("Fly has not made the machine, or does not show it yet: " + reason);
    }

    private List<FlyMachine> madeBy(Label label) {
        String query = "?metadata." + FlyMachine.LAUNCH + "=" + label.launch();
        FlyPace.until(VISIBLE_MAX, () -> !listed(query).isEmpty());
        return listed(query);
    }

    private List<FlyMachine> listed(String query) {
        return shown(query).stream().filter(machine -> !machine.isDestroyed()).toList();
    }

    private List<FlyMachine> shown(String query) {
        return client.find(FlyCall.get(path() + query)).stream()
                .flatMap(JsonNode::valueStream)
                .map(FlyMachine::of)
                .toList();
    }

    /// Notes another origin of a machine, which stays as it is.
    void label(FlyMachine machine, Label label) {
        changed(
                machine,
                metadata(machine, FlyMachine.OPERATION, label.operation().toString()));
        changed(machine, metadata(machine, FlyMachine.LAUNCH, label.launch().toString()));
    }

    private FlyCall metadata(FlyMachine machine, String key, String value) {
        return FlyCall.post(path(machine) + "/metadata/" + key, Json.object().put("value", value));
    }

    void start(FlyMachine machine) {
        changed(machine, FlyCall.post(path(machine) + "/start"));
    }

    /// Gives it no more requests.
    void cordon(FlyMachine machine) {
        changed(machine, FlyCall.post(path(machine) + "/cordon"));
    }

    /// Gives it requests.
    void uncordon(FlyMachine machine) {
        changed(machine, FlyCall.post(path(machine) + "/uncordon"));
    }

    void stop(FlyMachine machine) {
        JsonNode body = Json.object()
                .put("signal", "SIGTERM")
                .put("timeout", machine.stopTimeout().toSeconds() + "s");
        changed(machine, FlyCall.post(path(machine) + "/stop", body));
    }

    void destroy(FlyMachine machine) {
        changed(machine, FlyCall.delete(path(machine) + "?force=true"));
    }

    /// Waits until a machine is in a state; false if it is not in time, or nothing is known.
    boolean await(FlyMachine machine, String state, Duration longest) {
        Duration wait = longest.compareTo(WAIT_MAX) < 0 ? longest : WAIT_MAX;
        String query = "/wait?state=" + state + "&instance_id=" + machine.version() + "&timeout="
                + Math.max(1, wait.toSeconds());
        try {
            client.find(FlyCall.get(path(machine) + query).once().within(wait.plus(ANSWER_MAX)));
            return true;
        } catch (FlyUnclear _) {
            return false;
        }
    }

    /// Changes a machine under a lease; one that is not there any more is left alone.
    private void changed(FlyMachine machine, FlyCall change) {
        Optional<String> lease = leased(machine);
        if (lease.isPresent()) {
            client.find(change.under(lease.get()));
            released(machine, lease.get());
        }
    }

    private Optional<String> leased(FlyMachine machine) {
        JsonNode[] lease = {null};
        boolean isOurs = FlyPace.until(LEASE_MAX, () -> {
            try {
                lease[0] = client.find(FlyCall.post(
                                        path(machine) + "/lease",
                                        Json.object().put("ttl", LEASE_SECONDS).put("description", "toolbridge"))
                                .once())
                        .orElse(null);
                return true;
            } catch (FlyRefusal refused) {
                if (refused.isConflict()) {
                    return false;
                }
                throw refused;
            }
        });
        if (!isOurs) {
            throw new RuntimeUnavailable("the machine " + machine.id() + " at Fly is leased by another");
        }
        return Optional.ofNullable(lease[0])
                .map(found -> found.path("data").path("nonce").asText());
    }

    /// Gives a lease back; one that is not given back ends by itself.
    private boolean released(FlyMachine machine, String lease) {
        try {
            client.find(FlyCall.delete(path(machine) + "/lease").under(lease).once());
            return true;
        } catch (RuntimeUnavailable | FlyRefusal _) {
            return false;
        }
    }

    private String path() {
        return "/v1/apps/" + app + "/machines";
    }

    private String path(FlyMachine machine) {
        return path() + "/" + machine.id();
    }
}

package dev.toolbridge.tests.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The paths of the fake, and what each does.
record FlyRoutes(FlyCloud cloud, FlyActions actions) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String APP = "/v1/apps/([a-z0-9-]+)";
    private static final String MACHINES = APP + "/machines";
    private static final String MACHINE = MACHINES + "/([0-9a-f]+)";
    private static final String METADATA = "metadata.";
    private static final int WAIT_SECONDS_MAX = 60;
    private static final int PAGE = 100;

    /// A path with what it does.
    record Route(String method, Pattern path, String action, Function<FlyRequest, JsonNode> work) {

        boolean isChange() {
            return !method.equals("GET") && !action.startsWith("lease");
        }
    }

    List<Route> all() {
        return List.of(
                route("POST", "/v1/apps", "app.create", request -> actions.createApp(request.body())),
                route("GET", "/v1/apps", "app.list", this::apps),
                route("GET", APP, "app.get", request -> app(request).json()),
                route("DELETE", APP, "app.delete", request -> actions.deleteApp(app(request), isForced(request))),
                route("GET", APP + "/ip_assignments", "ip.list", this::addresses),
                route(
                        "POST",
                        APP + "/ip_assignments",
                        "ip.create",
                        request -> actions.assignAddress(app(request), request.body())),
                route("GET", APP + "/secrets", "secrets.list", request -> actions.secrets(app(request))),
                route(
                        "POST",
                        APP + "/secrets",
                        "secrets.set",
                        request -> actions.setSecrets(app(request), request.body())),
                route("GET", MACHINES, "machine.list", this::machines),
                route(
                        "POST",
                        MACHINES,
                        "machine.create",
                        request -> actions.createMachine(app(request), request.body())),
                route("GET", MACHINE, "machine.get", request -> machine(request).json()),
                route("GET", MACHINE + "/wait", "machine.wait", this::waited),
                route("POST", MACHINE + "/lease", "lease.create", this::lease),
                route("DELETE", MACHINE + "/lease", "lease.delete", this::release),
                changing("POST", "/start", "machine.start", this::start),
                changing("POST", "/stop", "machine.stop", request -> actions.stop(machine(request), request.body())),
                changing("POST", "/cordon", "machine.cordon", request -> cordoned(request, true)),
                changing("POST", "/uncordon", "machine.uncordon", request -> cordoned(request, false)),
                changing("POST", "/metadata/([a-z_]+)", "metadata.set", this::metadata),
                changing("DELETE", "", "machine.destroy", this::destroy),
                route("GET", "/api/v1/apps/([a-z0-9-]+)/logs", "logs", this::logs));
    }

    private static Route route(String method, String path, String action, Function<FlyRequest, JsonNode> work) {
        return new Route(method, Pattern.compile(path), action, work);
    }

    /// A change of a machine, which its lease allows.
    private Route changing(String method, String path, String action, Function<FlyRequest, JsonNode> work) {
        return route(method, MACHINE + path, action, request -> {
            actions.requireLease(machine(request), request.nonce());
            return work.apply(request);
        });
    }

    private FlyCloud.App app(FlyRequest request) {
        return cloud.app(request.part(1));
    }

    private FlyBox machine(FlyRequest request) {
        return cloud.machine(app(request), request.part(2));
    }

    private static boolean isForced(FlyRequest request) {
        return request.asked("force").equals("true");
    }

    private JsonNode apps(FlyRequest request) {
        ObjectNode shown = NODES.objectNode();
        var list = shown.putArray("apps");
        cloud.apps.values().stream()
                .filter(app -> app.organization.equals(request.asked("org_slug")))
                .forEach(app -> list.add(app.json()));
        return shown.put("total_apps", list.size());
    }

    private JsonNode addresses(FlyRequest request) {
        ObjectNode shown = NODES.objectNode();
        shown.putArray("ips").addAll(app(request).addresses);
        return shown;
    }

    private JsonNode machines(FlyRequest request) {
        var list = NODES.arrayNode();
        boolean isAll = request.asked("include_deleted").equals("true");
        for (FlyBox machine : app(request).machines.values()) {
            boolean isSeen = machine.unseen-- <= 0;
            boolean isAsked = request.query().entrySet().stream()
                    .filter(asked -> asked.getKey().startsWith(METADATA))
                    .allMatch(asked -> machine.metadata(asked.getKey().substring(METADATA.length()))
                            .equals(asked.getValue()));
            if (isSeen && isAsked && (isAll || !machine.state().equals("destroyed"))) {
                list.add(machine.json());
            }
        }
        return list;
    }

    private JsonNode waited(FlyRequest request) {
        FlyBox machine = machine(request);
        int timeout = Integer.parseInt(request.query().getOrDefault("timeout", "60"));
        String state = request.query().getOrDefault("state", "started");
        FlyError.unless(timeout <= WAIT_SECONDS_MAX, 400, "timeout must be 60 at most");
        FlyError.unless(
                !state.equals("stopped") || !request.asked("instance_id").isEmpty(), 400, "instance_id is required");
        try {
            FlyError.unless(machine.awaits(state, Duration.ofSeconds(timeout)), 408, "deadline_exceeded");
            return FlyActions.ok();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new FlyError(0, "", "the fake ends");
        }
    }

    private JsonNode lease(FlyRequest request) {
        return actions.lease(machine(request), request.body(), request.nonce());
    }

    private JsonNode release(FlyRequest request) {
        return actions.release(machine(request), request.nonce());
    }

    private JsonNode start(FlyRequest request) {
        machine(request).start();
        return NODES.objectNode().put("previous_state", "stopped");
    }

    private JsonNode cordoned(FlyRequest request, boolean isCordoned) {
        machine(request).isCordoned = isCordoned;
        return FlyActions.ok();
    }

    private JsonNode metadata(FlyRequest request) {
        return actions.metadata(machine(request), request.part(3), request.body());
    }

    private JsonNode destroy(FlyRequest request) {
        return actions.destroy(machine(request), isForced(request));
    }

    /// A page of the output of a machine; the token is the number of the next line.
    private JsonNode logs(FlyRequest request) {
        List<String> output =
                machineNamed(request.part(1), request.asked("instance")).output();
        String token = request.asked("next_token");
        int from = token.isEmpty() ? 0 : Integer.parseInt(token);
        int end = Math.min(output.size(), from + PAGE);
        ObjectNode shown = NODES.objectNode();
        var data = shown.putArray("data");
        output.subList(from, end).forEach(line -> data.addObject()
                .put("id", line.hashCode())
                .putObject("attributes")
                .put("message", line)
                .put("level", "info"));
        shown.putObject("meta").put("next_token", Integer.toString(end));
        return shown;
    }

    private FlyBox machineNamed(String app, String id) {
        return cloud.machine(cloud.app(app), id);
    }

    /// The first route of a request.
    Route find(String method, String path) {
        return all().stream()
                .filter(route -> route.method().equals(method)
                        && route.path().matcher(path).matches())
                .findFirst()
                .orElseThrow(() -> new FlyError(404, "", "no such path: " + method + " " + path));
    }
}

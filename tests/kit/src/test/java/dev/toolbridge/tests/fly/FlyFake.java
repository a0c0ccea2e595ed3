package dev.toolbridge.tests.fly;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.toolbridge.tests.wire.JsonValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Fly on this machine: its Machines API, its logs and its proxy. Its machines run real programs.
public final class FlyFake implements AutoCloseable {
    public static final String TOKEN = "fo1_of_the_tests_only";
    public static final String ORGANIZATION = "toolbridge-tests";
    private static final int LIMITED = 429;

    private final FlyCloud cloud = new FlyCloud();
    private final FlyScript script = new FlyScript();
    private final FlyRoutes routes = new FlyRoutes(cloud, new FlyActions(cloud));
    private final FlyDoor door;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<HttpServer> doors = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private FlyFake() {
        server = listening();
        door = new FlyDoor(cloud, new FlyWire(address().getAuthority()));
        server.createContext("/", this::api);
        server.createContext(FlyDoor.PATH, exchange -> {
            try (exchange) {
                door.pass(exchange);
            }
        });
        server.start();
    }

    private HttpServer listening() {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            made.setExecutor(threads);
            return made;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static FlyFake start() {
        return new FlyFake();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The address of an app's public port at the proxy, with `{app}` in place of the app's name.
    public String door(int publicPort) {
        return address() + FlyDoor.PATH + "{app}/" + publicPort;
    }

    /// A door of its own for the public port of an app, for clients that know no path ahead of theirs.
    public URI ownDoor(String app, int publicPort) {
        HttpServer opened = listening();
        opened.createContext("/", exchange -> {
            try (exchange) {
                door.pass(exchange, app, publicPort);
            }
        });
        opened.start();
        doors.add(opened);
        return URI.create("http://127.0.0.1:" + opened.getAddress().getPort());
    }

    public FlyScript script() {
        return script;
    }

    /// Lets machines of an image run a program.
    public void image(String name, FlyProgram program) {
        cloud.images.put(name, program);
    }

    /// New apps and machines are not seen by so many looks.
    public void lag(int looks) {
        cloud.lag = looks;
    }

    /// The checks of machines that are made from now on never pass, and say this; empty for real ones.
    public void checksSay(Optional<String> words) {
        cloud.checksSay = words;
        if (words.isEmpty()) {
            cloud.apps.values().forEach(app -> app.living().forEach(machine -> machine.checksSay = words));
        }
    }

    /// Lets time pass for leases.
    public void advance(long seconds) {
        cloud.aheadSeconds.addAndGet(seconds);
    }

    /// Leases a machine to somebody else.
    public void leaseToAnother(String app) {
        cloud.apps
                .get(app)
                .living()
                .forEach(machine -> machine.lease =
                        Optional.of(new FlyLease("another's", cloud.now().plusSeconds(60))));
    }

    /// Makes an app that is not ours.
    public void foreignApp(String name) {
        cloud.apps.put(name, new FlyCloud.App(name, ORGANIZATION, "another's"));
    }

    /// The names of all apps.
    public List<String> apps() {
        return List.copyOf(cloud.apps.keySet());
    }

    /// The machines of an app: name, state, and `in` if the proxy gives it requests.
    public List<String> machines(String app) {
        return cloud.apps.get(app).living().stream()
                .map(machine -> machine.name + " " + machine.state() + (machine.isCordoned ? "" : " in"))
                .toList();
    }

    public int machinesEver() {
        return cloud.machinesEver.get();
    }

    public int addresses(String app) {
        return cloud.apps.get(app).addresses.size();
    }

    /// The names of an app's secrets.
    public List<String> secrets(String app) {
        return cloud.apps.get(app).secrets.getLast().keySet().stream().sorted().toList();
    }

    private void api(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                respond(exchange, 200, answer(exchange));
            } catch (FlyError error) {
                fail(exchange, error);
            }
        }
    }

    private JsonNode answer(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        FlyError.unless(token.equals("Bearer " + TOKEN), 401, "Authenticate: token validation error");
        String path = exchange.getRequestURI().getPath();
        FlyRoutes.Route route = routes.find(exchange.getRequestMethod(), path);
        Optional<FlyFault> fault = script.met(route.action());
        if (fault.filter(met -> !met.isDone()).isPresent()) {
            throw fault.get().error();
        }
        var matcher = route.path().matcher(path);
        FlyError.unless(matcher.matches(), 404, "no such path");
        var request = new FlyRequest(
                matcher,
                FlyRequest.query(exchange.getRequestURI().getQuery()),
                bytes.length == 0
                        ? JsonNodeFactory.instance.objectNode()
                        : JsonValues.parse(new String(bytes, StandardCharsets.UTF_8)),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("fly-machine-lease-nonce"))
                        .orElse(""));
        JsonNode done = done(route, request);
        if (fault.isPresent()) {
            throw fault.get().error();
        }
        return done;
    }

    /// One at a time, except those that wait or take time.
    private JsonNode done(FlyRoutes.Route route, FlyRequest request) {
        if (!route.isChange()) {
            script.before();
            return route.work().apply(request);
        }
        JsonNode done;
        cloud.lock.lock();
        try {
            script.before();
            done = route.work().apply(request);
        } finally {
            cloud.lock.unlock();
        }
        script.carriedOut(route.action());
        return done;
    }

    private static void fail(HttpExchange exchange, FlyError error) throws IOException {
        if (error.status() == 0) {
            return;
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("error", error.getMessage());
        if (error.status() == LIMITED) {
            exchange.getResponseHeaders().set("Retry-After", error.code());
        } else if (!error.code().isEmpty()) {
            body.put("status", error.code());
        }
        respond(exchange, error.status(), body);
    }

    private static void respond(HttpExchange exchange, int status, JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("fly-request-id", Integer.toHexString(exchange.hashCode()));
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// Ends all machines.
    @Override
    public void close() {
        cloud.apps.values().forEach(app -> app.machines.values().forEach(FlyBox::destroy));
        doors.forEach(opened -> opened.stop(0));
        server.stop(0);
        threads.shutdownNow();
    }

    /// The calls so far, by the names of actions.
    public Map<String, Integer> calls() {
        return script.all();
    }
}

package dev.toolbridge.tests.matrix;

import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Server;
import dev.toolbridge.tests.wire.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A victim in one tenant, intruders in that and in another, and all their attempts.
final class Matrix {
    private static final int AT_A_TIME = 16;
    private static final String ITEM_SCOPES =
            "notes tasks comments chats chat_messages task_lists task_list_categories milestones memories";

    private final Server server;
    private final List<TableRoute> routes;
    private final Victim victim;
    private final List<Person> intruders;
    private final Supplier<List<Person>> strangers;

    private Matrix(Server server, Victim victim, List<Person> intruders, Supplier<List<Person>> strangers) {
        this.server = server;
        this.routes = TableRoute.of(server);
        this.victim = victim;
        this.intruders = intruders;
        this.strangers = strangers;
    }

    /// The result.
    ///
    /// @param attempts the number of attempts
    /// @param leaks a text for each fault
    record Outcome(int attempts, List<String> leaks) {

        Outcome {
            leaks = List.copyOf(leaks);
        }

        Outcome and(Outcome other) {
            return new Outcome(
                    attempts + other.attempts,
                    Stream.concat(leaks.stream(), other.leaks.stream()).toList());
        }
    }

    static Matrix on(Server server, Tokens tokens) {
        String here = "org_" + UUID.randomUUID();
        String there = "org_" + UUID.randomUUID();
        String user = "user-" + UUID.randomUUID();
        String stranger = "user-" + UUID.randomUUID();
        var victim = Victim.of(server, Person.of(server, "the victim", tokens.of(user, here)));
        var outsider = Person.of(server, "a stranger of another tenant", tokens.of(stranger, there));
        var key = Person.of(server, "a key of another tenant", key(server, outsider));
        var intruders = List.of(
                Person.of(server, "another user of the tenant", ordinary(tokens, stranger, here)),
                Person.of(server, "the same user in another tenant", tokens.of(user, there)),
                outsider,
                key,
                outsider.choosing(here),
                key.choosing(here));
        return new Matrix(server, victim, intruders, () -> strangers(server, tokens, here, there));
    }

    /// People whom the server has not met.
    private static List<Person> strangers(Server server, Tokens tokens, String here, String there) {
        String user = "user-" + UUID.randomUUID();
        return List.of(
                Person.of(server, "a new user of the tenant", ordinary(tokens, "a-" + user, here)),
                Person.of(server, "a new stranger of another tenant", tokens.of("b-" + user, there)),
                Person.of(server, "a new stranger", tokens.of("c-" + user, there))
                        .choosing(here));
    }

    Victim victim() {
        return victim;
    }

    List<TableRoute> routes() {
        return routes;
    }

    /// Tries everything on these routes: first those of existing things, then those that make new ones.
    Outcome play(Predicate<TableRoute> which) {
        var attempts = new Attempts(victim);
        var makingLast = Stream.of(false, true).map(makes -> routes.stream()
                .filter(which)
                .filter(route -> route.makes() == makes)
                .flatMap(route -> intruders(route).stream()
                        .flatMap(one -> Stream.concat(attempts.on(route, one), attempts.withCursor(route, one))))
                .toList());
        return makingLast.map(this::all).reduce(new Outcome(0, List.of()), Outcome::and);
    }

    /// Routes that allow a user few requests meet other people each.
    private List<Person> intruders(TableRoute route) {
        return route.isForFlukeBase() ? strangers.get() : intruders;
    }

    /// Every intruder repeats the victim's requests under the victim's keys.
    Outcome repeat() {
        return all(intruders.stream()
                .flatMap(one -> victim.creations().stream()
                        .map(call ->
                                new Attempt(one, call, one.chosenTenant().isEmpty() ? Verdict.OWN : Verdict.REFUSED)))
                .toList());
    }

    /// Every intruder wipes their own space.
    Outcome wipe() {
        return all(intruders.stream()
                .flatMap(one -> {
                    var call = Call.of("POST", "/v1/sync/wipe").json("{\"confirm\":\"WIPE\"}");
                    return Stream.of(
                            new Attempt(one, call.with("X-Sync-Session", victim.session()), Verdict.REFUSED),
                            new Attempt(one, one.inSession(call), Verdict.OWN));
                })
                .toList());
    }

    private Outcome all(List<Attempt> attempts) {
        var leaks = new ArrayList<String>();
        try (var executor =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            List<Callable<String>> tasks = attempts.stream()
                    .<Callable<String>>map(attempt -> () -> attempt.leak(server, victim))
                    .toList();
            for (var future : executor.invokeAll(tasks)) {
                leaks.add(future.get());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while trying", stopped);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("an attempt could not be made", failed);
        }
        return new Outcome(
                attempts.size(), leaks.stream().filter(leak -> !leak.isEmpty()).toList());
    }

    /// A token without an administrator's rights to see the affairs of the whole tenant.
    private static String ordinary(Tokens tokens, String user, String tenant) {
        var claims = tokens.claims(user);
        claims.put("org_id", tenant);
        var scopes = new StringBuilder("sync keys:manage members:read projects:read projects:write projects:admin"
                + " mcp_configurations:read environment:read environment:write environment:reveal"
                + " environment:reveal_production");
        for (String plural : ITEM_SCOPES.split(" ", -1)) {
            scopes.append(" %1$s:read %1$s:write %1$s:delete".formatted(plural));
        }
        claims.put("scope", scopes.toString());
        return tokens.sign(claims);
    }

    private static String key(Server server, Person owner) {
        return owner.send(server, Call.of("POST", "/v1/keys").json("{\"name\":\"an intruder's\"}"))
                .at("/key")
                .asText();
    }
}

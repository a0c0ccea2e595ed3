package dev.toolbridge.tests.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.wire.Call;
import dev.toolbridge.tests.wire.Reply;
import dev.toolbridge.tests.wire.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// A user with things of every kind; intruders know every secret of the user except the credential.
final class Victim {
    /// A text in everything that the victim has written.
    static final String CANARY = "canary-" + UUID.randomUUID();

    static final String KEY_NAME = "the key of " + CANARY;
    private static final String IDEMPOTENCY_KEY = "once-" + UUID.randomUUID();

    private final Server server;
    private final Person self;
    private final Map<String, List<String>> uids = new HashMap<>();
    private final Map<String, String> cursors = new HashMap<>();
    private final List<Call> creations = new ArrayList<>();
    private final String run = "run-" + UUID.randomUUID();
    private final String keyId;
    private final String user;
    private final String project;
    private final String webhook;

    private Victim(Server server, Person self) {
        this.server = server;
        this.self = self;
        Entities.ALL.forEach(type -> uids.put(type.plural(), new ArrayList<>()));
        Entities.ALL.stream().filter(type -> type.name().matches("note|chat")).forEach(this::fill);
        Entities.ALL.stream().filter(type -> !type.name().matches("note|chat")).forEach(this::fill);
        this.keyId = sent(201, Call.of("POST", "/v1/keys").json("{\"name\":\"" + KEY_NAME + "\"}"))
                .at("/id")
                .asText();
        this.user = sent(200, Call.of("GET", "/v1/me")).at("/user").asText();
        this.project = project();
        this.webhook = webhook();
        uids.put("projects", List.of(project));
        uids.put("spaces", List.of(project));
        uids.put("runs", List.of(run));
        uids.put("proposals", List.of());
        uids.put("imports", List.of(upload()));
        Entities.ALL.forEach(type -> cursors.put(type.plural(), cursor("/v1/" + type.plural())));
        cursors.put("sync", cursor("/v1/sync/changes"));
    }

    private String upload() {
        return sent(201, Call.of("POST", "/v1/imports?name=plan.md").body("# " + CANARY))
                .at("/id")
                .asText();
    }

    static Victim of(Server server, Person self) {
        return new Victim(server, self);
    }

    /// The key of the victim's first request.
    static String idempotencyKey() {
        return IDEMPOTENCY_KEY + 0;
    }

    String session() {
        return self.session();
    }

    /// The values of a placeholder: things of the victim that are live, changed and deleted.
    List<String> things(TableRoute route, String placeholder) {
        return switch (placeholder) {
            case "version", "number", "task_id" -> List.of("1");
            case "project" -> uids.get("projects");
            case "id" -> List.of(self.session());
            case "user" -> List.of(user);
            case "webhook", "delivery" -> List.of(webhook);
            default ->
                uids.getOrDefault(
                        route.subject(),
                        Stream.concat(Stream.of(keyId), uids.get("notes").stream())
                                .toList());
        };
    }

    /// The id of the victim's project, a space that nobody else belongs to.
    String space() {
        return project;
    }

    String uid(String plural) {
        return uids.get(plural).getFirst();
    }

    /// A cursor of the victim's own, for a request of that kind.
    String cursor(TableRoute route) {
        return cursors.getOrDefault(route.subject(), cursors.get("sync"));
    }

    /// The requests that the victim has sent, each with its idempotency key.
    List<Call> creations() {
        return List.copyOf(creations);
    }

    /// The texts that no other user may ever see.
    List<String> secrets() {
        return Stream.concat(Stream.of(CANARY, keyId), uids.values().stream().flatMap(List::stream))
                .toList();
    }

    /// Everything that the victim has, as the victim sees it.
    Map<String, String> estate() {
        var all = new HashMap<String, String>();
        for (EntityType type : Entities.ALL) {
            String list = "/v1/" + type.plural();
            all.put(
                    list,
                    sent(200, Call.of("GET", list + "?includeDeleted=true")).body());
            for (String uid : uids.get(type.plural())) {
                String history = list + "/" + uid + "/history";
                all.put(history, sent(200, Call.of("GET", history)).body());
            }
        }
        for (String proposal : uids.get("proposals")) {
            String path = "/v1/proposals/" + proposal;
            all.put(path, sent(200, Call.of("GET", path)).body());
        }
        for (String path : List.of(
                "/v1/projects/%s",
                "/v1/projects/%s/members", "/v1/projects/%s/mcp", "/v1/projects/%s/webhooks", "/v1/spaces/%s/notes")) {
            String ofProject = path.replace("%s", project);
            all.put(ofProject, sent(200, Call.of("GET", ofProject)).body());
        }
        all.put("keys", sent(200, Call.of("GET", "/v1/keys")).body());
        all.put(
                "state",
                sent(200, self.inSession(Call.of("GET", "/v1/sync/state"))).body());
        return all;
    }

    /// The answer to the victim, to prove that the test would notice the secrets.
    Reply asked(Call call) {
        return self.send(server, call);
    }

    private void fill(EntityType type) {
        String list = "/v1/" + type.plural();
        String live = create(list);
        String changed = create(list);
        sent(
                200,
                Call.of("PATCH", list + "/" + changed).with(WireHeader.RUN, run).json("{\"more\":\"" + CANARY + "\"}"));
        String gone = create(list);
        sent(200, Call.of("DELETE", list + "/" + gone));
        uids.get(type.plural()).addAll(List.of(live, changed, gone));
    }

    /// Proposes a change, which is one more thing to get.
    void propose() {
        var call = Call.of("POST", "/v1/proposals")
                .json("{\"title\":\"" + CANARY + "\",\"operations\":[{\"op\":\"patch\",\"type\":\"note\",\"uid\":\""
                        + uid("notes") + "\",\"payload\":{\"title\":\"proposed\"}}]}");
        uids.put("proposals", List.of(sent(201, call).at("/id").asText()));
    }

    /// Makes a project with a note in it.
    private String project() {
        String id = sent(201, Call.of("POST", "/v1/projects").json("{\"name\":\"" + CANARY + "\"}"))
                .at("/id")
                .asText();
        sent(201, Call.of("POST", "/v1/spaces/" + id + "/notes").json("{\"title\":\"" + CANARY + "\"}"));
        return id;
    }

    /// Makes a webhook of the project, for which nothing happens.
    private String webhook() {
        String order = "{\"callbackUrl\":\"http://127.0.0.1:9/" + CANARY + "\",\"events\":[\"milestone.deleted\"]}";
        return sent(
                        201,
                        Call.of("POST", "/v1/projects/" + project + "/webhooks").json(order))
                .at("/id")
                .asText();
    }

    private String create(String list) {
        var call = Call.of("POST", list)
                .with(WireHeader.IDEMPOTENCY_KEY, IDEMPOTENCY_KEY + creations.size())
                .json(Bodies.item(CANARY, parent("notes"), parent("chats")));
        creations.add(call);
        return sent(201, call).at("/uid").asText();
    }

    private String parent(String plural) {
        return uids.get(plural).isEmpty() ? UUID.randomUUID().toString() : uid(plural);
    }

    private String cursor(String list) {
        return sent(200, self.inSession(Call.of("GET", list + "?limit=1")))
                .at("/nextCursor")
                .asText();
    }

    private Reply sent(int status, Call call) {
        var reply = self.send(server, call);
        assertThat(reply.status()).as(call.method() + call.path() + reply).isEqualTo(status);
        return reply;
    }
}

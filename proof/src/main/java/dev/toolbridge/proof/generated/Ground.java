package dev.toolbridge.proof.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.tests.sync.SyncClient;
import dev.toolbridge.tests.wire.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// A user of its own, and the known content of its space, so that requests find items.
final class Ground {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int VERSION_MAX = 3;

    /// The first items of a project have such numbers.
    private static final int NUMBER_MAX = 8;

    private final SyncClient user;
    private final Random random;
    private final Map<String, List<String>> uids = new HashMap<>();
    private final Map<String, String> cursors = new HashMap<>();

    private Ground(SyncClient user, Random random) {
        this.user = user;
        this.random = random;
    }

    /// A new user with one item of every type, and a project.
    static Ground of(SyncClient user, Random random) {
        var ground = new Ground(user, random);
        Entities.ALL.forEach(type -> {
            var item = JSON.objectNode().put("content", "known").put("memoryType", "fact");
            item.put("parentType", "note").set("parentUid", ground.uidOf("notes"));
            item.set("chatUid", ground.uidOf("chats"));
            ground.learn("/v1/" + type.plural(), user.post("/v1/" + type.plural(), item.toString()));
        });
        String project = "{\"name\":\"team " + Long.toHexString(random.nextLong()) + "\"}";
        ground.learn("/v1/projects", user.post("/v1/projects", project));
        return ground;
    }

    SyncClient user() {
        return user;
    }

    /// A known value for a member or a parameter of that name in a request to that path.
    Optional<JsonNode> known(String path, String name) {
        return switch (name) {
            case "uid" -> path.contains("{uid}") ? Optional.of(uidOf(subject(path))) : Optional.empty();
            case "project", "project_id", "space" -> Optional.of(uidOf("projects"));
            case "number" -> Optional.of(JSON.numberNode(1 + random.nextInt(NUMBER_MAX)));
            case "environment" -> within(path, "staging");
            case "key" -> within(path, "A_NAME");
            case "webhook" -> path.contains("{webhook}") ? Optional.of(uidOf("webhooks")) : Optional.empty();
            case "chatUid" -> Optional.of(uidOf("chats"));
            case "parentType" -> Optional.of(JSON.textNode("note"));
            case "parentUid" -> Optional.of(uidOf("notes"));
            case "version" -> path.contains("{version}") ? Optional.of(version()) : Optional.empty();
            case "If-Match" -> Optional.of(JSON.textNode("\"" + version() + "\""));
            case "cursor" -> Optional.ofNullable(cursors.get(path)).map(JSON::textNode);
            case "id" -> path.contains("{id}") ? Optional.of(JSON.textNode(user.session())) : Optional.empty();
            case "X-Sync-Session" -> Optional.of(JSON.textNode(user.session()));
            case "X-Sync-Epoch" -> Optional.of(JSON.numberNode(Integer.parseInt(user.epoch())));
            case "X-TB-Tenant-ID" -> Optional.of(JSON.textNode("tenant_thinkpen_b2c"));
            default -> Optional.empty();
        };
    }

    /// A text in paths of environment variables.
    private static Optional<JsonNode> within(String path, String text) {
        return path.contains("/environment/{environment}") ? Optional.of(JSON.textNode(text)) : Optional.empty();
    }

    /// Learns the content of the space from an answer.
    void learn(String path, Reply reply) {
        boolean isJson = reply.header("Content-Type").orElse("").contains("json");
        if (reply.status() / 100 != 2 || !isJson) {
            return;
        }
        JsonNode answer = reply.json();
        String uid = answer.path("uid").asText(answer.path("id").asText());
        if (!uid.isEmpty()) {
            uids.computeIfAbsent(subject(path), _ -> new ArrayList<>()).add(uid);
        }
        if (answer.has("nextCursor")) {
            cursors.put(path, answer.path("nextCursor").textValue());
        }
    }

    private JsonNode uidOf(String plural) {
        List<String> known = uids.getOrDefault(plural, List.of("0191a2b3-0000-7000-8000-000000000001"));
        return JSON.textNode(known.get(random.nextInt(known.size())));
    }

    private JsonNode version() {
        return JSON.numberNode(1 + random.nextInt(VERSION_MAX));
    }

    /// The subject of a path: `notes`.
    private static String subject(String path) {
        if (path.endsWith("/webhooks")) {
            return "webhooks";
        }
        return path.split("/", -1)[2];
    }
}

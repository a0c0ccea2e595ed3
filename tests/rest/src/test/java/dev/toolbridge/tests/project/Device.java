package dev.toolbridge.tests.project;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.tests.wire.Reply;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A device of a member that keeps one memory of a project, also while it is offline.
final class Device {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeviceSession session;
    private final String uid;
    private String cursor;
    private ObjectNode fields = JSON.createObjectNode();
    private OptionalLong base = OptionalLong.empty();
    private boolean isThere;
    private boolean isQueued;

    Device(Team team, String person, String uid) {
        this(new DeviceSession(team, person, team::space), uid);
    }

    /// @param session the sync session of its person
    Device(DeviceSession session, String uid) {
        this.session = session;
        this.uid = uid;
        this.cursor = session.send("GET", "/sync/changes?latest=true&limit=1", "")
                .at("/nextCursor")
                .asText();
    }

    /// Changes the memory on this device only.
    void edit(String name, JsonNode value) {
        if (!fields.has("memoryType")) {
            fields.put("memoryType", "fact").put("content", "first");
        }
        fields.set(name, value);
        isThere = true;
        isQueued = true;
    }

    void edit(String name, String text) {
        edit(name, JSON.getNodeFactory().textNode(text));
    }

    void delete() {
        isQueued |= isThere;
        isThere = false;
    }

    boolean isThere() {
        return isThere;
    }

    boolean isQueued() {
        return isQueued;
    }

    ObjectNode fields() {
        return fields;
    }

    OptionalLong base() {
        return base;
    }

    /// Sends what is queued, by a clock of its own.
    ///
    /// @return the ack, which the device has not read yet
    JsonNode push(String clock) {
        ObjectNode item = fields.deepCopy();
        item.put("uid", uid).put("updatedTs", clock);
        ObjectNode sync = item.putObject("sync");
        base.ifPresent(version -> sync.put("version", version));
        if (!isThere) {
            sync.put("isDeleted", true);
        }
        Reply acks = session.send("POST", "/sync/memories/push", "{\"items\":[" + item + "]}");
        assertThat(acks.status()).as(acks::toString).isEqualTo(200);
        JsonNode ack = acks.at("/0");
        assertThat(ack.has("error")).as(acks::toString).isFalse();
        return ack;
    }

    /// Reads an ack: what was merged or has lost is known after the next pull only.
    void read(JsonNode ack) {
        isQueued = false;
        if (ack.path("applied").asBoolean() && !ack.path("merged").asBoolean()) {
            base = OptionalLong.of(ack.path("version").asLong());
        }
    }

    /// Takes what has changed, unless a change of the device itself is queued.
    void pull() {
        Reply page = session.send("GET", "/sync/changes?cursor=" + cursor, "");
        assertThat(page.status()).as(page::toString).isEqualTo(200);
        cursor = page.at("/nextCursor").asText(cursor);
        find(page.at("/upserts")).filter(_ -> !isQueued).ifPresent(this::take);
        find(page.at("/deletes")).filter(_ -> !isQueued).ifPresent(_ -> isThere = false);
    }

    private Optional<ObjectNode> find(JsonNode entries) {
        return entries.valueStream()
                .filter(entry -> entry.path("uid").asText().equals(uid))
                .map(ObjectNode.class::cast)
                .findFirst();
    }

    private void take(ObjectNode payload) {
        base = OptionalLong.of(payload.path("sync").path("version").asLong());
        fields = payload.deepCopy();
        fields.remove(List.of("uid", "updatedTs", "updateTime", "sync"));
        isThere = true;
    }
}

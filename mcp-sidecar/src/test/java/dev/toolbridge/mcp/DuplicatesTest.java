package dev.toolbridge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.entity.Entities;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls that are delivered twice.
class DuplicatesTest {
    @Sidecar
    private TestServer server;

    private Wire wire;

    @BeforeEach
    void start() {
        wire = Wire.connected(server.address("/mcp"), TestServer.token("ann"));
    }

    private static String uid(JsonNode result) {
        return result.path("structuredContent").path("uid").asText();
    }

    private static String text(JsonNode result) {
        return result.path("content").path(0).path("text").asText();
    }

    private JsonNode deliver(ObjectNode message) {
        return Wire.json(wire.post(message)).path("result");
    }

    private int notes() {
        return server.api.count(Entities.named("note"));
    }

    @Test
    void aMessageDeliveredTwiceMakesOneItem() {
        var message = wire.call("create_note", "{\"title\":\"once\",\"idempotency_key\":\"k1\"}");
        assertThat(uid(deliver(message))).isEqualTo(uid(deliver(message)));
        assertThat(notes()).isEqualTo(1);
        assertThat(text(deliver(message))).startsWith("It was there already from the same request");
    }

    @Test
    void aMessageWithoutAKeyDeliveredTwiceMakesOneItem() {
        var message = wire.call("create_note", "{\"title\":\"once\"}");
        assertThat(uid(deliver(message))).isEqualTo(uid(deliver(message)));
        assertThat(notes()).isEqualTo(1);
    }

    @Test
    void aChangeDeliveredTwiceIsMadeOnce() {
        String uid = uid(wire.result("create_note", "{\"title\":\"a\"}"));
        var message = wire.call("patch_note", "{\"uid\":\"" + uid + "\",\"updates\":{\"title\":\"b\"}}");
        deliver(message);
        JsonNode second = deliver(message);
        assertThat(second.path("structuredContent").path("version").asInt()).isEqualTo(2);
        assertThat(text(second)).startsWith("This call came before");
    }

    @Test
    void theSameCallUnderANewIdGivesTheItemOfAMomentAgo() {
        JsonNode first = wire.result("create_note", "{\"title\":\"again\"}");
        JsonNode second = wire.result("create_note", "{\"title\":\"again\"}");
        assertThat(uid(second)).isEqualTo(uid(first));
        assertThat(text(second)).contains("nothing new was made", "pass an idempotency_key of your own");
        JsonNode third = wire.result("create_note", "{\"title\":\"again\",\"idempotency_key\":\"another\"}");
        assertThat(uid(third)).isNotEqualTo(uid(first));
        assertThat(notes()).isEqualTo(2);
    }

    @Test
    void anotherSessionOrOtherArgumentsMakeAnotherItem() {
        wire.result("create_note", "{\"title\":\"x\"}");
        wire.result("create_note", "{\"title\":\"y\"}");
        Wire.connected(server.address("/mcp"), TestServer.token("ann")).result("create_note", "{\"title\":\"x\"}");
        assertThat(notes()).isEqualTo(3);
    }

    @Test
    void anItemThatIsGoneIsMadeAnew() {
        String first = uid(wire.result("create_note", "{\"title\":\"gone\"}"));
        wire.result("delete_note", "{\"uid\":\"" + first + "\"}");
        assertThat(uid(wire.result("create_note", "{\"title\":\"gone\"}"))).isNotEqualTo(first);
    }
}

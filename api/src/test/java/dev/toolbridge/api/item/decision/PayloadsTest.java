package dev.toolbridge.api.item.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PayloadsTest {
    private static final EntityType NOTE = Entities.named("note");
    private static final UUID UID = UUID.randomUUID();

    @Test
    void patchesTopLevelFieldsAndStoresNull() throws JsonProcessingException {
        var after = after("{\"a\":1,\"b\":{\"c\":1}}", "{\"b\":{\"d\":2},\"e\":null}", Mutation.Style.TOP_LEVEL);

        assertThat(after).isEqualTo(json("{\"a\":1,\"b\":{\"d\":2},\"e\":null}"));
    }

    @Test
    void mergesDeepAsTheStandardSays() throws JsonProcessingException {
        var after = after(
                "{\"a\":1,\"b\":{\"c\":1,\"x\":2},\"f\":[1]}",
                "{\"a\":null,\"b\":{\"c\":null,\"d\":{\"z\":null}},\"f\":{\"g\":1}}",
                Mutation.Style.DEEP);

        assertThat(after).isEqualTo(json("{\"b\":{\"x\":2,\"d\":{}},\"f\":{\"g\":1}}"));
    }

    @Test
    void comparesNumbersByValueAndLeavesOurFieldsOut() throws JsonProcessingException {
        var stored = Payloads.stamped(NOTE.syncFields(), json("{\"n\":1.0,\"m\":[1]}"), Versioned.first(UID, 5));

        assertThat(Payloads.sameContent(NOTE, stored, json("{\"m\":[1.00],\"n\":1,\"version\":9}")))
                .isTrue();
        assertThat(Payloads.sameContent(NOTE, stored, json("{\"m\":[2],\"n\":1}")))
                .isFalse();
    }

    private static ObjectNode after(String current, String patch, Mutation.Style merge) throws JsonProcessingException {
        return Payloads.after(new Mutation.Patch(UID, new Body.Fields(json(patch)), merge), json(current), NOTE);
    }

    private static ObjectNode json(String text) throws JsonProcessingException {
        return (ObjectNode) Json.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}

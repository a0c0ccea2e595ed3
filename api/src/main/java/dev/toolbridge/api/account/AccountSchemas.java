package dev.toolbridge.api.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.route.Schema;
import java.util.Map;

/// The JSON Schemas of the end of an account.
public final class AccountSchemas {
    static final String ORDER = "account_end_order";
    static final String END = "account_end";
    static final String CONFIRM = "confirm";

    private AccountSchemas() {}

    public static Map<String, ObjectNode> all() {
        var counts = Schema.object(Entities.ALL.stream().map(EntityType::name).toArray(String[]::new));
        Entities.ALL.forEach(type -> counts.with(type.name(), Schema.whole(0)));
        return Map.of(
                ORDER,
                Schema.object(CONFIRM).with(CONFIRM, Schema.text()).closed(),
                END,
                Schema.object("user", "endedAt", "deleted", "keys", "sessions", "projects")
                        .with("user", Schema.uuid())
                        .with("endedAt", Schema.time())
                        .with("deleted", counts.schema())
                        .with("atLeast", Schema.flag())
                        .with("keys", Schema.whole(0))
                        .with("sessions", Schema.whole(0))
                        .with("projects", Schema.whole(0))
                        .schema());
    }
}

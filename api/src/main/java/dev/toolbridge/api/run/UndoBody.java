package dev.toolbridge.api.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Uids;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The body of an undo: `{"dryRun":…,"only":[…],"confirm":…}`.
///
/// @param only the items to take back; empty for all
/// @param confirm the code of a dry run, if the caller sends one
record UndoBody(boolean isTrial, Set<UUID> only, Optional<String> confirm) {
    static final int ONLY_MAX = 500;
    static final String DRY_RUN = "dryRun";
    static final String ONLY = "only";
    static final String CONFIRM = "confirm";

    private static final List<String> MEMBERS = List.of(DRY_RUN, ONLY, CONFIRM);

    UndoBody {
        only = Set.copyOf(only);
    }

    static UndoBody of(ObjectNode body) {
        body.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !MEMBERS.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusal.of(ErrorCode.INVALID_FIELD, "unknown field " + name)
                            .fact("field", name)
                            .fact("expected", "one of " + String.join(", ", MEMBERS));
                });
        JsonNode trial = body.path(DRY_RUN);
        if (!trial.isMissingNode() && !trial.isBoolean()) {
            throw invalid(DRY_RUN, "true or false");
        }
        JsonNode confirm = body.path(CONFIRM);
        if (!confirm.isMissingNode() && !confirm.isTextual()) {
            throw invalid(CONFIRM, "the code of a dry run");
        }
        return new UndoBody(trial.asBoolean(), only(body.path(ONLY)), Optional.ofNullable(confirm.textValue()));
    }

    private static Set<UUID> only(JsonNode value) {
        if (value.isMissingNode()) {
            return Set.of();
        }
        if (!(value instanceof ArrayNode list) || list.isEmpty() || list.size() > ONLY_MAX) {
            throw invalid(ONLY, "a list of 1 to " + ONLY_MAX + " uids");
        }
        var uids = new LinkedHashSet<UUID>();
        for (JsonNode one : list) {
            uids.add(Uids.parse(one).orElseThrow(() -> invalid(ONLY, "a list of uids")));
        }
        return uids;
    }

    private static Refusal invalid(String field, String expected) {
        return Refusal.of(ErrorCode.INVALID_FIELD, "field " + field + " must be " + expected)
                .fact("field", field)
                .fact("expected", expected);
    }
}

package dev.toolbridge.api.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.access.Scopes;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.api.write.BatchPlan;
import dev.toolbridge.api.write.RunUndo;
import dev.toolbridge.service.config.Setting;
import dev.toolbridge.service.config.SettingError;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The changes that programs must propose in a tenant, whatever their scopes: API keys, and parties that act for a
/// user. What a user's own client sends is the user's own decision.
///
/// @param rules the rule of each tenant, and under [#EVERY] that of all others
public record ReviewPolicy(Map<String, Rule> rules) {
    static final String EVERY = "*";

    private static final Setting<String> FILE = Setting.text(
            "REVIEW_POLICY_FILE",
            "A JSON file with the changes that API keys and acting parties must propose, by tenant: `{\"org_1\":"
                    + "{\"reviewFrom\":{\"deletes\":true,\"over\":20}},\"*\":{\"reviewFrom\":{\"all\":true}}}`.");
    private static final Set<String> MEMBERS = Set.of("all", "deletes", "over");
    private static final int OVER_MAX = 500;
    private static final UUID ANY = new UUID(0, 0);

    public static final List<Setting<?>> SETTINGS = List.of(FILE);

    public static final ReviewPolicy NONE = new ReviewPolicy(Map.of());

    public ReviewPolicy {
        rules = Map.copyOf(rules);
    }

    /// The changes to propose.
    ///
    /// @param over the number of changes that one request may make
    public record Rule(boolean all, boolean deletes, int over) {

        private boolean holdsBack(int changes, boolean deletesAny) {
            return all || changes > over || (deletes && deletesAny);
        }
    }

    public static ReviewPolicy from(Settings settings) {
        return settings.find(FILE).map(Path::of).map(ReviewPolicy::read).orElse(NONE);
    }

    /// Refuses writes that the caller must propose.
    void require(Caller caller, List<Write> writes) {
        require(caller, writes.size(), writes.stream().anyMatch(ReviewPolicy::deletes));
    }

    /// The same for a batch that is carried out.
    void require(Caller caller, BatchPlan plan) {
        if (!plan.isTrial()) {
            require(
                    caller,
                    plan.operations().stream().mapToInt(ReviewPolicy::changes).sum(),
                    plan.operations().stream().anyMatch(ReviewPolicy::deletes));
        }
    }

    /// The same for a wipe, which deletes everything.
    void requireWipe(Caller caller) {
        require(caller, Integer.MAX_VALUE, true);
    }

    /// The same for the undo of a run, which may change and delete any number of items.
    void requireUndo(Caller caller, RunUndo.Order order) {
        if (!order.isTrial()) {
            require(caller, Integer.MAX_VALUE, true);
        }
    }

    /// The same for an import.
    ///
    /// @param changes the items that it may write
    public void requireImport(Caller caller, int changes, boolean deletesAny) {
        require(caller, changes, deletesAny);
    }

    private void require(Caller caller, int changes, boolean deletesAny) {
        boolean isProgram = caller.proof().keyId().isPresent()
                || caller.proof().actingParty().isPresent();
        boolean isHeldBack = Optional.ofNullable(rules.getOrDefault(caller.tenant(), rules.get(EVERY)))
                .filter(rule -> rule.holdsBack(changes, deletesAny))
                .isPresent();
        if (isProgram && isHeldBack) {
            throw Scopes.proposalRequired();
        }
    }

    private static boolean deletes(Write write) {
        return switch (write.mutation()) {
            case Mutation.Delete _ -> true;
            case Mutation.Import imported -> imported.isDeletion();
            case Mutation.Push push ->
                push.stamp().filter(stamp -> stamp.deletedAtMs().isPresent()).isPresent();
            case Mutation.Undo undo -> undo.isDeleted();
            case Mutation.Create _, Mutation.Writing _, Mutation.Merge _, Mutation.Archive _ -> false;
            case Mutation.Process _, Mutation.Restore _ -> false;
        };
    }

    private static boolean deletes(BatchOperation operation) {
        return switch (operation) {
            case BatchOperation.One one -> deletes(one.write());
            case BatchOperation.EachMatching each -> deletes(each.write().apply(ANY));
            case BatchOperation.Barred _ -> false;
        };
    }

    private static int changes(BatchOperation operation) {
        return operation instanceof BatchOperation.EachMatching each
                ? each.expected().count()
                : 1;
    }

    private static ReviewPolicy read(Path file) {
        try {
            var rules = new HashMap<String, Rule>();
            for (Map.Entry<String, JsonNode> tenant :
                    Json.parse(Files.readAllBytes(file)).properties()) {
                rules.put(tenant.getKey(), rule(file, tenant.getValue()));
            }
            return new ReviewPolicy(rules);
        } catch (JsonProcessingException malformed) {
            throw wrong(file, "is not JSON");
        } catch (IOException unreadable) {
            throw wrong(file, "cannot be read");
        }
    }

    private static Rule rule(Path file, JsonNode tenant) {
        boolean isKnown = tenant.size() == 1
                && tenant.path("reviewFrom") instanceof ObjectNode rule
                && !rule.isEmpty()
                && rule.propertyStream().map(Map.Entry::getKey).allMatch(MEMBERS::contains);
        JsonNode rule = tenant.path("reviewFrom");
        JsonNode over = rule.path("over");
        boolean isGood = isKnown
                && isFlag(rule.path("all"))
                && isFlag(rule.path("deletes"))
                && (over.isMissingNode() || (over.isInt() && over.intValue() >= 1 && over.intValue() <= OVER_MAX));
        if (!isGood) {
            throw wrong(
                    file,
                    "must have for each tenant {\"reviewFrom\":{…}} with all and deletes (true or false) or"
                            + " over (1 to " + OVER_MAX + ")");
        }
        return new Rule(rule.path("all").asBoolean(), rule.path("deletes").asBoolean(), over.asInt(Integer.MAX_VALUE));
    }

    private static boolean isFlag(JsonNode value) {
        return value.isMissingNode() || value.isBoolean();
    }

    private static SettingError wrong(Path file, String reason) {
        return new SettingError("the file of REVIEW_POLICY_FILE, " + file + ", " + reason);
    }
}

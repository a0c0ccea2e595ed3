package dev.toolbridge.api.batch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.EditSchemas;
import dev.toolbridge.api.write.BatchOperation;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.route.Schema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The JSON Schemas of a batch and of its results.
public final class BatchSchemas {
    static final String BATCH = "batch";
    static final String RESULTS = "batch_results";
    static final String REFUSED = "batch_refused";

    private static final String OPERATION = "batch_operation";
    private static final String RESULT = "batch_result";
    private static final String ROW = "batch_row";
    private static final String RESTORE = Verb.RESTORE.wireName();
    private static final Set<String> REQUIRED =
            Set.of("payload", "edits", "action", "version", Verb.WHERE, Verb.EXPECT);
    private static final String DESCRIPTION = "description";

    /// A list of versions or entity tags, or the star for any version.
    private static final String TAGS = "^(\\*|(?:W/)?\"[^\"]*\"|[0-9]+)(, ?(\\*|(?:W/)?\"[^\"]*\"|[0-9]+))*$";

    private static final int STATUS_MIN = 200;
    private static final int STATUS_MAX = 599;

    private BatchSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(BATCH, batch());
        schemas.put(OPERATION, operation());
        schemas.put(RESULT, result());
        schemas.put(ROW, row());
        schemas.put(RESULTS, results());
        schemas.put(REFUSED, refused());
        return schemas;
    }

    private static ObjectNode batch() {
        ObjectNode operations = Schema.arrayOf(Schema.reference(OPERATION));
        return Schema.object("operations")
                .with("mode", Schema.choice(List.of("all", "each")).put("default", "all"))
                .with("dryRun", Schema.flag().put("default", false))
                .with("return", Schema.choice(List.of("minimal", "items")).put("default", "minimal"))
                .with("operations", operations.put("minItems", 1).put("maxItems", BatchBody.OPERATIONS_MAX))
                .closed();
    }

    /// One form for each list of members, with the verbs that take them.
    private static ObjectNode operation() {
        return Schema.any(Stream.of(verbs(Verb::members), verbs(Verb::conditional))
                .flatMap(verbs -> verbs.entrySet().stream())
                .filter(form -> !form.getKey().isEmpty())
                .map(form -> form(form.getValue(), form.getKey()))
                .toArray(ObjectNode[]::new));
    }

    private static Map<List<String>, List<String>> verbs(Function<Verb, List<String>> members) {
        return Arrays.stream(Verb.values())
                .collect(Collectors.groupingBy(
                        members, LinkedHashMap::new, Collectors.mapping(Verb::wireName, Collectors.toList())));
    }

    private static ObjectNode form(List<String> verbs, List<String> members) {
        boolean isCreation = members.contains("ref");
        List<String> required = members.stream()
                .filter(member -> REQUIRED.contains(member) || (member.equals("uid") && !isCreation))
                .toList();
        Schema.Members form = Schema.object(Stream.concat(Stream.of("op", "type"), required.stream())
                        .toArray(String[]::new))
                .with("op", Schema.choice(verbs))
                .with("type", Schema.choice(types()));
        members.forEach(member -> form.with(
                member, verbs.contains(RESTORE) && member.equals("uid") ? Schema.uuid() : member(member, isCreation)));
        return form.closed();
    }

    private static ObjectNode member(String name, boolean isCreation) {
        return switch (name) {
            case "uid" ->
                isCreation
                        ? Schema.any(Schema.uuid(), reference(), Schema.of("null"))
                        : Schema.any(Schema.uuid(), reference());
            case "ref" ->
                Schema.text()
                        .put("minLength", 1)
                        .put("maxLength", OperationReader.REF_LENGTH_MAX)
                        .put(DESCRIPTION, "The name by which later operations refer to the new item.");
            case "ifMatch" ->
                Schema.any(Schema.of("number"), Schema.text().put("pattern", TAGS))
                        .put(DESCRIPTION, "The version that must be stored, as in the header If-Match.");
            case "version" -> Schema.whole(1, ApiParameters.NUMBER_MAX);
            case Verb.WHERE -> where();
            case Verb.EXPECT -> Schema.whole(0, BatchOperation.EXPECTED_MAX);
            case "metadata" -> Schema.orNull(Schema.of("object"));
            case "action" -> Schema.text();
            case "edits" -> EditSchemas.list();
            default ->
                Schema.of("object")
                        .put(DESCRIPTION, "Fields; a value {\"$ref\":\"…\"} stands for the uid of a new item.");
        };
    }

    private static ObjectNode where() {
        ObjectNode where = Schema.text()
                .put("minLength", 1)
                .put("maxLength", Conditions.WHERE_LENGTH_MAX)
                .put(DESCRIPTION, "The condition on the items, as the query of a list.");
        where.putArray("examples").add("updatedAt=lt.today-30&version=gt.1");
        return where;
    }

    private static ObjectNode reference() {
        return Schema.object(CreatedItems.REFERENCE)
                .with(CreatedItems.REFERENCE, Schema.text())
                .closed();
    }

    /// The facts of a refusal stand beside these members.
    private static ObjectNode result() {
        return ofItem(Schema.object("status", "type")
                        .with("type", Schema.choice(types()))
                        .with("ref", Schema.text())
                        .with("matched", Schema.whole(0, BatchOperation.EXPECTED_MAX))
                        .with("results", Schema.arrayOf(Schema.reference(ROW))))
                .schema();
    }

    /// The result of one of the items that a condition names.
    private static ObjectNode row() {
        return ofItem(Schema.object("status", "uid")).schema();
    }

    private static Schema.Members ofItem(Schema.Members result) {
        return result.with("status", Schema.whole(STATUS_MIN, STATUS_MAX))
                .with("uid", Schema.uuid())
                .with("version", Schema.whole(1))
                .with("updatedAt", Schema.time())
                .with("deletedAt", Schema.time())
                .with("payload", Schema.of("object"))
                .with("diff", Schema.text())
                .with("error", Schema.text())
                .with("code", Schema.text());
    }

    private static ObjectNode results() {
        return Schema.object("applied", "results")
                .with("applied", Schema.flag())
                .with("dryRun", Schema.flag())
                .with("results", Schema.arrayOf(Schema.reference(RESULT)))
                .schema();
    }

    private static ObjectNode refused() {
        return Schema.object("error", "code", "correlation_id", "applied", "failedAt", "results")
                .with("error", Schema.text())
                .with("code", Schema.choice(List.of(ErrorCode.BATCH_REFUSED.wireName())))
                .with("correlation_id", Schema.text())
                .with("applied", Schema.flag())
                .with("failedAt", Schema.whole(0))
                .with("results", Schema.arrayOf(Schema.reference(RESULT)))
                .schema();
    }

    private static List<String> types() {
        return Entities.ALL.stream().map(EntityType::name).toList();
    }
}

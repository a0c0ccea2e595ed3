package dev.toolbridge.api.environment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.route.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The JSON Schemas of environment variables.
public final class EnvironmentSchemas {
    static final String ORDER = "variable_order";
    static final String IMPORT = "variable_import";
    static final String IMPORTED = "variable_imported";
    static final String SHOWN = "variable_shown";
    static final String LIST = "variable_list";
    static final String VERSIONS = "variable_versions";
    static final String ROLLBACK = "variable_rollback";
    static final String REVEAL = "variable_reveal";
    static final String REVEALED = "variable_revealed";
    static final String ALL_KEYS = "*";
    static final String KEYS = "keys";
    static final String VERSION_LIST = "versions";

    private static final String STORABLE = "^[^\\u0000]*$";
    private static final int FILE_LENGTH_MAX = 4 * 1_048_576;

    private EnvironmentSchemas() {}

    /// Every schema by its name in the document.
    public static SequencedMap<String, ObjectNode> all() {
        var schemas = new LinkedHashMap<String, ObjectNode>();
        schemas.put(ORDER, order());
        schemas.put(IMPORT, imports());
        schemas.put(IMPORTED, imported());
        schemas.put(SHOWN, shown());
        schemas.put(LIST, list(Schema.reference(SHOWN)));
        schemas.put(VERSIONS, versions());
        schemas.put(
                ROLLBACK,
                Schema.object(Variable.VALUE_VERSION)
                        .with(Variable.VALUE_VERSION, Schema.whole(1))
                        .closed());
        schemas.put(REVEAL, Schema.object(KEYS).with(KEYS, asked()).closed());
        schemas.put(REVEALED, list(revealed()));
        return schemas;
    }

    /// A variable as it is to be.
    static ObjectNode order() {
        return about(Schema.object())
                .with(VariableBody.VALUE, Schema.orNull(value()))
                .closed();
    }

    private static Schema.Members about(Schema.Members members) {
        VariableBody.FLAGS.forEach(name -> members.with(name, Schema.orNull(Schema.flag())));
        VariableBody.TEXTS.forEach(
                name -> members.with(name, Schema.orNull(Schema.text(STORABLE, VariableBody.TEXT_LENGTH_MAX))));
        return members;
    }

    private static ObjectNode imports() {
        var named = Schema.of("object").put("maxProperties", Variables.OF_ENVIRONMENT_MAX);
        named.set("propertyNames", key());
        named.set("additionalProperties", Schema.any(value(), order()));
        return Schema.object()
                .with(VariableBody.DOTENV, Schema.text(STORABLE, FILE_LENGTH_MAX))
                .with(VariableBody.VARIABLES, named)
                .with(VariableBody.DRY_RUN, Schema.flag())
                .closed();
    }

    private static ObjectNode imported() {
        var members = Schema.object(VariableBody.DRY_RUN, "created", "updated", "unchanged")
                .with(VariableBody.DRY_RUN, Schema.flag());
        List.of("created", "updated", "unchanged").forEach(name -> members.with(name, Schema.arrayOf(key())));
        return members.schema();
    }

    private static ObjectNode shown() {
        return about(Schema.object(
                        "id",
                        Variable.KEY,
                        Variable.IS_SECRET,
                        Variable.IS_REQUIRED,
                        Variable.VALUE_VERSION,
                        "version",
                        "updatedAt"))
                .with("id", Schema.uuid())
                .with(Variable.KEY, key())
                .with(VariableBody.VALUE, Schema.text())
                .with(Variable.VALUE_VERSION, Schema.whole(1))
                .with("version", Schema.whole(1))
                .with("updatedAt", Schema.time())
                .schema();
    }

    private static ObjectNode list(ObjectNode entry) {
        return Schema.object(Variable.ENVIRONMENT, VariableBody.VARIABLES)
                .with(Variable.ENVIRONMENT, Schema.choice(EnvironmentName.names()))
                .with(VariableBody.VARIABLES, Schema.arrayOf(entry))
                .schema();
    }

    private static ObjectNode versions() {
        var version = Schema.object(Variable.VALUE_VERSION, "isCurrent", Variable.IS_SECRET, "setAt", "setBy")
                .with(Variable.VALUE_VERSION, Schema.whole(1))
                .with("isCurrent", Schema.flag())
                .with(Variable.IS_SECRET, Schema.flag())
                .with("setAt", Schema.time())
                .with("setBy", Schema.text())
                .schema();
        return Schema.object(VERSION_LIST)
                .with(VERSION_LIST, Schema.arrayOf(version))
                .schema();
    }

    private static ObjectNode asked() {
        ObjectNode some = Schema.arrayOf(key()).put("minItems", 1).put("maxItems", Variables.OF_ENVIRONMENT_MAX);
        return Schema.any(some, Schema.choice(List.of(ALL_KEYS)));
    }

    private static ObjectNode revealed() {
        return Schema.object(Variable.KEY, VariableBody.VALUE, Variable.VALUE_VERSION)
                .with(Variable.KEY, key())
                .with(VariableBody.VALUE, Schema.text())
                .with(Variable.VALUE_VERSION, Schema.whole(1))
                .schema();
    }

    private static ObjectNode key() {
        return Schema.text(VariableKey.FORM, VariableKey.LENGTH_MAX);
    }

    /// A limit in bytes: a text of that many characters may be too long.
    private static ObjectNode value() {
        return Schema.text(STORABLE, VariableBody.VALUE_BYTES_MAX);
    }
}

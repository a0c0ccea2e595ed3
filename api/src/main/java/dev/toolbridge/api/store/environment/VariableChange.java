package dev.toolbridge.api.store.environment;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.environment.EnvironmentName;
import dev.toolbridge.api.environment.Variable;
import dev.toolbridge.api.environment.VariableDraft;
import dev.toolbridge.api.environment.VariableKey;
import dev.toolbridge.api.environment.Variables;
import dev.toolbridge.api.environment.Variables.Changed;
import dev.toolbridge.api.environment.Variables.Effect;
import dev.toolbridge.api.item.Body;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.decision.Mutation;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.item.decision.Write;
import dev.toolbridge.api.store.write.ManagedTransaction;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.config.Secret;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;

/// Changes variables of an environment and their values, in a transaction that holds the space.
final class VariableChange {
    private static final EntityType TYPE = Entities.named("environment_variable");

    /// The fields of an item that its author sets.
    private static final List<String> OWN = List.of(Variable.IS_SECRET, Variable.IS_REQUIRED, "description", "example");

    private final ManagedTransaction transaction;
    private final Caller caller;
    private final EnvironmentName environment;
    private final DataKeys keys;
    private final ValueRows rows;

    VariableChange(ManagedTransaction transaction, Caller caller, EnvironmentName environment, DataKeys keys) {
        this.transaction = transaction;
        this.caller = caller;
        this.environment = environment;
        this.keys = keys;
        this.rows = new ValueRows(transaction.statements(), transaction.space());
    }

    /// A variable before a change.
    ///
    /// @param stored its row, of a deleted one too
    private record Before(UUID uid, Optional<ValueRows.Row> stored) {

        Optional<ValueRows.Row> live() {
            return stored.filter(row -> !row.isDeleted());
        }

        long valueVersion() {
            return stored.map(row -> row.about().path(Variable.VALUE_VERSION).longValue())
                    .orElse(0L);
        }

        boolean isSecret() {
            return live().filter(row -> row.about().path(Variable.IS_SECRET).booleanValue())
                    .isPresent();
        }
    }

    Changed set(VariableDraft draft, Precondition precondition) {
        Before before = before(draft.key());
        precondition.require(before.live().map(ValueRows.Row::version).orElse(0L));
        ObjectNode about = about(before, draft);
        requireValue(before, draft, about);
        SecretKey key = keys.ensure(rows.statements(), rows.space());
        Optional<Secret> next =
                draft.value().or(() -> present(key, before)).filter(value -> !isPresent(key, before, about, value));
        about.put(Variable.VALUE_VERSION, before.valueVersion() + (next.isPresent() ? 1 : 0));
        next.ifPresent(value -> {
            ValuePlace place = place(before.uid(), about);
            rows.add(place, place.seal(key, value), caller.subject());
        });
        return changed(before, about);
    }

    UUID delete(String key, Precondition precondition) {
        Before before = before(key);
        if (before.live().isEmpty()) {
            throw VariableReader.missing(key);
        }
        var delete = new Write(TYPE, new Mutation.Delete(before.uid()), precondition);
        rows.destroy(before.uid());
        return transaction.write(caller.author(), delete).uid();
    }

    /// A value that was secret stays so.
    Changed rollBack(Variables.Earlier earlier, Precondition precondition) {
        UUID uid = before(earlier.key())
                .live()
                .map(ValueRows.Row::uid)
                .orElseThrow(() -> VariableReader.missing(earlier.key()));
        ValueRows.Sealed sealed = rows.earlier(uid, earlier.version())
                .orElseThrow(() -> Refusal.of(
                        ErrorCode.NOT_FOUND, "the value " + earlier.version() + " of this variable is not kept"));
        SecretKey key = keys.ensure(rows.statements(), rows.space());
        var place = new ValuePlace(rows.space(), uid, environment, earlier.version(), sealed.isSecret());
        ObjectNode about = sealed.isSecret() ? Json.object().put(Variable.IS_SECRET, true) : Json.object();
        var draft = new VariableDraft(earlier.key(), Optional.of(place.open(key, sealed.sealed())), about);
        return set(draft, precondition);
    }

    /// Rolls back what was changed, when its result is known.
    void leaveNothing() {
        transaction.leaveNothing();
    }

    /// Refuses a change that leaves too much.
    void requireRoom() {
        ValueRows.Use use = rows.use(environment);
        if (use.variables() > Variables.OF_ENVIRONMENT_MAX) {
            throw Refusal.of(
                    ErrorCode.INVALID_STATE,
                    "an environment has at most " + Variables.OF_ENVIRONMENT_MAX + " variables");
        }
        if (use.bytes() > Variables.BYTES_MAX) {
            throw Refusal.of(
                    ErrorCode.INVALID_STATE, "all values of a project have at most " + Variables.BYTES_MAX + " bytes");
        }
    }

    private Before before(String key) {
        UUID uid = VariableReader.uid(rows.space(), environment, key);
        return new Before(uid, rows.find(uid));
    }

    private ObjectNode about(Before before, VariableDraft draft) {
        ObjectNode about = Json.object()
                .put(Variable.KEY, draft.key())
                .put(Variable.ENVIRONMENT, environment.wireName())
                .put(Variable.IS_SECRET, VariableKey.namesSecret(draft.key()))
                .put(Variable.IS_REQUIRED, false);
        before.live()
                .ifPresent(row -> OWN.forEach(name -> {
                    if (row.about().has(name) && !draft.about().path(name).isNull()) {
                        about.set(name, row.about().get(name));
                    }
                }));
        draft.about().properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> about.set(field.getKey(), field.getValue()));
        return about;
    }

    /// To show a value that was secret needs the value itself: who may set values need not be allowed to see them.
    private static void requireValue(Before before, VariableDraft draft, ObjectNode about) {
        boolean shows = before.isSecret() && !about.path(Variable.IS_SECRET).booleanValue();
        if (draft.value().isEmpty() && (before.live().isEmpty() || shows)) {
            throw Refusal.of(ErrorCode.INVALID_FIELD, "the variable " + draft.key() + " needs a value")
                    .fact("field", "value")
                    .fact("expected", shows ? "the value that is to be shown" : "the value of the new variable");
        }
    }

    /// Tells if the variable has a value already, as secret as it is to be.
    private boolean isPresent(SecretKey key, Before before, ObjectNode about, Secret value) {
        return before.live()
                .filter(_ -> before.isSecret() == about.path(Variable.IS_SECRET).booleanValue())
                .flatMap(_ -> present(key, before))
                .filter(value::equals)
                .isPresent();
    }

    private Optional<Secret> present(SecretKey key, Before before) {
        return before.live().map(row -> place(row.uid(), row.about()).open(key, row.sealed()));
    }

    private ValuePlace place(UUID uid, ObjectNode about) {
        return new ValuePlace(
                rows.space(),
                uid,
                environment,
                about.path(Variable.VALUE_VERSION).longValue(),
                about.path(Variable.IS_SECRET).booleanValue());
    }

    /// Writes the item that tells of the variable, unless it tells the same already.
    private Changed changed(Before before, ObjectNode about) {
        Optional<ValueRows.Row> live = before.live();
        if (live.filter(row -> own(row.about()).equals(own(about))).isPresent()) {
            ValueRows.Row row = live.get();
            return new Changed(Effect.UNCHANGED, variable(row.uid(), row.version(), about, row.updatedAtMs()));
        }
        var fields = new Body.Fields(about.deepCopy());
        Item item = live.isEmpty()
                ? transaction.put(caller.author(), TYPE, before.uid(), fields)
                : transaction.write(caller.author(), TYPE, new Mutation.Replace(before.uid(), fields));
        Effect effect = live.isEmpty() ? Effect.CREATED : Effect.UPDATED;
        return new Changed(effect, variable(item.uid(), item.version(), about, item.updatedAtMs()));
    }

    private static ObjectNode own(ObjectNode about) {
        ObjectNode own = about.deepCopy().retain(OWN);
        return own.set(
                Variable.VALUE_VERSION,
                LongNode.valueOf(about.path(Variable.VALUE_VERSION).longValue()));
    }

    private static Variable variable(UUID uid, long version, ObjectNode about, long updatedAtMs) {
        return new Variable(uid, version, about, Optional.empty(), Instant.ofEpochMilli(updatedAtMs));
    }
}

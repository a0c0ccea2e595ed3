package dev.toolbridge.api.store.environment;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.environment.EnvironmentName;
import dev.toolbridge.api.environment.ValueVersion;
import dev.toolbridge.api.environment.Variable;
import dev.toolbridge.api.environment.VariableDraft;
import dev.toolbridge.api.environment.Variables;
import dev.toolbridge.api.item.decision.Precondition;
import dev.toolbridge.api.store.AuditStore;
import dev.toolbridge.api.store.MemberRows;
import dev.toolbridge.api.store.space.SpaceStatements;
import dev.toolbridge.api.store.write.SpaceWriter;
import dev.toolbridge.database.Database;
import dev.toolbridge.service.audit.AuditEntry;
import dev.toolbridge.service.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// Environment variables in PostgreSQL.
public final class VariableStore implements Variables {
    private final Database database;
    private final SpaceWriter writer;
    private final DataKeys keys;

    public VariableStore(Database database, SpaceWriter writer, DataKeys keys) {
        this.database = database;
        this.writer = writer;
        this.keys = keys;
    }

    @Override
    public List<Variable> list(Caller caller, EnvironmentName environment) {
        return reading(
                caller, statements -> reader(statements, caller).list(environment, Predicate.not(Variable::isSecret)));
    }

    @Override
    public List<ValueVersion> history(Caller caller, EnvironmentName environment, String key) {
        return reading(caller, statements -> reader(statements, caller).history(environment, key));
    }

    @Override
    public Changed set(Caller caller, EnvironmentName environment, VariableDraft draft, Precondition precondition) {
        return changing(caller, environment, change -> change.set(draft, precondition));
    }

    @Override
    public List<Changed> setAll(
            Caller caller, EnvironmentName environment, List<VariableDraft> drafts, boolean isTrial) {
        return changing(caller, environment, change -> {
            var all = new ArrayList<Changed>();
            drafts.forEach(draft -> all.add(change.set(draft, new Precondition.None())));
            if (isTrial) {
                change.leaveNothing();
            }
            return all;
        });
    }

    @Override
    public void delete(Caller caller, EnvironmentName environment, String key, Precondition precondition) {
        var _ = changing(caller, environment, change -> change.delete(key, precondition));
    }

    @Override
    public Changed rollBack(Caller caller, EnvironmentName environment, Earlier earlier, Precondition precondition) {
        return changing(caller, environment, change -> change.rollBack(earlier, precondition));
    }

    @Override
    public List<Variable> reveal(Caller caller, EnvironmentName environment, Optional<List<String>> asked) {
        var _ = keys.masters();
        return database.inTransaction(connection -> {
            SpaceStatements statements = SpaceStatements.begin(connection, caller.space());
            var _ = MemberRows.require(statements, caller, environment.keeper());
            List<Variable> revealed = reader(statements, caller).revealed(environment, asked);
            AuditStore.append(statements, caller, entry(caller, environment, revealed));
            connection.commit();
            return revealed;
        });
    }

    private static AuditEntry entry(Caller caller, EnvironmentName environment, List<Variable> revealed) {
        var facts = Json.object().put(Variable.ENVIRONMENT, environment.wireName());
        revealed.stream().map(Variable::key).forEach(facts.putArray("keys")::add);
        return new AuditEntry("environment.revealed", caller.space().id().toString(), facts);
    }

    private VariableReader reader(SpaceStatements statements, Caller caller) {
        return new VariableReader(new ValueRows(statements, caller.space()), keys);
    }

    private <R> R reading(Caller caller, Function<SpaceStatements, R> work) {
        var _ = keys.masters();
        return database.inTransaction(connection -> work.apply(SpaceStatements.begin(connection, caller.space())));
    }

    private <R> R changing(Caller caller, EnvironmentName environment, Function<VariableChange, R> work) {
        var _ = keys.masters();
        return writer.manageAsReached(caller.space(), transaction -> {
            var _ = MemberRows.require(transaction.statements(), caller, environment.keeper());
            var change = new VariableChange(transaction, caller, environment, keys);
            R result = work.apply(change);
            change.requireRoom();
            return result;
        });
    }
}

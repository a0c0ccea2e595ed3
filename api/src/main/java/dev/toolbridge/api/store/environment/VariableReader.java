package dev.toolbridge.api.store.environment;

import dev.toolbridge.api.environment.EnvironmentName;
import dev.toolbridge.api.environment.ValueVersion;
import dev.toolbridge.api.environment.Variable;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.digest.NamedUuid;
import dev.toolbridge.service.error.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;

/// Reads variables, and opens the values that are to be shown.
record VariableReader(ValueRows rows, DataKeys keys) {

    /// The uid of the variable of a key: a key has one variable in an environment.
    static UUID uid(Space space, EnvironmentName environment, String key) {
        return NamedUuid.of(space.id(), "environment_variable\n" + environment.wireName() + "\n" + key);
    }

    static Refusal missing(String key) {
        return Refusal.of(ErrorCode.NOT_FOUND, "there is no variable " + key + " in this environment");
    }

    /// All variables of an environment.
    ///
    /// @param isShown tells if the value of one is opened
    List<Variable> list(EnvironmentName environment, Predicate<Variable> isShown) {
        List<ValueRows.Row> found = rows.list(environment);
        if (found.isEmpty()) {
            return List.of();
        }
        SecretKey key = keys.find(rows.statements(), rows.space()).orElseThrow();
        return found.stream().map(row -> read(row, environment, key, isShown)).toList();
    }

    /// Variables with their values.
    List<Variable> revealed(EnvironmentName environment, Optional<List<String>> asked) {
        Set<String> named = asked.map(Set::copyOf).orElse(Set.of());
        Predicate<Variable> isAsked = variable -> asked.isEmpty() || named.contains(variable.key());
        List<Variable> revealed =
                list(environment, isAsked).stream().filter(isAsked).toList();
        Set<String> there = revealed.stream().map(Variable::key).collect(Collectors.toSet());
        named.stream()
                .filter(Predicate.not(there::contains))
                .sorted()
                .findFirst()
                .ifPresent(key -> {
                    throw missing(key);
                });
        return revealed;
    }

    /// The values that a variable has and had.
    List<ValueVersion> history(EnvironmentName environment, String key) {
        List<ValueVersion> versions = rows.versions(uid(rows.space(), environment, key));
        if (versions.isEmpty()) {
            throw missing(key);
        }
        return versions;
    }

    private Variable read(ValueRows.Row row, EnvironmentName environment, SecretKey key, Predicate<Variable> isShown) {
        var masked = new Variable(
                row.uid(), row.version(), row.about(), Optional.empty(), Instant.ofEpochMilli(row.updatedAtMs()));
        if (!isShown.test(masked)) {
            return masked;
        }
        var place = new ValuePlace(rows.space(), masked.uid(), environment, masked.valueVersion(), masked.isSecret());
        return new Variable(
                masked.uid(),
                masked.version(),
                masked.about(),
                Optional.of(place.open(key, row.sealed())),
                masked.updatedAt());
    }
}

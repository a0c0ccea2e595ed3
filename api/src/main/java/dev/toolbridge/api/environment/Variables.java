package dev.toolbridge.api.environment;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.item.decision.Precondition;
import java.util.List;
import java.util.Optional;

/// The store of variables and their values. The caller is in the project; each change is one transaction with the items
/// that tell of it, and rights are looked at once more in it. Without a master key, every method refuses with
/// `secrets_unavailable`.
public interface Variables {
    int OF_ENVIRONMENT_MAX = 500;

    /// The values before the present one that are kept.
    int OLD_VALUES_MAX = 10;

    /// The bytes of all values of a project that are kept.
    long BYTES_MAX = 64 * 1_048_576;

    /// The effect of a change on a variable.
    enum Effect {
        CREATED,
        UPDATED,
        UNCHANGED
    }

    /// A variable after a change.
    record Changed(Effect effect, Variable variable) {}

    /// All variables by key, with the values of those that are not secret.
    List<Variable> list(Caller caller, EnvironmentName environment);

    /// Sets a variable.
    Changed set(Caller caller, EnvironmentName environment, VariableDraft draft, Precondition precondition);

    /// Sets several variables, all or none.
    ///
    /// @param isTrial true to change nothing
    List<Changed> setAll(Caller caller, EnvironmentName environment, List<VariableDraft> drafts, boolean isTrial);

    /// Deletes a variable, and destroys its values.
    void delete(Caller caller, EnvironmentName environment, String key, Precondition precondition);

    /// The values that a variable has and had, the present one first.
    List<ValueVersion> history(Caller caller, EnvironmentName environment, String key);

    /// Sets an earlier value of a variable once more.
    Changed rollBack(Caller caller, EnvironmentName environment, Earlier earlier, Precondition precondition);

    /// An earlier value of a variable.
    record Earlier(String key, long version) {}

    /// Shows values, and writes that down.
    ///
    /// @param keys the variables; all if empty
    List<Variable> reveal(Caller caller, EnvironmentName environment, Optional<List<String>> keys);
}

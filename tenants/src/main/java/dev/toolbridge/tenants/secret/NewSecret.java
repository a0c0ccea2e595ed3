package dev.toolbridge.tenants.secret;

import dev.toolbridge.service.config.Secret;
import java.util.function.Supplier;

/// The value of a version to come.
///
/// @param value is asked only if the version is not there yet
/// @param alternates true if the number tells which of two holders has it: an odd one follows an even one
public record NewSecret(Supplier<Secret> value, boolean alternates) {

    /// A generated value.
    public static NewSecret of(SecretKind kind) {
        return new NewSecret(kind::generate, false);
    }

    /// A value from outside.
    public static NewSecret given(Secret value) {
        return new NewSecret(() -> value, false);
    }

    public NewSecret alternating() {
        return new NewSecret(value, true);
    }
}

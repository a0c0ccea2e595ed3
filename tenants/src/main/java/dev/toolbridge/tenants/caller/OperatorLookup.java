package dev.toolbridge.tenants.caller;

import java.util.Optional;

/// Finds operators, and the keys of operators, where they are stored.
public interface OperatorLookup {

    /// The valid key with that hash, if any; records that it was used.
    Optional<OperatorKey> use(byte[] hash);

    /// Tells if somebody on the platform's machine has made this user an operator.
    boolean isGranted(String issuer, String subject);
}

package dev.toolbridge.tenants.leaving;

import java.time.Instant;

/// An operator's word that a tenant's data must not be destroyed.
///
/// @param actor the operator, as the audit log names them
public record LegalHold(String reason, String actor, Instant since) {}

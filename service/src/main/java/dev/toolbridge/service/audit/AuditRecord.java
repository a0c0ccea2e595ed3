package dev.toolbridge.service.audit;

import java.time.Instant;

/// An entry as it is kept.
///
/// @param seq its place in the tenant's chain, from 1
/// @param actor the person or program that acted, as JSON
/// @param facts more about it, as JSON
/// @param request the correlation id
/// @param hash covers all this and the hash of the entry before
public record AuditRecord(
        String tenant,
        long seq,
        Instant at,
        String actor,
        String action,
        String object,
        String facts,
        String request,
        byte[] hash) {

    /// The number of characters in its texts.
    public int length() {
        return actor.length() + action.length() + object.length() + facts.length() + request.length();
    }

    /// The same with the hash that binds it to the entry before.
    public AuditRecord signed(byte[] hash) {
        return new AuditRecord(tenant, seq, at, actor, action, object, facts, request, hash);
    }
}

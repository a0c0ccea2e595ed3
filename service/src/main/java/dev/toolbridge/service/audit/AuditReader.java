package dev.toolbridge.service.audit;

import java.util.List;
import java.util.Optional;

/// Reads an audit log from where it is kept.
public interface AuditReader {

    /// The entries of a tenant after a place, oldest first.
    List<AuditRecord> after(String tenant, long seq, int countMax);

    /// The end of a tenant's chain; empty if nothing was recorded.
    Optional<AuditHead> head(String tenant);
}

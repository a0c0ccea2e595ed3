package dev.toolbridge.service.audit;

import java.util.List;

/// Reads an audit log from where it is kept.
public interface AuditReader {

    /// The entries of a tenant after a place, oldest first.
    List<AuditRecord> after(String tenant, long seq, int countMax);
}

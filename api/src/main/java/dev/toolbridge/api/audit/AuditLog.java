package dev.toolbridge.api.audit;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.service.audit.AuditReader;

/// The store of entries.
public interface AuditLog extends AuditReader {

    /// Records a client's first request for a user.
    void noteClient(Caller caller, String clientId);

    /// Records that a user takes everything out of a space.
    void noteExport(Caller caller, String space);

    /// Records refusals to a user.
    void noteRefusals(Refusals refusals);

    /// Refusals of one kind within about a minute.
    ///
    /// @param tenant the tenant whose chain records them
    /// @param subject the user who was refused
    /// @param code the error code of the refusals
    /// @param route the route, as the route table writes it
    /// @param count the number of refusals
    /// @param request the correlation id of the last of them
    record Refusals(String tenant, String subject, String code, String route, long count, String request) {}
}

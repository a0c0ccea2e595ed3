package dev.toolbridge.api.audit;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.service.audit.AuditReader;

/// The place where entries are kept.
public interface AuditLog extends AuditReader {

    /// Writes down that a client has come for a user, if it is the first time.
    void noteClient(Caller caller, String clientId);

    /// Writes down what was refused to a user.
    void noteRefusals(Refusals refusals);

    /// Refusals of one kind within a minute or so.
    ///
    /// @param tenant in whose chain they are written down
    /// @param subject to whom
    /// @param code what the refusals were called
    /// @param route the route, as the table has it
    /// @param count how many
    /// @param request the correlation id of the last of them
    record Refusals(String tenant, String subject, String code, String route, long count, String request) {}
}

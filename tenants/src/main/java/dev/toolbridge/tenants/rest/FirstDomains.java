package dev.toolbridge.tenants.rest;

import dev.toolbridge.database.Transaction;
import dev.toolbridge.tenants.caller.Caller;
import dev.toolbridge.tenants.tenant.NewTenant;
import java.util.List;
import java.util.function.Consumer;

/// Takes the domains that are in the order for a tenant.
@FunctionalInterface
public interface FirstDomains {
    /// The member of the order.
    String FIELD = "domains";

    /// The parts of the transaction that makes the tenant.
    ///
    /// @param rows records the domains, or refuses the first that cannot be had
    /// @param entries writes them down in the audit log
    record Recording(Consumer<Transaction> rows, Consumer<Transaction> entries) {}

    /// Judges the names.
    ///
    /// @throws dev.toolbridge.service.error.Refusal naming the first that cannot be had
    Recording of(NewTenant tenant, List<String> names, Caller caller);
}

package dev.toolbridge.tenants.reconcile;

import dev.toolbridge.tenants.tenant.Condition;
import dev.toolbridge.tenants.tenant.ConditionType;
import dev.toolbridge.tenants.tenant.Finding;
import dev.toolbridge.tenants.tenant.Tenant;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The findings of a check that may fail.
final class Checked {
    private static final Logger LOG = LoggerFactory.getLogger(Checked.class);

    private Checked() {}

    /// A check that fails, or says nothing about a condition of its own, leaves that unknown.
    static Findings of(TenantCheck check, Tenant tenant) {
        try {
            Findings found = check.check(tenant);
            return complete(check, found);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return unknown(check, "Interrupted");
        } catch (Exception failed) {
            LOG.atWarn()
                    .addKeyValue("tenant", tenant.ref())
                    .addKeyValue("check", check.getClass().getSimpleName())
                    .setCause(failed)
                    .log("a check failed");
            return unknown(check, failed.getClass().getSimpleName());
        }
    }

    private static Findings complete(TenantCheck check, Findings found) {
        List<Finding> own = found.findings().stream()
                .filter(finding -> check.types().contains(finding.type()))
                .collect(Collectors.toList());
        check.types().stream()
                .filter(type -> own.stream().noneMatch(finding -> finding.type() == type))
                .forEach(type -> own.add(unknown(type, "NotFound")));
        return new Findings(own, found.proposals());
    }

    private static Findings unknown(TenantCheck check, String reason) {
        return new Findings(
                check.types().stream().map(type -> unknown(type, reason)).toList(), List.of());
    }

    private static Finding unknown(ConditionType type, String reason) {
        return new Finding(type, Condition.Status.UNKNOWN, reason, "The check could not find out.");
    }
}

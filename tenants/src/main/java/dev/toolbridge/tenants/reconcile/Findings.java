package dev.toolbridge.tenants.reconcile;

import dev.toolbridge.tenants.tenant.Finding;
import java.util.List;

/// The result of a check.
public record Findings(List<Finding> findings, List<Proposal> proposals) {

    public Findings {
        findings = List.copyOf(findings);
        proposals = List.copyOf(proposals);
    }

    /// Findings after which nothing has to change.
    public static Findings of(Finding... findings) {
        return new Findings(List.of(findings), List.of());
    }
}

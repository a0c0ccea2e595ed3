package dev.toolbridge.tenants.runtime;

/// An instance or a run as it is wanted.
public record InstanceOrder(InstanceName name, Label label, Workload workload) {

    public InstanceOrder {
        if (!name.tenant().equals(label.tenant())) {
            throw new IllegalArgumentException("the name and the label are of two tenants");
        }
    }
}

package dev.toolbridge.tenants.runtime;

/// The state of an instance in its runtime. `RUNNING` has a process, but need not be ready; `FAILING` is tried again
/// by the runtime, `FAILED` no more; `DISPLACED` fails because another program has its port: an order gives it another.
public enum InstanceState {
    STARTING,
    RUNNING,
    FAILING,
    FAILED,
    DISPLACED,
    STOPPING,
    STOPPED,
    UNKNOWN
}

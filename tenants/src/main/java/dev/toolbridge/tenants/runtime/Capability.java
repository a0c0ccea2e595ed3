package dev.toolbridge.tenants.runtime;

/// The properties that a runtime can give to instances. The name is that of the condition shown to people.
public enum Capability {
    MEMORY_LIMITED("MemoryLimited"),
    ISOLATED("Isolated"),
    ENDS_WITH_RUNTIME("EndsWithRuntime"),
    OUTPUT_HISTORY("OutputHistory");

    private final String text;

    Capability(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}

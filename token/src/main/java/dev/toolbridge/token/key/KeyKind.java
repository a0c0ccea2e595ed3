package dev.toolbridge.token.key;

import dev.toolbridge.contract.ApiKeyForm;
import java.util.Set;

/// The kinds of keys, each with the prefix by which people, and scanners of leaked secrets, recognise it.
public enum KeyKind {
    LIVE(ApiKeyForm.PREFIX + "live_"),
    TEST(ApiKeyForm.PREFIX + "test_"),

    /// Opens the control plane, and nothing else.
    OPERATOR("tbo_live_");

    /// The kinds that open a workspace.
    public static final Set<KeyKind> OF_WORKSPACES = Set.of(LIVE, TEST);

    private final String prefix;

    KeyKind(String prefix) {
        this.prefix = prefix;
    }

    public String prefix() {
        return prefix;
    }
}

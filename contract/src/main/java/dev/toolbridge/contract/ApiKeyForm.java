package dev.toolbridge.contract;

/// How a server tells an API key from a token before it looks at either.
public final class ApiKeyForm {
    /// What every key begins with, of whatever kind.
    public static final String PREFIX = "fbk_";

    private ApiKeyForm() {}

    /// Whether a credential wants to be an API key, good or not.
    public static boolean isMeant(String credential) {
        return credential.startsWith(PREFIX);
    }
}

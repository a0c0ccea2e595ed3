package dev.toolbridge.contract;

/// The form of API keys, by which a server tells one from a token before it reads either.
public final class ApiKeyForm {
    /// The prefix of every key, of both kinds.
    public static final String PREFIX = "fbk_";

    private ApiKeyForm() {}

    /// Tells if a credential has the prefix of an API key; the rest of it may be wrong.
    public static boolean isMeant(String credential) {
        return credential.startsWith(PREFIX);
    }
}

package dev.toolbridge.service.route;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;

/// The refusal of a caller who lacks a scope (RFC 6750, section 3.1).
public final class MissingScope {

    private MissingScope() {}

    public static Refusal refusal(String scope) {
        return Refusal.of(ErrorCode.FORBIDDEN, "forbidden: scope " + scope + " is missing")
                .fact("scope", scope)
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }

    /// The refusal of a caller who lacks every scope of a kind: none of them alone would be the right one to ask for.
    ///
    /// @param purpose completes the text: `to write items`
    public static Refusal ofMany(String purpose) {
        return Refusal.of(ErrorCode.FORBIDDEN, "forbidden: a scope " + purpose + " is missing")
                .header("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
    }
}

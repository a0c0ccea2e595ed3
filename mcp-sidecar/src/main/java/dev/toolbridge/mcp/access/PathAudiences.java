package dev.toolbridge.mcp.access;

import dev.toolbridge.token.AudienceMode;
import dev.toolbridge.token.Audiences;
import dev.toolbridge.token.VerifiedToken;
import java.util.Collections;
import java.util.List;

/// The tokens that each path accepts (RFC 8707). If clients cannot log in for this server, or if both servers
/// have one audience, every path accepts every valid token. Else paths that announce a login accept tokens that
/// were issued for this server, which are exchanged and never passed on; `/bearer` accepts the API's own, which
/// are passed on unchanged.
///
/// The paths that announce no login accept API keys in both modes: the owner of a key needs no login.
public record PathAudiences(Audiences audiences) {
    /// The resources that clients log in for.
    static final List<String> LOGIN = List.of("/mcp", "/sse");

    private static final String FIXED_TOKENS = "/bearer/";

    /// The paths for API keys, as people read them.
    static final String FOR_KEYS = "/bearer/mcp and /mcp/tools";

    boolean open(String path, VerifiedToken token) {
        if (!areApart()) {
            return true;
        }
        if (path.startsWith(FIXED_TOKENS)) {
            return isForApi(token);
        }
        return isForUs(token) || (!LOGIN.contains(path) && isForApi(token));
    }

    /// Tells if an API key may be used on that path.
    static boolean openToKeys(String path) {
        return !LOGIN.contains(path);
    }

    /// Tells if requests to the API need another token in place of this one.
    boolean exchange(VerifiedToken token) {
        return areApart() && isForUs(token);
    }

    private boolean areApart() {
        return audiences.mode() == AudienceMode.EXCHANGE
                && !audiences.anyAllowed()
                && !audiences.mcp().isEmpty();
    }

    private boolean isForUs(VerifiedToken token) {
        return !Collections.disjoint(token.audiences(), audiences.mcp());
    }

    private boolean isForApi(VerifiedToken token) {
        return !isForUs(token) && audiences.openRoutes(token);
    }
}

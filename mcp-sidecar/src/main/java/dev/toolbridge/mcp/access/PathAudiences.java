package dev.toolbridge.mcp.access;

import dev.toolbridge.token.AudienceMode;
import dev.toolbridge.token.Audiences;
import dev.toolbridge.token.VerifiedToken;
import java.util.Collections;
import java.util.List;

/// Which tokens open which path (RFC 8707). Where nobody logs in for this server, and where both servers have one
/// audience, every good token opens every path. Else paths that announce a login take tokens that were issued for this
/// server, which are exchanged and never passed on; `/bearer` takes the API's own, which are passed on as they are.
///
/// API keys come by the paths that announce no login, in either mode: whoever has one shall not be sent to log in.
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

    /// Whether an API key may come by that path.
    static boolean openToKeys(String path) {
        return !LOGIN.contains(path);
    }

    /// Whether the API must be shown another token in place of this one.
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

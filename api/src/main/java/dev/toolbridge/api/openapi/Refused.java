package dev.toolbridge.api.openapi;

import dev.toolbridge.api.route.ApiRoute;
import dev.toolbridge.api.route.Input;
import dev.toolbridge.api.route.SyncDemand;
import dev.toolbridge.contract.WireHeader;
import java.util.ArrayList;
import java.util.List;

/// A status with which a route may refuse a request, derived from what the route reads.
///
/// @param isPlain whether it is plain text unless JSON is asked for, as old clients expect at the edge
record Refused(int status, String meaning, boolean isPlain) {

    /// What stands before every route, or before any route is found.
    private static final List<Refused> EDGE = List.of(
            json(400, "Something in the request cannot be read."),
            plain(401, "No credential, a bad one, or no tenant to work in."),
            plain(403, "The caller is known, and may not do this."),
            json(413, "The body is too large."),
            json(414, "The path is too long."),
            json(415, "The body is not JSON, or it is encoded."),
            json(429, "Too many requests."),
            json(431, "The headers are too large."),
            json(503, "The database or the identity provider is away, or there is too much to do."));

    static List<Refused> by(ApiRoute route) {
        Input input = route.input();
        boolean isOnce = input.reads(WireHeader.IDEMPOTENCY_KEY);
        boolean isItem = input.sync() == SyncDemand.IF_PRESENT && (isOnce || input.reads("If-None-Match"));
        var refused = new ArrayList<>(EDGE);
        if (route.path().contains("{")) {
            refused.add(
                    route.path().startsWith("/v1/sync/sessions")
                            ? plain(404, "The session is over, or there never was one.")
                            : json(404, "It is not there."));
        }
        if (isOnce || input.reads(WireHeader.SYNC_EPOCH)) {
            refused.add(json(409, "Something else was there before: an item, an epoch, or the same request."));
        }
        if (isItem) {
            refused.add(json(410, "The item was deleted."));
        }
        if (input.reads("If-Match")) {
            refused.add(json(412, "The item has another version."));
        }
        if (isOnce) {
            refused.add(json(422, "The idempotency key was used for another request."));
        }
        if (input.sync() != SyncDemand.NONE) {
            refused.add(json(428, "There is no such sync session."));
        }
        return refused;
    }

    /// How the document calls it.
    String name() {
        return "refused_" + status + (isPlain ? "_plain" : "");
    }

    String statusText() {
        return Integer.toString(status);
    }

    private static Refused json(int status, String meaning) {
        return new Refused(status, meaning, false);
    }

    private static Refused plain(int status, String meaning) {
        return new Refused(status, meaning, true);
    }
}

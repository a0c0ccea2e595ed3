package dev.toolbridge.api.route;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.openapi.Refused;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.RouteLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The statuses with which a route of the data plane may refuse a request, derived from what the route reads.
public final class ApiRefusals {

    private static final Set<String> PLURALS =
            Entities.ALL.stream().map(EntityType::plural).collect(Collectors.toUnmodifiableSet());

    private ApiRefusals() {}

    public static List<Refused> by(RouteLine<?> line) {
        Input input = line.input();
        SyncDemand sync = SyncDemand.of(input);
        boolean isOnce = input.reads(WireHeader.IDEMPOTENCY_KEY);
        boolean isItem = PLURALS.contains(line.subject()) && (isOnce || input.reads("If-None-Match"));
        boolean isOfSpace = input.reads(WireHeader.SPACE);
        var refused = new ArrayList<>(Refused.EDGE);
        if (line.hasPlaceholder() || isOfSpace || line.path().endsWith("/join")) {
            refused.add(missing(line));
        }
        if (isOnce
                || input.reads(WireHeader.SYNC_EPOCH)
                || dependsOnState(line)
                || line.path().endsWith("/restore")) {
            refused.add(Refused.json(
                    ErrorCode.EXISTS, "Something else was there before: an item, an epoch, or the same request."));
        }
        if (isItem
                || isOfSpace
                || line.path().contains("/history/")
                || line.path().endsWith("/replay")) {
            refused.add(Refused.json(
                    ErrorCode.DELETED, "The item or its space was deleted, or its history is not kept any more."));
        }
        if (input.reads("If-Match")) {
            refused.add(Refused.json(ErrorCode.VERSION_MISMATCH, "The item has another version."));
        }
        if (isOnce) {
            refused.add(Refused.json(
                    ErrorCode.IDEMPOTENCY_KEY_REUSED, "The idempotency key was used for another request."));
        }
        if (input.reads("Sec-WebSocket-Protocol")) {
            refused.add(Refused.json(ErrorCode.UPGRADE_REQUIRED, "The request opens no WebSocket of version 13."));
        }
        if (sync != SyncDemand.NONE) {
            refused.add(Refused.json(ErrorCode.SYNC_SESSION_REQUIRED, "There is no such sync session."));
        }
        return refused;
    }

    /// Tells if the state of something decides whether it can be done.
    private static boolean dependsOnState(RouteLine<?> line) {
        return decides(line) || changesWebhooks(line) || ordersImport(line);
    }

    /// Tells if it decides about a proposal, which may be closed or another by now.
    private static boolean decides(RouteLine<?> line) {
        return line.subject().equals("proposals")
                && line.hasPlaceholder()
                && !line.method().equals("GET");
    }

    /// Tells if it adds a webhook or sends something, which one that is switched off does not.
    private static boolean changesWebhooks(RouteLine<?> line) {
        return line.path().contains("/webhooks") && line.method().equals("POST");
    }

    /// Tells if it orders a step of an import, which may be in another state.
    private static boolean ordersImport(RouteLine<?> line) {
        return line.subject().equals("imports")
                && line.hasPlaceholder()
                && !line.method().equals("GET");
    }

    private static Refused missing(RouteLine<?> line) {
        return line.path().startsWith("/v1/sync/sessions")
                ? Refused.plain(ErrorCode.NOT_FOUND, "The session is over, or there never was one.")
                : Refused.MISSING;
    }
}

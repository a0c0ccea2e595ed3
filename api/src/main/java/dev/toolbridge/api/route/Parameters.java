package dev.toolbridge.api.route;

import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.route.ParameterValues;
import java.util.OptionalInt;

/// The parameters that only the data plane has, read as leniently as old clients need.
public final class Parameters {
    private static final int EPOCH_UNREADABLE = 0;

    private Parameters() {}

    public static boolean includeDeleted(Request request) {
        return request.queryValue(ApiParameters.DELETED.name())
                .filter("true"::equals)
                .isPresent();
    }

    /// The epoch that the client knows, if it sends one.
    public static OptionalInt epoch(Request request) {
        return request.header(WireHeader.SYNC_EPOCH)
                .map(text -> OptionalInt.of(ParameterValues.whole(text, EPOCH_UNREADABLE)))
                .orElseGet(OptionalInt::empty);
    }
}

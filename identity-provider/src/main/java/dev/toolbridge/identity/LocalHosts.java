package dev.toolbridge.identity;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Admits only requests that were meant for this machine, so that a web page whose name was pointed here cannot ask
/// anything (DNS rebinding).
final class LocalHosts {
    private final Set<String> names = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));

    LocalHosts(Optional<String> publicUrl) {
        publicUrl.map(URI::create).map(URI::getHost).ifPresent(names::add);
    }

    Route guarded(Route route) {
        return route.answeredBy(request -> {
            requireLocal(request);
            return route.endpoint().answer(request);
        });
    }

    private void requireLocal(Request request) {
        String host = request.header("Host").orElse("").replaceFirst(":\\d+$", "");
        if (!names.contains(host)) {
            throw Refusal.of(ErrorCode.MISDIRECTED, "this server answers to this machine only");
        }
    }
}

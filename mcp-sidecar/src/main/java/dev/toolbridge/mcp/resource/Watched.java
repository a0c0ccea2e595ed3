package dev.toolbridge.mcp.resource;

import java.util.Set;
import java.util.function.Consumer;

/// The addresses that one client watches, and the way to notify it.
///
/// @param uris the addresses as the client wrote them; they may change
/// @param resources the resources that the client may see
/// @param changed takes the addresses of changed resources
record Watched(Set<String> uris, ResourceTable resources, Consumer<String> changed) {

    /// Passes on news of watched addresses. A gap concerns them all: to read once too often does no harm.
    void hear(News news) {
        switch (news) {
            case News.Changes changes ->
                uris.stream().filter(uri -> isAmong(changes.uris(), uri)).forEach(changed);
            case News.Gap _ -> uris.forEach(changed);
            case News.Begun _ -> {}
        }
    }

    private boolean isAmong(Set<String> changes, String uri) {
        return resources.find(uri).filter(entry -> entry.shows(uri, changes)).isPresent();
    }
}

package dev.toolbridge.mcp.resource;

import java.util.Set;
import java.util.function.Consumer;

/// The addresses that one client watches, and the way to tell it.
///
/// @param uris addresses as the client wrote them; they may come and go
/// @param resources the resources that it may see
/// @param changed takes the addresses of what changed
record Watched(Set<String> uris, ResourceTable resources, Consumer<String> changed) {

    /// Passes on what is of interest. After a gap that is everything: to read once too often does no harm.
    void hear(News news) {
        switch (news) {
            case News.Changes changes ->
                uris.stream().filter(uri -> isAmong(changes.uris(), uri)).forEach(changed);
            case News.Gap _ -> uris.forEach(changed);
            case News.Later _, News.Refused _ -> {}
        }
    }

    private boolean isAmong(Set<String> changes, String uri) {
        return resources.find(uri).filter(entry -> entry.shows(uri, changes)).isPresent();
    }
}

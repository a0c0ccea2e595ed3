package dev.toolbridge.mcp.resource;

import dev.toolbridge.contract.EntityType;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// What one client watches, and how it is told.
///
/// @param uris addresses as the client wrote them; they may come and go
/// @param types the types of items that it may see
/// @param changed takes the addresses of what changed
record Watched(Set<String> uris, List<EntityType> types, Consumer<String> changed) {

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
        return uri.equals(RecentChanges.URI)
                ? changes.stream()
                        .anyMatch(change -> ItemAddress.of(change, types).isPresent())
                : ItemAddress.of(uri, types)
                        .map(ItemAddress::uri)
                        .filter(changes::contains)
                        .isPresent();
    }
}

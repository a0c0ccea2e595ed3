package dev.toolbridge.mcp.tool;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The page on which a client can show the results of a tool.
///
/// @param uri the address of the page
/// @param isForPeople true if the page calls the tool for a person, and the assistant does not
/// @param plain the tool without a page that does the same; an address that excludes it excludes both
public record ToolPage(String uri, boolean isForPeople, String plain) {

    /// The page as the protocol's extension names it.
    Map<String, Object> meta() {
        var page = new LinkedHashMap<String, Object>(Map.of("resourceUri", uri));
        if (isForPeople) {
            page.put("visibility", List.of("app"));
        }
        return Map.of("ui", page);
    }
}

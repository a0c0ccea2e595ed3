package dev.toolbridge.console.visit;

import dev.toolbridge.console.access.ApiRequest;
import java.util.List;

/// The way in which a server knows the people who visit its pages.
///
/// @param me the path of the route that says who the person is
/// @param isOfTenant true if every page is about one tenant, which the person chooses first
/// @param root the first page
public record Entrance(List<String> me, boolean isOfTenant, String root) {
    /// The pages of a workspace.
    public static final Entrance OF_WORKSPACE = new Entrance(List.of("v1", "me"), true, "/console");

    /// The pages of those who run tenants.
    public static final Entrance OF_PLATFORM =
            new Entrance(List.of("admin", "me"), false, "/console/operator/activity");

    public Entrance {
        me = List.copyOf(me);
    }

    ApiRequest question() {
        return ApiRequest.get(me.toArray(String[]::new));
    }
}

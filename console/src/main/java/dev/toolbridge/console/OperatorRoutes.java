package dev.toolbridge.console;

import dev.toolbridge.console.access.ApiCalls;
import dev.toolbridge.console.access.PersonSessions;
import dev.toolbridge.console.page.ActivityPage;
import dev.toolbridge.console.page.FreshSignIn;
import dev.toolbridge.console.page.OperationPages;
import dev.toolbridge.console.page.SessionPages;
import dev.toolbridge.console.page.TenantPages;
import dev.toolbridge.console.page.TenantPartPages;
import dev.toolbridge.console.visit.Assets;
import dev.toolbridge.console.visit.Entrance;
import dev.toolbridge.console.visit.PageEdge;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Route;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// The table of the pages for those who run tenants.
public final class OperatorRoutes {
    private static final String TENANTS = "/operator/tenants";
    private static final String TENANT = TENANTS + "/{tenant}";

    private final PageLines lines;
    private final SessionPages session;
    private final InstantSource clock;

    private OperatorRoutes(PageEdge edge, InstantSource clock) {
        this.lines = new PageLines(edge);
        this.session = new SessionPages(edge.sessions(), edge.calls(), new Cookies(edge.base()));
        this.clock = clock;
    }

    /// The pages of a control plane.
    ///
    /// @param base the address under which browsers reach the server
    public static List<Route> of(URI base, PersonSessions sessions, ApiCalls calls) {
        var routes = new OperatorRoutes(new PageEdge(base, sessions, calls, Entrance.OF_PLATFORM), Clock.systemUTC());
        return Stream.of(Assets.routes().stream(), routes.lines.ofSessions(routes.session), routes.pages())
                .flatMap(part -> part)
                .toList();
    }

    private Stream<Route> pages() {
        var tenant = new TenantPages(new FreshSignIn(lines.edge().sessions(), clock));
        return Stream.of(
                lines.get("", _ -> PageLines.led(Entrance.OF_PLATFORM.root())),
                lines.page("/operator/activity", new ActivityPage(clock)::show),
                lines.page(TENANTS, TenantPages::list),
                lines.form(TENANTS, TenantPages::create),
                lines.page(TENANTS + "/new", TenantPages::begin),
                lines.page(TENANT, tenant::show),
                lines.form(TENANT, tenant::act),
                lines.form(TENANT + "/delete", tenant::delete),
                lines.page(TENANT + "/domains", TenantPartPages::domains),
                lines.form(TENANT + "/domains", TenantPartPages::add),
                lines.form(TENANT + "/domains/change", TenantPartPages::change),
                lines.page(TENANT + "/secrets", TenantPartPages::secrets),
                lines.page(TENANT + "/audit", TenantPartPages::audit),
                lines.page("/operator/operations", OperationPages::list),
                lines.page("/operator/operations/{operation}", OperationPages::show),
                lines.form("/operator/operations/{operation}", OperationPages::act),
                lines.page("/operator/audit", TenantPartPages::platformAudit),
                lines.page("/settings", session::settings),
                lines.form("/settings", session::choices));
    }
}

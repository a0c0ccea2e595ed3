package dev.toolbridge.console;

import dev.toolbridge.console.access.ApiCalls;
import dev.toolbridge.console.access.PersonSessions;
import dev.toolbridge.console.page.ActivityPage;
import dev.toolbridge.console.page.DomainPages;
import dev.toolbridge.console.page.FreshSignIn;
import dev.toolbridge.console.page.OperationPages;
import dev.toolbridge.console.page.OperatorKeyPages;
import dev.toolbridge.console.page.RolloutPages;
import dev.toolbridge.console.page.SessionPages;
import dev.toolbridge.console.page.TenantPages;
import dev.toolbridge.console.page.TenantPartPages;
import dev.toolbridge.console.page.TenantSettingsPages;
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
    private static final String ROLLOUTS = "/operator/rollouts";
    private static final String KEYS = "/operator/keys";

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
        var keys = new OperatorKeyPages(fresh());
        return Stream.of(
                        Stream.of(
                                lines.get("", _ -> PageLines.led(Entrance.OF_PLATFORM.root())),
                                lines.page("/operator/activity", new ActivityPage(clock)::show),
                                lines.page("/operator/operations", OperationPages::list),
                                lines.page("/operator/operations/{operation}", OperationPages::show),
                                lines.form("/operator/operations/{operation}", OperationPages::act),
                                lines.page(ROLLOUTS, RolloutPages::list),
                                lines.form(ROLLOUTS, RolloutPages::start),
                                lines.page(ROLLOUTS + "/{rollout}", RolloutPages::show),
                                lines.form(ROLLOUTS + "/{rollout}", RolloutPages::act),
                                lines.page("/operator/audit", TenantPartPages::platformAudit),
                                lines.page(KEYS, keys::list),
                                lines.form(KEYS, keys::make),
                                lines.page(KEYS + "/again", keys::again),
                                lines.form(KEYS + "/{key}/end", keys::end),
                                lines.page("/settings", session::settings),
                                lines.form("/settings", session::choices)),
                        ofTenants())
                .flatMap(part -> part);
    }

    private Stream<Route> ofTenants() {
        var tenant = new TenantPages(fresh());
        return Stream.of(
                lines.page(TENANTS, TenantPages::list),
                lines.form(TENANTS, TenantPages::create),
                lines.page(TENANTS + "/new", TenantPages::begin),
                lines.page(TENANT, tenant::show),
                lines.form(TENANT, tenant::act),
                lines.form(TENANT + "/delete", tenant::delete),
                lines.page(TENANT + "/settings", TenantSettingsPages::show),
                lines.form(TENANT + "/settings", TenantSettingsPages::save),
                lines.form(TENANT + "/hold", TenantSettingsPages::hold),
                lines.page(TENANT + "/domains", DomainPages::list),
                lines.form(TENANT + "/domains", DomainPages::add),
                lines.form(TENANT + "/domains/change", DomainPages::change),
                lines.page(TENANT + "/domains/{domain}", DomainPages::show),
                lines.form(TENANT + "/domains/{domain}/certificate", DomainPages::give),
                lines.page(TENANT + "/secrets", TenantPartPages::secrets),
                lines.page(TENANT + "/audit", TenantPartPages::audit));
    }

    private FreshSignIn fresh() {
        return new FreshSignIn(lines.edge().sessions(), clock);
    }
}

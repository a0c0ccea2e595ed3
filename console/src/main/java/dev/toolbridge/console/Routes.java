package dev.toolbridge.console;

import dev.toolbridge.console.access.ApiCalls;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.access.PersonSessions;
import dev.toolbridge.console.page.ConflictPages;
import dev.toolbridge.console.page.EntityPages;
import dev.toolbridge.console.page.EnvironmentPages;
import dev.toolbridge.console.page.FreshSignIn;
import dev.toolbridge.console.page.HistoryPages;
import dev.toolbridge.console.page.ImportPages;
import dev.toolbridge.console.page.KeyPages;
import dev.toolbridge.console.page.ListPage;
import dev.toolbridge.console.page.MemberPages;
import dev.toolbridge.console.page.ProjectPages;
import dev.toolbridge.console.page.RecallPage;
import dev.toolbridge.console.page.RunPages;
import dev.toolbridge.console.page.SearchPage;
import dev.toolbridge.console.page.SessionPages;
import dev.toolbridge.console.page.TodayPage;
import dev.toolbridge.console.page.TrustPages;
import dev.toolbridge.console.page.Types;
import dev.toolbridge.console.page.UsagePages;
import dev.toolbridge.console.page.WebhookPages;
import dev.toolbridge.console.visit.Assets;
import dev.toolbridge.console.visit.Entrance;
import dev.toolbridge.console.visit.PageEdge;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Route;
import java.net.URI;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// The table of the pages.
public final class Routes {
    private static final String PROJECT = "/projects/{project}";

    private final PageEdge edge;
    private final PageLines lines;
    private final KeyPages keys;
    private final EnvironmentPages environment;
    private final SessionPages session;

    private Routes(PageEdge edge, InstantSource clock) {
        this.edge = edge;
        this.lines = new PageLines(edge);
        var fresh = new FreshSignIn(edge.sessions(), clock);
        this.keys = new KeyPages(fresh);
        this.environment = new EnvironmentPages(fresh);
        this.session = new SessionPages(edge.sessions(), edge.calls(), new Cookies(edge.base()));
    }

    /// The pages of a workspace.
    ///
    /// @param base the address under which browsers reach the server
    public static List<Route> ofWorkspace(URI base, PersonSessions sessions, ApiCalls calls) {
        var routes = new Routes(new PageEdge(base, sessions, calls, Entrance.OF_WORKSPACE), Clock.systemUTC());
        return Stream.of(
                        Assets.routes().stream(),
                        routes.lines.ofSessions(routes.session),
                        routes.ofTenants(),
                        Types.SHOWN.stream().flatMap(type -> routes.of(type, "/" + type.plural())),
                        Types.IN_PROJECTS.stream().flatMap(type -> routes.of(type, PROJECT + "/" + type.plural())),
                        routes.ofProjects(),
                        routes.ofEnvironment(PROJECT + "/environment"),
                        routes.ofConnections(),
                        routes.ofMoving(),
                        routes.ofKeys("/keys"),
                        routes.ofKeys(PROJECT + "/keys"),
                        routes.others())
                .flatMap(lines -> lines)
                .toList();
    }

    private Stream<Route> of(EntityType type, String folder) {
        var list = new ListPage(type);
        var item = new EntityPages(type);
        var history = new HistoryPages(type);
        return Stream.of(
                lines.page(folder, list::show),
                lines.form(folder, item::create),
                lines.page(folder + "/new", item::begin),
                lines.page(folder + "/{uid}", item::show),
                lines.form(folder + "/{uid}", item::save),
                lines.page(folder + "/{uid}/edit", item::edit),
                lines.form(folder + "/{uid}/do", item::act),
                lines.form(folder + "/{uid}/messages", item::say),
                lines.page(folder + "/{uid}/history", history::list),
                lines.page(folder + "/{uid}/history/{version}", history::version));
    }

    private Stream<Route> ofProjects() {
        return Stream.of(
                lines.page("/projects", ProjectPages::list),
                lines.form("/projects", ProjectPages::make),
                lines.form("/projects/join", ProjectPages::join),
                lines.page(PROJECT, ProjectPages::show),
                lines.page(PROJECT + "/settings", ProjectPages::settings),
                lines.form(PROJECT + "/settings", ProjectPages::change),
                lines.form(PROJECT + "/delete", ProjectPages::delete),
                lines.form(PROJECT + "/restore", ProjectPages::restore),
                lines.page(PROJECT + "/members", MemberPages::list),
                lines.form(PROJECT + "/members/{user}/role", MemberPages::change),
                lines.form(PROJECT + "/members/{user}/remove", MemberPages::remove),
                lines.form(PROJECT + "/invitations", MemberPages::invite));
    }

    private Stream<Route> ofEnvironment(String folder) {
        String all = folder + "/{environment}";
        String one = all + "/variables/{key}";
        return Stream.of(
                lines.page(folder, environment::begin),
                lines.page(all, environment::list),
                lines.form(all, environment::make),
                lines.form(all + "/import", environment::take),
                lines.form(all + "/reveal", environment::reveal),
                lines.page(all + "/again", environment::again),
                lines.page(one, environment::show),
                lines.form(one, environment::save),
                lines.form(one + "/rollback", environment::goBack),
                lines.form(one + "/delete", environment::delete));
    }

    private Stream<Route> ofConnections() {
        return Stream.of(
                lines.page(PROJECT + "/recall", RecallPage::show),
                lines.page(PROJECT + "/proposals", TrustPages::proposals),
                lines.page(PROJECT + "/events", Routes::events),
                lines.page(PROJECT + "/conflicts", ConflictPages::list),
                lines.form(PROJECT + "/conflicts/{uid}/{version}", ConflictPages::settle),
                lines.page(PROJECT + "/webhooks", WebhookPages::list),
                lines.form(PROJECT + "/webhooks", WebhookPages::make),
                lines.page(PROJECT + "/webhooks/{webhook}", WebhookPages::show),
                lines.form(PROJECT + "/webhooks/{webhook}/do", WebhookPages::act));
    }

    private Stream<Route> ofKeys(String folder) {
        return Stream.of(
                lines.page(folder, keys::list),
                lines.form(folder, keys::make),
                lines.page(folder + "/again", keys::again),
                lines.form(folder + "/{id}/replace", keys::replace),
                lines.form(folder + "/{id}/end", keys::end));
    }

    private Stream<Route> ofMoving() {
        return Stream.of(
                lines.page("/imports", ImportPages::list),
                lines.upload("/imports", ImportPages::upload),
                lines.page("/imports/{uid}", ImportPages::show),
                lines.form("/imports/{uid}", ImportPages::act),
                lines.page("/export", ImportPages::export),
                lines.page(PROJECT + "/export", ImportPages::export));
    }

    private Stream<Route> others() {
        return Stream.of(
                lines.page("", TodayPage::show),
                lines.page("/search", SearchPage::show),
                lines.page("/recall", RecallPage::show),
                lines.page("/trash", ListPage::trash),
                lines.page("/runs", RunPages::list),
                lines.page("/runs/one", RunPages::show),
                lines.form("/runs/undo", RunPages::undo),
                lines.page("/proposals", TrustPages::proposals),
                lines.page("/programs", UsagePages::programs),
                lines.page("/usage", UsagePages::usage),
                lines.page("/audit", TrustPages::audit),
                lines.page("/settings", session::settings),
                lines.form("/settings", session::choices),
                lines.page("/events", Routes::events));
    }

    private Stream<Route> ofTenants() {
        return Stream.of(
                lines.get("/tenants", request -> edge.openly(request, look -> session.tenants(request, look))),
                lines.post("/tenants", request -> edge.personally(request, _ -> session.choose(request))));
    }

    /// The stream of changes of the space that the page is about, as the API gives it to the person.
    private static Answer events(Visit visit) {
        var asked = ApiRequest.get("v1", "changes", "stream").with("cursor", visit.asked("cursor"));
        var resumed = visit.request()
                .header("Last-Event-ID")
                .map(id -> asked.header("Last-Event-ID", id))
                .orElse(asked);
        return visit.send(resumed).whole();
    }
}

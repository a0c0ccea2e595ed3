package dev.toolbridge.console;

import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.page.ConflictPages;
import dev.toolbridge.console.page.EntityPages;
import dev.toolbridge.console.page.EnvironmentPages;
import dev.toolbridge.console.page.FreshSignIn;
import dev.toolbridge.console.page.HistoryPages;
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
import dev.toolbridge.console.visit.PageEdge;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The table of the pages.
public final class Routes {
    /// The largest form: an item has a mebibyte, which takes three times as much in a form.
    private static final int FORM_BYTES_MAX = 4 * 1_048_576;

    private static final String ROOT = "/console";
    private static final String PROJECT = "/projects/{project}";
    private static final int FOUND = 302;

    private final PageEdge edge;
    private final KeyPages keys;
    private final EnvironmentPages environment;
    private final SessionPages session;

    private Routes(PageEdge edge, InstantSource clock) {
        this.edge = edge;
        var fresh = new FreshSignIn(edge.sessions(), clock);
        this.keys = new KeyPages(fresh);
        this.environment = new EnvironmentPages(fresh);
        this.session = new SessionPages(edge.sessions(), edge.calls(), new Cookies(edge.base()));
    }

    /// The routes behind an edge.
    public static List<Route> of(PageEdge edge, InstantSource clock) {
        var routes = new Routes(edge, clock);
        return Stream.of(
                        Assets.routes().stream(),
                        routes.ofSessions(),
                        Types.SHOWN.stream().flatMap(type -> routes.of(type, "/" + type.plural())),
                        Types.IN_PROJECTS.stream().flatMap(type -> routes.of(type, PROJECT + "/" + type.plural())),
                        routes.ofProjects(),
                        routes.ofEnvironment(PROJECT + "/environment"),
                        routes.ofConnections(),
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
                page(folder, list::show),
                form(folder, item::create),
                page(folder + "/new", item::begin),
                page(folder + "/{uid}", item::show),
                form(folder + "/{uid}", item::save),
                page(folder + "/{uid}/edit", item::edit),
                form(folder + "/{uid}/do", item::act),
                form(folder + "/{uid}/messages", item::say),
                page(folder + "/{uid}/history", history::list),
                page(folder + "/{uid}/history/{version}", history::version));
    }

    private Stream<Route> ofProjects() {
        return Stream.of(
                page("/projects", ProjectPages::list),
                form("/projects", ProjectPages::make),
                form("/projects/join", ProjectPages::join),
                page(PROJECT, ProjectPages::show),
                page(PROJECT + "/settings", ProjectPages::settings),
                form(PROJECT + "/settings", ProjectPages::change),
                form(PROJECT + "/delete", ProjectPages::delete),
                form(PROJECT + "/restore", ProjectPages::restore),
                page(PROJECT + "/members", MemberPages::list),
                form(PROJECT + "/members/{user}/role", MemberPages::change),
                form(PROJECT + "/members/{user}/remove", MemberPages::remove),
                form(PROJECT + "/invitations", MemberPages::invite));
    }

    private Stream<Route> ofEnvironment(String folder) {
        String all = folder + "/{environment}";
        String one = all + "/variables/{key}";
        return Stream.of(
                page(folder, environment::begin),
                page(all, environment::list),
                form(all, environment::make),
                form(all + "/import", environment::take),
                form(all + "/reveal", environment::reveal),
                page(all + "/again", environment::again),
                page(one, environment::show),
                form(one, environment::save),
                form(one + "/rollback", environment::goBack),
                form(one + "/delete", environment::delete));
    }

    private Stream<Route> ofConnections() {
        return Stream.of(
                page(PROJECT + "/recall", RecallPage::show),
                page(PROJECT + "/events", Routes::events),
                page(PROJECT + "/conflicts", ConflictPages::list),
                form(PROJECT + "/conflicts/{uid}/{version}", ConflictPages::settle),
                page(PROJECT + "/webhooks", WebhookPages::list),
                form(PROJECT + "/webhooks", WebhookPages::make),
                page(PROJECT + "/webhooks/{webhook}", WebhookPages::show),
                form(PROJECT + "/webhooks/{webhook}/do", WebhookPages::act));
    }

    private Stream<Route> ofKeys(String folder) {
        return Stream.of(
                page(folder, keys::list),
                form(folder, keys::make),
                page(folder + "/again", keys::again),
                form(folder + "/{id}/replace", keys::replace),
                form(folder + "/{id}/end", keys::end));
    }

    private Stream<Route> others() {
        return Stream.of(
                page("", TodayPage::show),
                page("/search", SearchPage::show),
                page("/recall", RecallPage::show),
                page("/trash", ListPage::trash),
                page("/runs", RunPages::list),
                page("/runs/one", RunPages::show),
                form("/runs/undo", RunPages::undo),
                page("/proposals", TrustPages::proposals),
                page("/programs", UsagePages::programs),
                page("/usage", UsagePages::usage),
                page("/audit", TrustPages::audit),
                page("/settings", session::settings),
                form("/settings", session::choices),
                page("/events", Routes::events));
    }

    private Stream<Route> ofSessions() {
        return Stream.of(
                get("/client.json", _ -> Answer.json(200, edge.sessions().description())),
                get(
                        "/callback",
                        request -> edge.openly(request, _ -> edge.sessions().arrive(request))),
                get(
                        "/sign-in",
                        request -> edge.openly(request, _ -> edge.sessions().begin(ROOT, Optional.empty()))),
                get("/signed-out", request -> edge.openly(request, session::signedOut)),
                get("/tenants", request -> edge.openly(request, look -> session.tenants(request, look))),
                post("/tenants", request -> edge.personally(request, _ -> session.choose(request))),
                post("/sign-out", request -> edge.personally(request, person -> session.end(request, person))),
                new Route("GET", "/", 0, _ -> Answer.empty(FOUND).header("Location", ROOT)));
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

    private Route page(String path, Function<Visit, Answer> page) {
        return get(path, request -> edge.show(request, page));
    }

    private Route form(String path, Function<Visit, Answer> change) {
        return post(path, request -> edge.change(request, change));
    }

    private static Route get(String path, Function<Request, Answer> page) {
        return new Route("GET", ROOT + path, 0, page::apply);
    }

    private static Route post(String path, Function<Request, Answer> page) {
        return new Route("POST", ROOT + path, FORM_BYTES_MAX, page::apply);
    }
}

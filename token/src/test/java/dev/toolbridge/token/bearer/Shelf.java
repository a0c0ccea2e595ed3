package dev.toolbridge.token.bearer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.config.ListenAddress;
import dev.toolbridge.service.config.Settings;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.HttpServer;
import dev.toolbridge.service.http.HttpServerConfig;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.openapi.OpenApi;
import dev.toolbridge.service.rate.ClientAddress;
import dev.toolbridge.service.rate.RateConfig;
import dev.toolbridge.service.rate.Rates;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.route.RouteTable;
import dev.toolbridge.service.route.Schema;
import dev.toolbridge.service.signed.SignedCursors;
import dev.toolbridge.service.signed.SigningKeys;
import dev.toolbridge.token.TokenConfig;
import dev.toolbridge.token.TokenVerifiers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/// A second server: books on a shelf, and nothing that the API has but the kit that both are made of.
final class Shelf implements AutoCloseable {
    private final NavigableSet<String> titles = new ConcurrentSkipListSet<>();
    private final SignedCursors cursors;
    private final HttpServer http;

    Shelf(Settings settings, String secret) {
        var tokens = TokenConfig.from(settings);
        var edge = new BearerEdge(
                Rates.from(RateConfig.from(settings), ClientAddress.from(settings), InstantSource.system()),
                new BearerTokens(TokenVerifiers.from(tokens), tokens.audiences()));
        this.cursors = new SignedCursors(new SigningKeys(secret.getBytes(StandardCharsets.UTF_8), List.of()));
        var table = table();
        List<Route> routes = new ArrayList<>(table.servedBy(edge::guarded));
        routes.add(new OpenApi("Shelf", "1").route(table));
        this.http = HttpServer.start(
                HttpServerConfig.at(new ListenAddress("127.0.0.1", 0)), routes, new SimpleMeterRegistry());
    }

    private RouteTable<Bearer> table() {
        String all = "/v1/books";
        String one = all + "/{title}";
        String read = Scope.read("notes");
        String write = Scope.write("notes");
        Output page = Output.of(200, "Titles in their order.", "books");
        Output book = Output.of(200, "The book.", "book");
        return RouteTable.of(
                List.of(
                        new RouteLine<>("GET", all, "list_books", read, Input.PAGE, page, this::list),
                        new RouteLine<>("GET", one, "get_book", read, Input.NONE, book, this::get),
                        new RouteLine<>("PUT", one, "put_book", write, Input.NONE, book, this::put)),
                Map.of("book", book(), "books", books()));
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer list(Bearer caller, Request request) {
        var page = Page.asked(request, cursors, "books");
        var found = titles.tailSet(page.after().orElse(""), false).stream()
                .limit(page.limitAndOne())
                .toList();
        return page.answer("books", found, Shelf::json, title -> title);
    }

    private Answer get(Bearer caller, Request request) {
        String title = request.parameter("title");
        if (!titles.contains(title)) {
            throw Refusal.of(ErrorCode.NOT_FOUND, "book not found");
        }
        return Answer.json(200, json(title));
    }

    private Answer put(Bearer caller, Request request) {
        titles.add(request.parameter("title"));
        return Answer.json(200, json(request.parameter("title")));
    }

    private static Object json(String title) {
        return Json.object().put("title", title);
    }

    private static ObjectNode book() {
        return Schema.object("title").with("title", Schema.text()).schema();
    }

    private static ObjectNode books() {
        return Schema.object("books", "hasMore")
                .with("books", Schema.arrayOf(Schema.reference("book")))
                .with("nextCursor", Schema.text())
                .with("hasMore", Schema.flag())
                .schema();
    }
}

package dev.toolbridge.console;

import dev.toolbridge.console.page.SessionPages;
import dev.toolbridge.console.visit.PageEdge;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.http.Route;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The lines of a table of pages, behind the edge that all of them have.
record PageLines(PageEdge edge) {
    /// The largest form: an item has a mebibyte, which takes three times as much in a form.
    private static final int FORM_BYTES_MAX = 4 * 1_048_576;

    /// The largest file that the API takes, and the fields before it.
    private static final int UPLOAD_BYTES_MAX = 257 * 1_048_576;

    private static final String ROOT = "/console";
    private static final int FOUND = 302;

    /// The pages by which people come and go.
    Stream<Route> ofSessions(SessionPages session) {
        return Stream.of(
                get("/client.json", _ -> Answer.json(200, edge.sessions().description())),
                get(
                        "/callback",
                        request -> edge.openly(request, _ -> edge.sessions().arrive(request))),
                get(
                        "/sign-in",
                        request -> edge.openly(request, _ -> edge.sessions().begin(ROOT, Optional.empty()))),
                get("/signed-out", request -> edge.openly(request, session::signedOut)),
                post("/sign-out", request -> edge.personally(request, person -> session.end(request, person))),
                new Route("GET", "/", 0, _ -> led(ROOT)));
    }

    /// Leads to another page.
    static Answer led(String address) {
        return Answer.empty(FOUND).header("Location", address);
    }

    Route page(String path, Function<Visit, Answer> page) {
        return get(path, request -> edge.show(request, page));
    }

    Route form(String path, Function<Visit, Answer> change) {
        return post(path, request -> edge.change(request, change));
    }

    /// A form with a file, which is read as it comes.
    Route upload(String path, Function<Visit, Answer> change) {
        return new Route("POST", ROOT + path, UPLOAD_BYTES_MAX, request -> edge.change(request, change));
    }

    Route get(String path, Function<Request, Answer> page) {
        return new Route("GET", ROOT + path, 0, page::apply);
    }

    Route post(String path, Function<Request, Answer> page) {
        return new Route("POST", ROOT + path, FORM_BYTES_MAX, page::apply);
    }
}

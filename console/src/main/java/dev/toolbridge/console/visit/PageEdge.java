package dev.toolbridge.console.visit;

import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiCalls;
import dev.toolbridge.console.access.Person;
import dev.toolbridge.console.access.PersonSessions;
import dev.toolbridge.console.text.PageWords;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.html.Cookies;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// The steps before every page: the session, the tenant, and for changes the place where the form comes from.
///
/// @param base the address under which browsers reach the server
public record PageEdge(URI base, PersonSessions sessions, ApiCalls calls, Entrance entrance) {
    private static final PageTemplate PROBLEM = new PageTemplate("problem");
    private static final String STREAM = "text/event-stream";

    /// The answer to a request for a page.
    public Answer show(Request request, Function<Visit, Answer> page) {
        return caught(request, () -> sessions.find(request)
                .map(person -> visited(request, person, page))
                .orElseGet(() -> away(request)));
    }

    /// The answer to a form; one of another page, and one without a session, is refused and does nothing.
    public Answer change(Request request, Function<Visit, Answer> change) {
        return caught(request, () -> {
            requireOwn(request);
            Person person = sessions.find(request).orElseThrow(() -> signedOut(request));
            return visited(request, person, change);
        });
    }

    /// The answer of a page that needs a session, but no tenant.
    public Answer personally(Request request, Function<Person, Answer> page) {
        return caught(request, () -> {
            if (!request.method().equals("GET")) {
                requireOwn(request);
            }
            return sessions.find(request).map(page).orElseGet(() -> sessions.begin(target(request), Optional.empty()));
        });
    }

    /// The answer of a page for everybody.
    public Answer openly(Request request, Function<PageLook, Answer> page) {
        return caught(request, () -> page.apply(look(request)));
    }

    private Answer visited(Request request, Person person, Function<Visit, Answer> page) {
        if (entrance.isOfTenant() && person.tenant().isEmpty()) {
            return Visit.to("/console/tenants?to=" + URLEncoder.encode(target(request), StandardCharsets.UTF_8));
        }
        ApiAnswer me = calls.send(entrance.question(), person);
        if (!me.isGood()) {
            throw PageProblem.of(me);
        }
        var server = new Visit.Server(base, calls, entrance);
        return page.apply(new Visit(request, person, look(request), Me.of(me.json()), server));
    }

    /// A script cannot follow to the provider: it is told to leave the page. A stream is refused: it tries again and
    /// again, and would begin another sign-in in the place of the one that the person is at.
    private Answer away(Request request) {
        if (request.header("HX-Request").isPresent()) {
            return Answer.empty(200).header("HX-Redirect", target(request)).header("Cache-Control", "no-store");
        }
        if (request.header("Accept").filter(STREAM::equals).isPresent()) {
            throw signedOut(request);
        }
        return sessions.begin(target(request), Optional.empty());
    }

    private PageProblem signedOut(Request request) {
        return problem(ErrorCode.UNAUTHORIZED, words(request).of("problem.signedOut"), request);
    }

    /// Browsers say where a form comes from, in one of two headers; a request that says neither is not from a page.
    private void requireOwn(Request request) {
        boolean isOwn = request.header("Sec-Fetch-Site")
                .map("same-origin"::equals)
                .orElseGet(() ->
                        request.header("Origin").filter(base.toString()::equals).isPresent());
        if (!isOwn) {
            throw problem(ErrorCode.FORBIDDEN, words(request).of("problem.foreignForm"), request);
        }
    }

    private static PageProblem problem(ErrorCode code, String sentence, Request request) {
        return new PageProblem(code.status(), code.wireName(), sentence, request.correlationId());
    }

    private Answer caught(Request request, Supplier<Answer> page) {
        return Packing.page(request, answered(request, page));
    }

    private Answer answered(Request request, Supplier<Answer> page) {
        try {
            return page.get();
        } catch (PageProblem problem) {
            return shown(problem, request);
        } catch (Refusal refusal) {
            return shown(
                    new PageProblem(
                            refusal.code().status(),
                            refusal.code().wireName(),
                            refusal.getMessage(),
                            request.correlationId()),
                    request);
        }
    }

    private Answer shown(PageProblem problem, Request request) {
        return PROBLEM.page(
                problem.status(),
                Map.of(
                        "look",
                        look(request),
                        "problem",
                        problem,
                        "again",
                        target(request),
                        "home",
                        words(request).of(entrance.isOfTenant() ? "nav.today" : "nav.activity")));
    }

    private PageLook look(Request request) {
        var preferences = ViewChoices.of(new Cookies(base), request);
        return new PageLook(preferences.words(request), preferences);
    }

    private PageWords words(Request request) {
        return look(request).words();
    }

    /// The path and the query of a page, to come back to; after a form the page that it was on.
    private static String target(Request request) {
        if (!request.method().equals("GET")) {
            return "/console";
        }
        var query = new StringBuilder();
        request.query()
                .forEach((name, values) -> values.forEach(value -> query.append(query.isEmpty() ? '?' : '&')
                        .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                        .append('=')
                        .append(URLEncoder.encode(value, StandardCharsets.UTF_8))));
        return request.path() + query;
    }
}

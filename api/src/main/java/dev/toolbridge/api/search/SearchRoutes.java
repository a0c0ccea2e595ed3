package dev.toolbridge.api.search;

import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.query.FieldNames;
import dev.toolbridge.api.query.Filter;
import dev.toolbridge.api.query.QueryContext;
import dev.toolbridge.api.query.SearchQuestion;
import dev.toolbridge.api.route.ApiParameters;
import dev.toolbridge.api.route.FilterParameters;
import dev.toolbridge.api.route.Inputs;
import dev.toolbridge.api.route.ReadableTypes;
import dev.toolbridge.api.search.Search.Found;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.route.Input;
import dev.toolbridge.service.route.Output;
import dev.toolbridge.service.route.Page;
import dev.toolbridge.service.route.ParameterValues;
import dev.toolbridge.service.route.RouteLine;
import dev.toolbridge.service.signed.Cursors;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Search over the items of all types that the caller may read.
public final class SearchRoutes {
    static final String LEXICAL = "lexical";

    /// The number of hits that a client can page through.
    static final int DEPTH_MAX = 200;

    private static final int DIGITS_MAX = 4;

    private final Search search;
    /// The query parameters that are no conditions.
    private static final Set<String> RESERVED = Set.of(
            ApiParameters.QUESTION.name(),
            ReadableTypes.TYPES.name(),
            ApiParameters.HITS.name(),
            ParameterValues.CURSOR,
            ApiParameters.MODE.name(),
            ApiParameters.ZONE.name());

    /// The parameters that the text of a cursor begins with, and those that a next page may change.
    private static final Set<String> APART = Set.of(
            ApiParameters.QUESTION.name(),
            ReadableTypes.TYPES.name(),
            ApiParameters.HITS.name(),
            ParameterValues.CURSOR,
            ApiParameters.MODE.name());

    private final Cursors<String> cursors;
    private final QueryContext context;

    public SearchRoutes(Search search, Cursors<String> cursors, QueryContext context) {
        this.search = search;
        this.cursors = cursors;
        this.context = context;
    }

    /// The end of a page.
    ///
    /// @param place the place of its last hit
    /// @param shown the number of hits on this and the pages before
    private record End(int place, int shown) {
        static final End NONE = new End(0, 0);

        static End of(String text) {
            String[] numbers = text.split("\\.", 2);
            return new End(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        }

        String text() {
            return place + "." + shown;
        }
    }

    public List<RouteLine<Caller>> routes() {
        Output hits = Output.of(200, "The hits, the best first.", SearchSchemas.HITS);
        Input input = FilterParameters.of(Inputs.SEARCH, FieldNames.of(Entities.ALL));
        return List.of(new RouteLine<>("GET", "/v1/search", "search", Scope.ANY_READ, input, hits, this::search));
    }

    private Answer search(Caller caller, Request request) {
        List<EntityType> types = ReadableTypes.of(caller, request);
        Filter filter = FilterParameters.filter(
                request, FieldNames.of(types), FilterParameters.zoned(caller, request, context), RESERVED);
        SearchQuestion question = SearchQuestion.of(
                request.queryValue(ApiParameters.QUESTION.name()).orElse(""));
        requireMode(request);
        String bound = caller.bound("search " + types + " " + question.text() + FilterParameters.bound(request, APART));
        Optional<String> text = ParameterValues.cursor(request).filter(cursor -> !cursors.isNone(cursor));
        Optional<String> after = text.flatMap(cursor -> cursors.decode(cursor, bound));
        var page = new Page<>(cursors, bound, after, limit(request), false);
        End before = after.map(End::of).orElse(End.NONE);
        int limit = Math.clamp((long) DEPTH_MAX - before.shown(), 0, page.limit());
        Found found = search.find(caller.space(), new Search.Query(question, types, filter, before.place(), limit));
        return answer(page, found, before, new SearchAnswers(search, caller, question));
    }

    private static Answer answer(Page<String> page, Found found, End before, SearchAnswers answers) {
        var body = new JsonParts().add("{\"hits\":");
        body.array(answers.hits(found), (hit, out) -> out.add(Json.bytes(hit)));
        body.add(",\"mode\":\"" + LEXICAL + "\",\"meaning\":\"off\"");
        if (found.behind() > 0) {
            body.add(",\"behind\":" + found.behind());
        }
        found.reason().ifPresent(reason -> body.add(",\"reason\":\"" + reason + "\""));
        int shown = before.shown() + found.hits().size();
        boolean hasMore = found.hasMore() && shown < DEPTH_MAX;
        Optional<String> next =
                hasMore ? Optional.of(new End(found.hits().getLast().place(), shown).text()) : Optional.empty();
        return page.answer(body, next, hasMore);
    }

    private static void requireMode(Request request) {
        request.queryValue(ApiParameters.MODE.name())
                .filter(mode -> !mode.equals(LEXICAL))
                .ifPresent(mode -> {
                    throw refused(ApiParameters.MODE.name(), "unknown mode: " + mode)
                            .fact("expected", LEXICAL);
                });
    }

    private static int limit(Request request) {
        String text =
                request.queryValue(ApiParameters.HITS.name()).orElse(Integer.toString(ApiParameters.HITS_DEFAULT));
        boolean isNumber = text.length() <= DIGITS_MAX && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
        int limit = isNumber && !text.isEmpty() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > ApiParameters.HITS_MAX) {
            throw refused(ApiParameters.HITS.name(), "limit must be a whole number")
                    .fact("expected", "1 to " + ApiParameters.HITS_MAX);
        }
        return limit;
    }

    private static Refusal refused(String field, String text) {
        return Refusal.of(ErrorCode.INVALID_PARAMETER, text).fact("field", field);
    }
}

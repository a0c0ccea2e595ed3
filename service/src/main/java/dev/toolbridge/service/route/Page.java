package dev.toolbridge.service.route;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.json.JsonParts;
import dev.toolbridge.service.signed.Cursors;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The part of a list that a request asks for, and the answer with it.
///
/// @param <P> a place in the list
/// @param question the answer that the list gives; a cursor of another question is refused
/// @param after the place where the page before ended
/// @param limit the largest number of entries
/// @param isReset true when the client's cursor meant the beginning, so that it must drop its copy
public record Page<P>(Cursors<P> cursors, String question, Optional<P> after, int limit, boolean isReset) {

    /// Reads which page is wanted.
    public static <P> Page<P> asked(Request request, Cursors<P> cursors, String question) {
        Optional<String> text = ParameterValues.cursor(request).filter(cursor -> !cursors.isNone(cursor));
        Optional<P> after = text.flatMap(cursor -> cursors.decode(cursor, question));
        return new Page<>(
                cursors, question, after, ParameterValues.limit(request), text.isPresent() && after.isEmpty());
    }

    /// The same page, for lists whose answers do not tell of a reset.
    public Page<P> withoutReset() {
        return new Page<>(cursors, question, after, limit, false);
    }

    /// One entry more than the page holds, to know whether another page follows.
    public int limitAndOne() {
        return limit + 1;
    }

    /// Answers with what was found, of which the last is left out when it is one more than the page holds.
    ///
    /// @param name the member that holds the entries
    /// @param json an entry as clients read it
    /// @param place the place of an entry in the list
    public <T> Answer answer(String name, List<T> found, Function<T, Object> json, Function<T, P> place) {
        var list = new JsonParts().add("{\"" + name + "\":");
        list.array(entries(found), (entry, out) -> out.add(Json.bytes(json.apply(entry))));
        return answer(list, next(found, place), found.size() > limit);
    }

    /// An entry that is written as it goes.
    ///
    /// @param <T> an entry
    @FunctionalInterface
    public interface Entry<T> {
        void write(T entry, JsonGenerator out) throws IOException;
    }

    /// The same for lists whose entries have many members.
    public <T> Answer written(String name, List<T> found, Entry<T> json, Function<T, P> place) {
        byte[] entries = Json.written(out -> {
            out.writeStartArray();
            for (T entry : entries(found)) {
                json.write(entry, out);
            }
            out.writeEndArray();
        });
        var list = new JsonParts().add("{\"" + name + "\":").add(entries);
        return answer(list, next(found, place), found.size() > limit);
    }

    private <T> List<T> entries(List<T> found) {
        return found.subList(0, Math.min(limit, found.size()));
    }

    private <T> Optional<P> next(List<T> found, Function<T, P> place) {
        List<T> entries = entries(found);
        return entries.isEmpty() ? Optional.empty() : Optional.of(place.apply(entries.getLast()));
    }

    /// Answers with an object that lacks only its last members.
    ///
    /// @param body the object, not yet closed, with a member at least
    /// @param next the place after the last entry; absent when there is no entry
    /// @param hasMore true when another page follows now
    public Answer answer(JsonParts body, Optional<P> next, boolean hasMore) {
        next.ifPresent(place -> body.add(",\"nextCursor\":\"" + cursors.encode(place, question) + "\""));
        var answer = Answer.json(200, body.add(",\"hasMore\":" + hasMore + "}").joined());
        return isReset ? answer.header(WireHeader.CURSOR_RESET, "1") : answer;
    }
}

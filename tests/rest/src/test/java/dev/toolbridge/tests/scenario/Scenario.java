package dev.toolbridge.tests.scenario;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// A request and the required answer, for every entity type that it suits.
///
/// Paths, header values, bodies and expectations may hold `<names>` that [World] fills in, such as `<live>`.
///
/// @param name the name in reports
/// @param headers besides `Authorization`, which the world adds unless it is named here
/// @param status the expected status
/// @param checks the other expectations
/// @param suits the entity types for which it makes sense
record Scenario(
        String name,
        String method,
        String path,
        List<Map.Entry<String, String>> headers,
        Optional<String> body,
        int status,
        List<Check> checks,
        Predicate<EntityType> suits) {

    /// An instant in UTC without needless zeros.
    static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{0,2}[1-9])?Z";

    static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    Scenario {
        headers = List.copyOf(headers);
        checks = List.copyOf(checks);
    }

    static Scenario of(String name, String method, String path) {
        return new Scenario(name, method, path, List.of(), Optional.empty(), 200, List.of(), _ -> true);
    }

    static Scenario get(String name, String path) {
        return of(name, "GET", path);
    }

    static Scenario post(String name, String path) {
        return of(name, "POST", path);
    }

    static Scenario put(String name, String path) {
        return of(name, "PUT", path);
    }

    static Scenario patch(String name, String path) {
        return of(name, "PATCH", path);
    }

    static Scenario delete(String name, String path) {
        return of(name, "DELETE", path);
    }

    Scenario named(String other) {
        return new Scenario(other, method, path, headers, body, status, checks, suits);
    }

    Scenario with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry(header, value));
        return new Scenario(name, method, path, more, body, status, checks, suits);
    }

    Scenario body(String text) {
        return new Scenario(name, method, path, headers, Optional.of(text), status, checks, suits);
    }

    Scenario answers(int expected) {
        return new Scenario(name, method, path, headers, body, expected, checks, suits);
    }

    /// An error of the catalogue: its status, its name, and the exact text.
    Scenario refused(ErrorCode code, String text) {
        return refused(code).is("/error", text);
    }

    Scenario refused(ErrorCode code) {
        return answers(code.status())
                .is("/code", code.wireName())
                .matches("/correlation_id", ".+")
                .header("Content-Type", "application/json");
    }

    /// An error in plain text, as old clients expect it at the edge.
    Scenario refusedPlainly(int expected, String text) {
        return answers(expected).check(new Check.BodyIs(text)).headerMatches("Content-Type", "text/plain.*");
    }

    Scenario header(String header, String value) {
        return check(new Check.HeaderIs(header, value));
    }

    Scenario headerMatches(String header, String pattern) {
        return check(new Check.HeaderMatches(header, pattern));
    }

    Scenario noHeader(String header) {
        return check(new Check.HeaderAbsent(header));
    }

    Scenario says(String text) {
        return check(new Check.BodyContains(text));
    }

    Scenario is(String pointer, String text) {
        return check(new Check.TextIs(pointer, text));
    }

    Scenario matches(String pointer, String pattern) {
        return check(new Check.TextMatches(pointer, pattern));
    }

    Scenario json(String pointer, String json) {
        return check(new Check.JsonIs(pointer, json));
    }

    Scenario absent(String pointer) {
        return check(new Check.Absent(pointer));
    }

    Scenario check(Check check) {
        var more = new ArrayList<>(checks);
        more.add(check);
        return new Scenario(name, method, path, headers, body, status, more, suits);
    }

    Scenario onlyFor(Predicate<EntityType> types) {
        return new Scenario(name, method, path, headers, body, status, checks, types);
    }

    @Override
    public String toString() {
        return name;
    }
}

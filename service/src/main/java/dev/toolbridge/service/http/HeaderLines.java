package dev.toolbridge.service.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The values of headers as they came, line by line: a comma inside one is part of it.
record HeaderLines(Headers headers) implements Function<String, List<String>> {

    /// The names that our code asks for. They are few and constant; a name of a client is not kept.
    private static final Map<String, HeaderName> NAMES = new ConcurrentHashMap<>();

    private static final int NAMES_MAX = 200;

    @Override
    public List<String> apply(String name) {
        var header = named(name);
        return headers.contains(header) ? headers.get(header).allValues() : List.of();
    }

    static HeaderName named(String name) {
        HeaderName known = NAMES.get(name);
        if (known == null) {
            known = HeaderNames.create(name);
            if (NAMES.size() < NAMES_MAX) {
                NAMES.put(name, known);
            }
        }
        return known;
    }

    /// The same from a copy that holds on to nothing else.
    Function<String, List<String>> copied() {
        var values = new HashMap<String, List<String>>();
        for (Header header : headers) {
            values.put(header.headerName().lowerCase(), List.copyOf(header.allValues()));
        }
        Map<String, List<String>> copy = Map.copyOf(values);
        return name -> copy.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}

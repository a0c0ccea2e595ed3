package dev.toolbridge.service.html;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// The fields of a form, as browsers send them and queries have them. The first field of a name counts.
public final class FormText {
    private final SequencedMap<String, String> fields = new LinkedHashMap<>();

    /// Reads a body; what cannot be decoded is left out.
    public static FormText parse(byte[] body) {
        var form = new FormText();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            String[] halves = pair.split("=", 2);
            try {
                form.fields.putIfAbsent(decoded(halves[0]), halves.length == 2 ? decoded(halves[1]) : "");
            } catch (IllegalArgumentException _) {
                form.fields.putIfAbsent("", "");
            }
        }
        return form;
    }

    public FormText add(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /// The fields whose names begin so, by the rest of their names.
    public Map<String, String> beginning(String prefix) {
        return fields.entrySet().stream()
                .filter(field -> field.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        field -> field.getKey().substring(prefix.length()),
                        Map.Entry::getValue,
                        (first, _) -> first,
                        LinkedHashMap::new));
    }

    public String text() {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

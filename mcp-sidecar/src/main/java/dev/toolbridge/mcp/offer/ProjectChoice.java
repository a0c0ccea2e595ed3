package dev.toolbridge.mcp.offer;

import dev.toolbridge.mcp.protocol.ProtocolError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// The project in the address that a client uses: `?project=web-shop`.
public final class ProjectChoice {
    private static final String NAME = "project";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,100}");

    private ProjectChoice() {}

    /// The project that the address names.
    ///
    /// @throws ProtocolError if it names several, or nothing that can be a project
    public static Optional<String> of(SequencedMap<String, List<String>> query) {
        List<String> named = query.getOrDefault(NAME, List.of());
        if (named.size() > 1) {
            throw ProtocolError.invalidParameters("an address names one project");
        }
        if (!named.stream().allMatch(name -> FORM.matcher(name).matches())) {
            throw unknown();
        }
        return named.stream().findFirst();
    }

    /// The refusal of a project that does not exist, or not for this client: nobody learns which.
    public static ProtocolError unknown() {
        return ProtocolError.invalidParameters(
                "no such project: the address names one by its id, slug or number, and only members find it");
    }

    /// The rest of the address, which filters tools.
    public static SequencedMap<String, List<String>> without(SequencedMap<String, List<String>> query) {
        if (!query.containsKey(NAME)) {
            return query;
        }
        var rest = new LinkedHashMap<>(query);
        rest.remove(NAME);
        return rest;
    }
}

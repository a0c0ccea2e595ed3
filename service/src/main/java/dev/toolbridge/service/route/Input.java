package dev.toolbridge.service.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The query parameters, headers and body that an operation reads.
///
/// @param bodyBytesMax the size of a body at most; one that is not needed is read and ignored
/// @param bodySchema the schema of a body that means something
/// @param otherBodies the schemas of bodies of other content types
/// @param parameters query parameters and headers
/// @param takesOthers true when the endpoint itself reads, or refuses, query parameters of other names
public record Input(
        int bodyBytesMax,
        Optional<String> bodySchema,
        Map<String, String> otherBodies,
        List<Parameter> parameters,
        boolean takesOthers) {

    public static final Input NONE = new Input(0, Optional.empty(), Map.of(), List.of(), false);

    /// A part of a list.
    public static final Input PAGE = NONE.reading(Parameter.LIMIT, Parameter.CURSOR);

    public Input {
        otherBodies = Map.copyOf(otherBodies);
        parameters = List.copyOf(parameters);
    }

    /// Tells if a query parameter or a header of that name means something.
    public boolean reads(String name) {
        return parameters.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /// Tells if a request must have a query parameter or a header of that name.
    public boolean requires(String name) {
        return parameters.stream()
                .anyMatch(
                        parameter -> parameter.isRequired() && parameter.name().equals(name));
    }

    /// The names of the query parameters; any other is a mistake.
    public List<String> queryNames() {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals("query"))
                .map(Parameter::name)
                .toList();
    }

    /// The names of the query parameters of which a request has one at most.
    public List<String> singleNames() {
        return parameters.stream()
                .filter(parameter -> parameter.in().equals("query") && !parameter.isRepeated())
                .map(Parameter::name)
                .toList();
    }

    /// The same with a body that follows one of the document's schemas.
    public Input body(String schema) {
        return new Input(bodyBytesMax, Optional.of(schema), otherBodies, parameters, takesOthers);
    }

    /// The same for which a body of another content type follows another schema.
    public Input orBody(String contentType, String schema) {
        return new Input(bodyBytesMax, bodySchema, Map.of(contentType, schema), parameters, takesOthers);
    }

    /// The same with a body that is a file of any of these content types.
    public Input file(List<String> contentTypes, String schema) {
        var bodies = contentTypes.stream().collect(Collectors.toMap(type -> type, _ -> schema));
        return new Input(bodyBytesMax, Optional.empty(), bodies, parameters, takesOthers);
    }

    /// The same with a body of that size at most.
    public Input upTo(int bytesMax) {
        return new Input(bytesMax, bodySchema, otherBodies, parameters, takesOthers);
    }

    /// The same for an endpoint that reads query parameters of other names too.
    public Input takingOthers() {
        return new Input(bodyBytesMax, bodySchema, otherBodies, parameters, true);
    }

    /// The same with more parameters.
    public Input reading(Parameter... more) {
        var all = new ArrayList<>(parameters);
        all.addAll(List.of(more));
        return new Input(bodyBytesMax, bodySchema, otherBodies, all, takesOthers);
    }
}

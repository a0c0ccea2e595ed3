package dev.toolbridge.service.openapi;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.route.RouteLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A status with which a route may refuse a request.
///
/// @param form the form of the answer
public record Refused(int status, String meaning, Form form) {

    /// The schema of answers that name the error and tell about it, and nothing else.
    public static final String BRIEF = "brief_error";

    /// The form of a refusal.
    public enum Form {
        /// JSON with the code and facts, or RFC 9457 for clients that ask for it.
        JSON,
        /// Plain text unless JSON is asked for, as old clients expect at the edge.
        PLAIN,
        /// JSON of an error and a message.
        BRIEF,
        /// The brief form from the route, the usual one if the request does not come as far.
        BRIEF_OR_JSON
    }

    /// The refusals before every route, or before any route is found.
    public static final List<Refused> EDGE = List.of(
            json(ErrorCode.INVALID_REQUEST, "Something in the request cannot be read."),
            plain(ErrorCode.UNAUTHORIZED, "No credential, a bad one, or no tenant to work in."),
            plain(ErrorCode.FORBIDDEN, "The caller is known, and may not do this."),
            json(ErrorCode.TOO_LARGE, "The body is too large."),
            json(ErrorCode.PATH_TOO_LONG, "The path is too long."),
            json(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body is not JSON, or it is encoded."),
            json(ErrorCode.RATE_LIMITED, "Too many requests."),
            json(ErrorCode.HEADERS_TOO_LARGE, "The headers are too large."),
            json(ErrorCode.UNAVAILABLE, "The database or the identity provider is away, or there is too much to do."));

    /// The refusal of a path whose placeholders name nothing that exists.
    public static final Refused MISSING = json(ErrorCode.NOT_FOUND, "It is not there.");

    /// The refusals of a route that has no others than every route.
    public static List<Refused> by(RouteLine<?> line) {
        return Stream.concat(EDGE.stream(), Stream.of(MISSING).filter(_ -> line.hasPlaceholder()))
                .toList();
    }

    public static Refused json(ErrorCode code, String meaning) {
        return new Refused(code.status(), meaning, Form.JSON);
    }

    public static Refused brief(ErrorCode code, String meaning) {
        return new Refused(code.status(), meaning, Form.BRIEF);
    }

    public static Refused plain(ErrorCode code, String meaning) {
        return new Refused(code.status(), meaning, Form.PLAIN);
    }

    /// Its name in the document.
    String name() {
        return "refused_" + status + (form == Form.JSON ? "" : "_" + form.name().toLowerCase(Locale.ROOT));
    }

    String statusText() {
        return Integer.toString(status);
    }
}

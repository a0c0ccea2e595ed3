package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.access.Caller;
import dev.toolbridge.api.route.ApiRefusals;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Route;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.openapi.Refused;
import dev.toolbridge.service.route.RouteLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The errors of this interface: `{"error","message"}`, where others tell a code and facts.
public final class FaceErrors {
    private static final Map<Integer, String> NAMES =
            Map.of(400, "bad_request", 401, "unauthorized", 403, "forbidden", 404, "not_found");

    private FaceErrors() {}

    /// The route of a line; one of this interface tells its refusals in this form.
    public static Route told(RouteLine<Caller> line, Route route) {
        if (!FaceAccess.has(line)) {
            return route;
        }
        return route.answeredBy(request -> {
            try {
                return route.endpoint().answer(request);
            } catch (Refusal refusal) {
                return Answer.json(refusal.status(), json(refusal)).headers(refusal.headers());
            }
        });
    }

    static ObjectNode json(Refusal refusal) {
        return Json.object().put("error", name(refusal)).put("message", message(refusal));
    }

    private static String name(Refusal refusal) {
        String code = refusal.code().wireName();
        return refusal.code() == ErrorCode.PROJECT_REQUIRED ? code : NAMES.getOrDefault(refusal.status(), code);
    }

    private static String message(Refusal refusal) {
        return Optional.ofNullable(refusal.facts().get("expected"))
                .map(expected -> refusal.getMessage() + ": expected " + expected)
                .orElse(refusal.getMessage());
    }

    /// The statuses with which a line may refuse a request.
    public static List<Refused> by(RouteLine<?> line) {
        if (!FaceAccess.has(line)) {
            return ApiRefusals.by(line);
        }
        var refused = new ArrayList<>(List.of(
                Refused.brief(ErrorCode.INVALID_REQUEST, "Something in the request cannot be read, or no project."),
                Refused.brief(ErrorCode.UNAUTHORIZED, "No credential, a bad one, or no tenant to work in."),
                Refused.brief(ErrorCode.FORBIDDEN, "The caller is known, and may not do this."),
                Refused.brief(ErrorCode.NOT_FOUND, "It is not there."),
                Refused.brief(ErrorCode.DELETED, "The project was deleted."),
                briefOrJson(ErrorCode.TOO_LARGE, "The body is too large."),
                Refused.json(ErrorCode.PATH_TOO_LONG, "The path is too long."),
                briefOrJson(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The body is not JSON, or it is encoded."),
                Refused.brief(ErrorCode.RATE_LIMITED, "Too many requests."),
                Refused.json(ErrorCode.HEADERS_TOO_LARGE, "The headers are too large."),
                briefOrJson(ErrorCode.UNAVAILABLE, "The database is away, secrets are, or there is too much to do.")));
        if (line.input().bodyBytesMax() > 0) {
            refused.add(Refused.brief(ErrorCode.EXISTS, "Something else was there before, or the state forbids it."));
            refused.add(Refused.brief(ErrorCode.VERSION_MISMATCH, "It has another version."));
            refused.add(Refused.brief(ErrorCode.LOOKS_LIKE_SECRET, "A text looks like a credential."));
        }
        return List.copyOf(refused);
    }

    private static Refused briefOrJson(ErrorCode code, String meaning) {
        return new Refused(code.status(), meaning, Refused.Form.BRIEF_OR_JSON);
    }
}

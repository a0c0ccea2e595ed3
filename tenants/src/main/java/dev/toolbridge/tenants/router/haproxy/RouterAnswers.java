package dev.toolbridge.tenants.router.haproxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.json.Json;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The router's own answers, in the form of the API's errors.
enum RouterAnswers {
    UNKNOWN_HOST(404, "not_found", "no workspace has this host name"),
    MISDIRECTED(421, "misdirected", "this connection belongs to another host name"),
    SUSPENDED(403, "tenant_suspended", "this workspace is suspended; its administrators know why"),
    MALFORMED(400, "invalid_request", "the request cannot be read"),
    TOO_SLOW(408, "invalid_request", "the request did not arrive in time"),
    FAULT(500, "internal", "internal error"),
    BROKEN(502, "unavailable", "the server has ended the request; try again"),
    NOTHING(503, "unavailable", "no server of this workspace is ready; try again"),
    NO_ANSWER(504, "unavailable", "the server did not answer in time; try again");

    private static final String RETRY = "Retry-After 5";

    /// The answers to failures that the router finds itself, after or before its rules.
    static final String OWN_FAILURES = Stream.of(MALFORMED, TOO_SLOW, FAULT, BROKEN, NOTHING, NO_ANSWER)
            .map(RouterAnswers::errorLine)
            .collect(Collectors.joining("\n"));

    private final int status;
    private final String code;
    private final String text;

    RouterAnswers(int status, String code, String text) {
        this.status = status;
        this.code = code;
        this.text = text;
    }

    /// The lines that give this answer under a condition: as a problem for those who ask for that, else as an error.
    String when(String condition) {
        return Stream.of(
                        line(condition + " { req.fhdr(Accept) -m sub application/problem+json }", problem()),
                        line(condition, error("%[var(txn.id)]")))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(String condition, String answer) {
        return "  http-request return " + answer + " hdr " + WireHeader.CORRELATION + " %[var(txn.id)] if " + condition;
    }

    private String errorLine() {
        boolean mayPass = status > 500;
        return "  http-error " + error(this == MALFORMED || this == TOO_SLOW ? "%[uuid()]" : "%[var(txn.id)]")
                + (mayPass ? " hdr " + RETRY : "");
    }

    private String error(String id) {
        var body = Json.object().put("error", text).put("code", code).put("correlation_id", id);
        return answer("application/json", body);
    }

    private String problem() {
        var body = Json.object().put("type", "about:blank").put("title", code).put("status", status);
        body.put("detail", text).put("code", code).put("correlation_id", "%[var(txn.id)]");
        return answer("application/problem+json", body);
    }

    private String answer(String type, ObjectNode body) {
        String quoted = Json.text(body).replace("\"", "\\\"");
        return "status " + status + " content-type " + type + " lf-string \"" + quoted + "\"";
    }
}

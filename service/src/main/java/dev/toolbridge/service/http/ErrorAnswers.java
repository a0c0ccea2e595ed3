package dev.toolbridge.service.http;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.json.Json;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where a failure becomes an answer. What is not a [Refusal] is logged and told as an internal error.
public final class ErrorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);
    private static final String PROBLEM = "application/problem+json";

    private ErrorAnswers() {}

    /// The answer for a failure, in the form that the client's `Accept` values ask for.
    public static Answer answer(Throwable failure, List<String> accept, String correlationId) {
        if (failure instanceof Refusal refusal) {
            return answer(refusal, String.join(",", accept), correlationId);
        }
        LOG.error("request failed", failure);
        return answer(Refusal.of(ErrorCode.INTERNAL, "internal error"), String.join(",", accept), correlationId);
    }

    private static Answer answer(Refusal refusal, String accept, String correlationId) {
        var answer = Answer.empty(refusal.status());
        for (var header : refusal.headers().entrySet()) {
            answer = answer.header(header.getKey(), header.getValue());
        }
        if (accept.contains(PROBLEM)) {
            return answer.with(PROBLEM, problem(refusal, correlationId));
        }
        return refusal.isPlain() && !accept.contains("json")
                ? answer.with(
                        Answer.TEXT, (refusal.getMessage() + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8))
                : answer.with(Answer.JSON, error(refusal, correlationId));
    }

    private static byte[] error(Refusal refusal, String correlationId) {
        var body = Json.object().put("error", refusal.getMessage());
        body.put("code", refusal.code().wireName()).put("correlation_id", correlationId);
        refusal.facts().forEach(body::putPOJO);
        return Json.bytes(body);
    }

    /// RFC 9457, section 3: the same facts under the standard's names.
    private static byte[] problem(Refusal refusal, String correlationId) {
        var body = Json.object()
                .put("type", "about:blank")
                .put("title", refusal.code().wireName());
        body.put("status", refusal.status()).put("detail", refusal.getMessage());
        body.put("code", refusal.code().wireName()).put("correlation_id", correlationId);
        refusal.facts().forEach(body::putPOJO);
        return Json.bytes(body);
    }
}

package dev.toolbridge.mcp.resource;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.tool.OnBehalf;
import java.util.List;
import java.util.Optional;

/// Asks the API for changes of all types, in a sync session that it begins when it needs one.
final class ChangesClient {
    /// The scopes that a token needs for that.
    static final List<String> SCOPES = List.of("*:read", "sync");

    private static final String CHANGES = "/v1/sync/changes";
    private static final String SESSIONS = "/v1/sync/sessions";

    private final ApiClient api;
    private Optional<Session> session = Optional.empty();

    ChangesClient(ApiClient api) {
        this.api = api;
    }

    /// A sync session, and its epoch.
    private record Session(String id, String epoch) {

        ApiRequest in(ApiRequest request) {
            return request.header(WireHeader.SYNC_SESSION, id).header(WireHeader.SYNC_EPOCH, epoch);
        }
    }

    /// The newest changes.
    ApiAnswer latest(int limit, OnBehalf caller) {
        return sent(ApiRequest.of("GET", CHANGES).with("latest", "true"), limit, caller);
    }

    private ApiAnswer sent(ApiRequest question, int limit, OnBehalf caller) {
        ApiRequest request = question.with("limit", Integer.toString(limit));
        if (session.isPresent()) {
            ApiAnswer answer = api.send(session.get().in(request), caller);
            boolean over =
                    answer instanceof ApiAnswer.Refused refused && refused.code() == ErrorCode.SYNC_SESSION_REQUIRED;
            if (!over) {
                return answer;
            }
        }
        return sentInNew(request, caller);
    }

    private ApiAnswer sentInNew(ApiRequest request, OnBehalf caller) {
        ApiAnswer begun = api.send(ApiRequest.of("POST", SESSIONS), caller);
        if (!(begun instanceof ApiAnswer.Done done)) {
            return begun;
        }
        var next = new Session(
                done.body().path("id").asText(), done.body().path("epoch").asText());
        session = Optional.of(next);
        return api.send(next.in(request), caller);
    }
}

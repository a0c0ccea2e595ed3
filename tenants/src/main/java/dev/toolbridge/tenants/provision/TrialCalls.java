package dev.toolbridge.tenants.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.tenants.operation.Hold;
import dev.toolbridge.tenants.operation.StepOutcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/// The requests of a trial, each of which has to be answered as expected.
final class TrialCalls implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String AUTHORIZATION = "Authorization";
    private static final String SESSION = "Mcp-Session-Id";
    private static final String REVISION = "2025-06-18";
    private static final int OK = 200;
    private static final int ENDED = 204;
    private static final int REFUSED_FOR_GOOD = 400;
    private static final int FAILED = 500;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final String token;

    /// True when a quota has refused something: assistants read that in words of their own.
    private boolean isLimited;

    TrialCalls(String token) {
        this.token = token;
    }

    /// A call that was not answered as it should be.
    static final class Unexpected extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean isForGood;

        private Unexpected(String why, boolean isForGood) {
            super(why);
            this.isForGood = isForGood;
        }

        /// @param what the trial that failed
        StepOutcome outcome(String what) {
            return isForGood
                    ? Outcomes.refused(what, getMessage(), "look at the logs of the tenant's programs, then retry")
                    : Outcomes.passing(what, getMessage());
        }
    }

    /// Tells if a quota of the tenant is used up: a program that says so has counted, and works.
    static boolean isFull(HttpResponse<String> answer) {
        return answer.statusCode() >= REFUSED_FOR_GOOD && answer.body().contains(ErrorCode.QUOTA_EXCEEDED.wireName());
    }

    /// Sends a request with the trial's token. An answer that a quota is used up is as good as the expected one.
    HttpResponse<String> expect(int status, String method, String address, ObjectNode body) throws Unexpected {
        return sent(status, request(method, address, body).header(AUTHORIZATION, "Bearer " + token));
    }

    void anonymous(int status, String address) throws Unexpected {
        sent(status, protocol(address, message("initialize", introduction())));
    }

    /// Empties the space of the trial's user.
    void wipe(String api, String syncSession) throws Unexpected {
        sent(
                OK,
                request("POST", api + "/v1/sync/wipe", Json.object().put("confirm", "WIPE"))
                        .header(AUTHORIZATION, "Bearer " + token)
                        .header(WireHeader.SYNC_SESSION, syncSession));
    }

    /// Writes a note as an assistant does: in a session of its own, by a tool.
    void writeByAssistant(String address, String key, String title) throws Unexpected {
        String bearer = "Bearer " + key;
        HttpResponse<String> begun = sent(
                OK, protocol(address, message("initialize", introduction())).header(AUTHORIZATION, bearer));
        String session = begun.headers()
                .firstValue(SESSION)
                .orElseThrow(() -> new Unexpected("initialize was answered without a session", true));
        var call = Json.object().put("name", "create_note");
        call.putObject("arguments").put("title", title);
        HttpResponse<String> written = sent(
                OK, protocol(address, message("tools/call", call)).headers(AUTHORIZATION, bearer, SESSION, session));
        if (!written.body().contains("\"isError\":false") && !isLimited) {
            throw new Unexpected("the tool create_note did not write a note", true);
        }
        sent(ENDED, request("DELETE", address, Json.object()).headers(AUTHORIZATION, bearer, SESSION, session));
    }

    @Override
    public void close() {
        http.close();
    }

    private static ObjectNode introduction() {
        var introduction = Json.object().put("protocolVersion", REVISION);
        introduction.putObject("capabilities");
        introduction.putObject("clientInfo").put("name", "trial").put("version", "1");
        return introduction;
    }

    private static ObjectNode message(String method, ObjectNode parameters) {
        return Json.object()
                .put("jsonrpc", "2.0")
                .put("id", 1)
                .put("method", method)
                .set("params", parameters);
    }

    private static HttpRequest.Builder protocol(String address, ObjectNode message) {
        return request("POST", address, message)
                .header("Accept", "application/json, text/event-stream")
                .header("MCP-Protocol-Version", REVISION);
    }

    private static HttpRequest.Builder request(String method, String address, ObjectNode body) {
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.text(body)));
    }

    private HttpResponse<String> sent(int status, HttpRequest.Builder builder) throws Unexpected {
        HttpRequest request = builder.build();
        String asked = request.method() + " " + request.uri().getPath();
        Hold.require();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            int found = answer.statusCode();
            isLimited = isLimited || isFull(answer);
            if (found != status && !isFull(answer)) {
                throw new Unexpected(
                        asked + " was answered with " + found, found >= REFUSED_FOR_GOOD && found < FAILED);
            }
            return answer;
        } catch (IOException failed) {
            throw new Unexpected(asked + " had no answer", false);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        }
    }
}

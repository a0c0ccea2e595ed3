package dev.toolbridge.mcp.resource;

import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.mcp.api.ApiAnswer;
import dev.toolbridge.mcp.api.ApiClient;
import dev.toolbridge.mcp.api.ApiRequest;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.mcp.stored.StoredText;
import dev.toolbridge.mcp.tool.OnBehalf;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.function.IntFunction;

/// Reads the content of resources at the API.
record ResourceReader(ApiClient api) {
    /// The journal's name for the reader of resources.
    static final String TOOL = "resources";

    private static final int REFUSAL_LENGTH_MAX = 300;

    /// The divisor for the number of items after a page that was too long.
    private static final int SHRINK = 4;

    ApiAnswer send(ApiRequest request, Call call) {
        return api.send(request, OnBehalf.withoutTool(call, TOOL));
    }

    /// The answer for that many items, or for fewer when that many are too long.
    static ApiAnswer fitting(int count, IntFunction<ApiAnswer> request) {
        ApiAnswer answer = request.apply(count);
        return answer instanceof ApiAnswer.TooLong && count > 1
                ? fitting(Math.max(1, count / SHRINK), request)
                : answer;
    }

    static ReadResourceResult result(String uri, String mediaType, String text) {
        ResourceContents contents =
                TextResourceContents.builder(uri, text).mimeType(mediaType).build();
        return ReadResourceResult.builder(List.of(contents)).build();
    }

    static ProtocolError refusal(ApiAnswer answer) {
        return answer instanceof ApiAnswer.Refused refused
                ? ProtocolError.refused(refused.status(), StoredText.inline(refused.text(), REFUSAL_LENGTH_MAX))
                : ProtocolError.refused(ErrorCode.UNAVAILABLE.status(), "the workspace cannot answer");
    }
}

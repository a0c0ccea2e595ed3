package dev.toolbridge.proof.conformance;

import static dev.toolbridge.proof.conformance.FixtureQuestions.form;
import static dev.toolbridge.proof.conformance.FixtureQuestions.one;
import static dev.toolbridge.proof.conformance.FixtureQuestions.sampling;
import static dev.toolbridge.proof.conformance.Fixtures.content;
import static dev.toolbridge.proof.conformance.Fixtures.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.Question;
import dev.toolbridge.mcp.offer.ToolSet;
import dev.toolbridge.mcp.protocol.LogLevel;
import dev.toolbridge.mcp.protocol.ProtocolError;
import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.BiFunction;

/// The tools that the suite calls.
final class FixtureTools implements ToolSet {
    private static final String SCHEMA_TOOL = "json_schema_2020_12_tool";
    private static final String PREFIX = "test_input_required_result_";

    private final SequencedMap<String, BiFunction<ObjectNode, Call, CallToolResult>> tools = new LinkedHashMap<>();

    FixtureTools() {
        addContents();
        addMessages();
        addElicitations();
        addRounds();
        tools.put(SCHEMA_TOOL, (_, _) -> text("done"));
        tools.put("test_missing_capability", (_, call) -> {
            if (call.questions().canAsk("sampling")) {
                return text("The client can be asked.");
            }
            throw ProtocolError.missingCapabilities(Set.of("sampling"));
        });
    }

    @Override
    public ToolSet narrowed(SequencedMap<String, List<String>> query) {
        return this;
    }

    @Override
    public boolean offers(String name) {
        return tools.containsKey(name);
    }

    @Override
    public List<Tool> list(Principal principal) {
        return tools.keySet().stream().map(FixtureTools::definition).toList();
    }

    private static Tool definition(String name) {
        Map<String, Object> schema = name.equals(SCHEMA_TOOL) ? Fixtures.SCHEMA : Map.of("type", "object");
        return Tool.builder(name, schema)
                .description("A fixture of the conformance suite.")
                .build();
    }

    @Override
    public Optional<CallToolResult> call(String name, ObjectNode arguments, Call call) {
        return Optional.ofNullable(tools.get(name)).map(tool -> tool.apply(arguments, call));
    }

    private void addContents() {
        var image = ImageContent.builder(Fixtures.PNG, "image/png").build();
        tools.put("test_simple_text", (_, _) -> text("This is a simple text response for testing."));
        tools.put("test_image_content", (_, _) -> content(image));
        tools.put(
                "test_audio_content",
                (_, _) ->
                        content(AudioContent.builder(Fixtures.WAV, "audio/wav").build()));
        tools.put(
                "test_embedded_resource",
                (_, _) -> content(resource("test://embedded-resource", "text/plain", "An embedded resource.")));
        tools.put(
                "test_multiple_content_types",
                (_, _) -> content(
                        TextContent.builder("Multiple content types test:").build(),
                        image,
                        resource("test://mixed-content-resource", "application/json", "{\"test\":\"data\"}")));
        tools.put("test_error_handling", (_, _) -> CallToolResult.builder()
                .addTextContent("This tool intentionally returns an error for testing")
                .isError(true)
                .build());
    }

    private void addMessages() {
        tools.put("test_tool_with_logging", (_, call) -> logged(call));
        tools.put("test_logging_tool", (_, call) -> logged(call));
        tools.put("test_tool_with_progress", (_, call) -> {
            for (int percent : new int[] {0, 50, 100}) {
                call.progress(percent, 100, "Completed " + percent + " of 100");
            }
            return text("done");
        });
    }

    private static CallToolResult logged(Call call) {
        call.log(LogLevel.INFO, "Tool execution started");
        call.log(LogLevel.INFO, "Tool processing data");
        call.log(LogLevel.INFO, "Tool execution completed");
        return text("Tool with logging executed successfully");
    }

    private void addElicitations() {
        tools.put(
                "test_sampling",
                (arguments, call) ->
                        asked(call, sampling(arguments.path("prompt").asText())));
        tools.put(
                "test_elicitation",
                (arguments, call) -> asked(call, form(arguments.path("message").asText(), "response", "string")));
        tools.put("test_elicitation_sep1034_defaults", (_, call) -> asked(call, FixtureQuestions.defaults()));
        tools.put("test_elicitation_sep1330_enums", (_, call) -> asked(call, FixtureQuestions.choices()));
        tools.put("test_streaming_elicitation", (_, call) -> {
            call.progress(0, 1, "asking");
            return asked(call, form("Go on?", "ok", "boolean"));
        });
    }

    private static CallToolResult asked(Call call, Question question) {
        ObjectNode answer = call.questions().ask(one("question", question)).get("question");
        return text("The answer: action=%s, content=%s"
                .formatted(answer.path("action").asText(), answer.path("content")));
    }

    private void addRounds() {
        tools.put(PREFIX + "elicitation", (_, call) -> {
            var answers = call.questions().ask(one("user_name", form("What is your name?", "name", "string")));
            return text("Hello, "
                    + answers.get("user_name").path("content").path("name").asText() + "!");
        });
        tools.put(PREFIX + "sampling", (_, call) -> asked(call, sampling("What is the capital of France?")));
        tools.put(
                PREFIX + "list_roots",
                (_, call) -> text("Roots: "
                        + call.questions()
                                .ask(one("client_roots", Question.roots()))
                                .get("client_roots")
                                .path("roots")));
        tools.put(PREFIX + "request_state", (_, call) -> {
            call.questions().ask(one("confirm", form("Please confirm", "ok", "boolean")));
            return text("state-ok");
        });
        tools.put(PREFIX + "tampered_state", (_, call) -> asked(call, form("Please confirm", "ok", "boolean")));
        tools.put(
                PREFIX + "multiple_inputs",
                (_, call) -> text("Answers: "
                        + call.questions().ask(FixtureQuestions.everything()).size()));
        tools.put(PREFIX + "multi_round", (_, call) -> {
            call.questions().ask(one("step1", form("Step 1: What is your name?", "name", "string")));
            call.questions().ask(one("step2", form("Step 2: What is your favorite color?", "color", "string")));
            return text("Both steps are done.");
        });
        tools.put(PREFIX + "capabilities", (_, call) -> {
            var questions = FixtureQuestions.everything();
            questions.values().removeIf(question -> !call.questions().canAsk(question.capability()));
            return text("Answers: " + call.questions().ask(questions).size());
        });
    }

    private static EmbeddedResource resource(String uri, String mediaType, String text) {
        return EmbeddedResource.builder(Fixtures.resource(uri, mediaType, text)).build();
    }
}

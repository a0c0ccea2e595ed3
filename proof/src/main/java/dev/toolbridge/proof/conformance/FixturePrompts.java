package dev.toolbridge.proof.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.PromptSet;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.PromptArgument;
import io.modelcontextprotocol.spec.McpSchema.PromptMessage;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The prompts that the suite gets.
final class FixturePrompts implements PromptSet {

    @Override
    public List<Prompt> list() {
        return List.of(
                prompt("test_simple_prompt"),
                prompt("test_prompt_with_arguments", "arg1", "arg2"),
                prompt("test_prompt_with_embedded_resource", "resourceUri"),
                prompt("test_prompt_with_image"),
                prompt("test_input_required_result_prompt"));
    }

    private static Prompt prompt(String name, String... arguments) {
        return Prompt.builder(name)
                .description("A fixture of the conformance suite.")
                .arguments(Arrays.stream(arguments)
                        .map(argument ->
                                PromptArgument.builder(argument).required(true).build())
                        .toList())
                .build();
    }

    @Override
    public Optional<GetPromptResult> get(String name, ObjectNode arguments, Call call) {
        return switch (name) {
            case "test_simple_prompt" -> said(text("This is a simple prompt for testing."));
            case "test_prompt_with_arguments" ->
                said(text("Prompt with arguments: arg1='%s', arg2='%s'"
                        .formatted(
                                arguments.path("arg1").asText(),
                                arguments.path("arg2").asText())));
            case "test_prompt_with_embedded_resource" -> {
                var embedded =
                        Fixtures.resource(arguments.path("resourceUri").asText(), "text/plain", "Embedded content.");
                yield said(EmbeddedResource.builder(embedded).build(), text("Please process the resource above."));
            }
            case "test_prompt_with_image" ->
                said(ImageContent.builder(Fixtures.PNG, "image/png").build(), text("Please analyze the image above."));
            case "test_input_required_result_prompt" -> {
                var question = FixtureQuestions.form("What context should the prompt use?", "context", "string");
                var answer = call.questions().ask(FixtureQuestions.one("user_context", question));
                yield said(text("Context: " + answer.get("user_context").path("content")));
            }
            default -> Optional.empty();
        };
    }

    @Override
    public List<String> complete(String prompt, PartialArgument argument, Call call) {
        return Stream.of("test value", "another value")
                .filter(value -> value.startsWith(argument.value()))
                .toList();
    }

    private static Content text(String text) {
        return TextContent.builder(text).build();
    }

    private static Optional<GetPromptResult> said(Content... contents) {
        return Optional.of(GetPromptResult.builder(Arrays.stream(contents)
                        .map(content -> new PromptMessage(Role.USER, content))
                        .toList())
                .build());
    }
}

package dev.toolbridge.mcp.offer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.protocol.Message;
import dev.toolbridge.mcp.protocol.MethodParameters;
import dev.toolbridge.mcp.protocol.ProtocolError;
import dev.toolbridge.service.json.Json;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ListPromptsResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourceTemplatesResult;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/// The features of the server, and the methods that use them: the same in every revision.
///
/// @param implementation the server's name for itself
/// @param instructions the text that an assistant reads before it uses the tools
/// @param tools the tools
/// @param prompts the prompts
/// @param resources all resources, of which a client sees those that its tools could read
/// @param projects the projects that connections can be bound to
/// @param binding the project that this connection is bound to
public record Features(
        Implementation implementation,
        String instructions,
        ToolSet tools,
        PromptSet prompts,
        ResourceSet resources,
        ProjectSet projects,
        Optional<Binding> binding) {
    private static final int COMPLETIONS_MAX = 100;

    /// The protocol's extension for pages that show the results of tools.
    private static final String PAGES = "io.modelcontextprotocol/ui";

    /// The features of a server.
    public Features(
            Implementation implementation, String instructions, ToolSet tools, PromptSet prompts, Sources sources) {
        this(implementation, instructions, tools, prompts, sources.resources(), sources.projects(), Optional.empty());
    }

    /// The parts that a server has beside tools and prompts.
    public record Sources(ResourceSet resources, ProjectSet projects) {}

    public ServerCapabilities capabilities() {
        boolean hasPages =
                shown().list().stream().anyMatch(resource -> ResourceSet.PAGE_TYPE.equals(resource.mimeType()));
        return ServerCapabilities.builder()
                .tools(binding.isPresent())
                .prompts(false)
                .resources(true, false)
                .completions()
                .logging()
                .extensions(hasPages ? Map.of(PAGES, Map.of("mimeTypes", List.of(ResourceSet.PAGE_TYPE))) : null)
                .build();
    }

    /// The same features, narrowed by the query of the address that a client uses.
    public Features narrowed(SequencedMap<String, List<String>> query) {
        ToolSet offered = tools.narrowed(ProjectChoice.without(query));
        return new Features(implementation, instructions, offered, prompts, resources, projects, binding);
    }

    /// The principal of a connection whose address may name a project.
    ///
    /// @throws ProtocolError if it is not a member there
    public Principal bind(Principal principal, SequencedMap<String, List<String>> query) {
        return ProjectChoice.of(query)
                .map(name ->
                        principal.in(Optional.of(projects.find(name, principal).id())))
                .orElse(principal);
    }

    /// The same features as the project of a connection has them now.
    ///
    /// @throws ProtocolError if the principal is no longer a member there
    public Features of(Principal principal) {
        return principal
                .project()
                .map(id -> within(projects.find(id, principal)))
                .orElse(this);
    }

    private Features within(Binding project) {
        String text = instructions + "\nThis connection works in the project " + project.slug()
                + " and nowhere else; its answers name it.";
        return new Features(
                implementation,
                text,
                tools.within(project),
                prompts,
                resources.within(project),
                projects,
                Optional.of(project));
    }

    /// The resources that the tools could read.
    public ResourceSet shown() {
        return resources.narrowed(tools);
    }

    /// Reports changes of the tools that the client's project has enabled until the watch is closed.
    public ResourceSet.Watch watchBinding(Supplier<Principal> newest, Runnable changed) {
        return resources.watchBinding(newest, () -> {
            projects.forget(newest.get());
            changed.run();
        });
    }

    /// Carries out one of the methods.
    ///
    /// @throws ProtocolError if the method does not exist, or its parameters are wrong
    public ObjectNode answer(Message.Request request, Call call) {
        ObjectNode parameters = request.parameters();
        return switch (request.method()) {
            case "tools/list" -> whole(parameters, new ListToolsResult(tools.list(call.principal()), null, null));
            case "tools/call" -> callTool(parameters, call);
            case "prompts/list" -> whole(parameters, new ListPromptsResult(prompts.list(), null, null));
            case "prompts/get" -> prompt(parameters, call);
            case "resources/list" -> whole(parameters, new ListResourcesResult(shown().list(), null, null));
            case "resources/templates/list" ->
                whole(parameters, new ListResourceTemplatesResult(shown().templates(), null, null));
            case "resources/read" -> read(MethodParameters.text(parameters, "uri"), call);
            case "completion/complete" -> complete(parameters, call);
            default -> throw ProtocolError.methodNotFound(request.method());
        };
    }

    /// Gives a list whole, and refuses every cursor.
    private static ObjectNode whole(ObjectNode parameters, Object list) {
        if (parameters.hasNonNull("cursor")) {
            throw ProtocolError.invalidParameters("params.cursor is not one of ours: this list has one page");
        }
        return json(list);
    }

    private ObjectNode callTool(ObjectNode parameters, Call call) {
        String name = MethodParameters.text(parameters, "name");
        CallToolResult result = tools.call(name, MethodParameters.object(parameters, "arguments"), call)
                .orElseThrow(() -> ProtocolError.invalidParameters("unknown tool: " + name));
        if (Boolean.TRUE.equals(result.isError()) && binding.isPresent()) {
            requireMember(call.principal(), binding.get());
        }
        return result(result);
    }

    /// After a refusal, looks if the principal is still a member: else every item seems to be missing.
    private void requireMember(Principal principal, Binding project) {
        projects.forget(principal);
        var _ = projects.find(project.id(), principal);
    }

    /// The structure is a tree already: to make another would cost as much as the rest.
    private static ObjectNode result(CallToolResult result) {
        if (!(result.structuredContent() instanceof JsonNode structure)) {
            return json(result);
        }
        ObjectNode bare = json(new CallToolResult(result.content(), result.isError(), null, result.meta()));
        return bare.set("structuredContent", structure);
    }

    private ObjectNode prompt(ObjectNode parameters, Call call) {
        String name = MethodParameters.text(parameters, "name");
        return prompts.get(name, MethodParameters.object(parameters, "arguments"), call)
                .map(Features::json)
                .orElseThrow(() -> ProtocolError.invalidParameters("unknown prompt: " + name));
    }

    private ObjectNode read(String uri, Call call) {
        return shown().read(uri, call).map(Features::json).orElseThrow(() -> ProtocolError.resourceNotFound(uri));
    }

    private ObjectNode complete(ObjectNode parameters, Call call) {
        ObjectNode reference = MethodParameters.object(parameters, "ref");
        ObjectNode argument = MethodParameters.object(parameters, "argument");
        var partial = new PromptSet.PartialArgument(
                MethodParameters.text(argument, "name"), MethodParameters.text(argument, "value"));
        List<String> found =
                switch (MethodParameters.text(reference, "type")) {
                    case "ref/prompt" -> prompts.complete(MethodParameters.text(reference, "name"), partial, call);
                    case "ref/resource" -> shown().complete(MethodParameters.text(reference, "uri"), partial, call);
                    default -> throw ProtocolError.invalidParameters("params.ref.type is unknown");
                };
        var result = Json.object();
        ObjectNode completion = result.putObject("completion");
        found.stream().limit(COMPLETIONS_MAX).forEach(completion.putArray("values")::add);
        completion.put("total", found.size()).put("hasMore", found.size() > COMPLETIONS_MAX);
        return result;
    }

    public static ObjectNode json(Object value) {
        JsonNode tree = Json.mapper().valueToTree(value);
        return (ObjectNode) tree;
    }
}

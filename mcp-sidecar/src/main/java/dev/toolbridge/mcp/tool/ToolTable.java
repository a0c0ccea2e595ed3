package dev.toolbridge.mcp.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.mcp.access.Principal;
import dev.toolbridge.mcp.offer.Binding;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ToolSet;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.MDC;

/// The tools of the server in their fixed order. It shows the tools that the address and the credential allow,
/// checks arguments, measures calls, and turns refusals into results.
public final class ToolTable implements ToolSet {
    private final Tools tools;
    private final SequencedMap<String, ToolEntry> visible;
    private final Optional<ToolFilter> filter;
    private final Optional<Binding> binding;

    private ToolTable(
            Tools tools,
            SequencedMap<String, ToolEntry> visible,
            Optional<ToolFilter> filter,
            Optional<Binding> binding) {
        this.tools = tools;
        this.visible = visible;
        this.filter = filter;
        this.binding = binding;
    }

    /// All tools, before any address narrows them.
    private record Tools(
            SequencedMap<String, ToolEntry> entries,
            Map<String, Tool> definitions,
            ToolMeter meter,
            TodayClient today,
            Set<String> onRequest) {

        /// The tools that an address may choose from: all when it names subjects, else those of everybody. Those of
        /// projects are in projects only.
        List<ToolEntry> offered(boolean namesSubjects, boolean isInProject) {
            return entries.values().stream()
                    .filter(entry -> namesSubjects || !onRequest.contains(entry.subject()))
                    .filter(entry -> isInProject || !entry.call().needsProject())
                    .toList();
        }
    }

    /// A table of these tools. Tools with a page are shown only at an address that asks for them.
    ///
    /// @param onRequest the subjects whose tools are shown only at an address that names them
    public static ToolTable of(List<ToolEntry> entries, Set<String> onRequest, ToolContext context) {
        Map<String, Tool> definitions =
                entries.stream().collect(Collectors.toUnmodifiableMap(ToolEntry::name, ToolEntry::tool));
        var tools = new Tools(
                byName(entries), definitions, new ToolMeter(context.meters()), context.today(), Set.copyOf(onRequest));
        List<ToolEntry> shown = tools.offered(false, false).stream()
                .filter(entry -> entry.page().isEmpty())
                .toList();
        return new ToolTable(tools, byName(shown), Optional.empty(), Optional.empty());
    }

    @Override
    public ToolTable narrowed(SequencedMap<String, List<String>> query) {
        if (query.isEmpty()) {
            return this;
        }
        var parsed = ToolFilter.parse(query, tools.entries().values());
        List<ToolEntry> chosen = tools.offered(parsed.namesSubjects(), binding.isPresent()).stream()
                .filter(parsed)
                .toList();
        return new ToolTable(tools, byName(chosen), Optional.of(parsed), binding);
    }

    /// A project that chose some plugins shows the tools of all their types, also of those that others see on request
    /// only.
    @Override
    public ToolTable within(Binding project) {
        boolean namesSubjects = filter.filter(ToolFilter::namesSubjects).isPresent();
        List<ToolEntry> chosen = tools.offered(true, true).stream()
                .filter(entry -> namesSubjects
                        || !tools.onRequest().contains(entry.subject())
                        || (!project.isWhole() && project.chooses(entry.subject())))
                .filter(entry -> project.admits(entry.subject()))
                .filter(entry -> filter.map(one -> one.test(entry))
                        .orElseGet(() -> entry.page().isEmpty()))
                .toList();
        return new ToolTable(tools, byName(chosen), filter, Optional.of(project));
    }

    @Override
    public boolean admits(String subject, String tool) {
        return binding.map(project -> project.admits(subject)).orElse(true)
                && filter.map(one -> one.admits(subject, tool)).orElse(true);
    }

    @Override
    public boolean offers(String name) {
        return visible.containsKey(name);
    }

    @Override
    public List<Tool> list(Principal principal) {
        return allowedTo(principal).stream()
                .map(entry -> tools.definitions().get(entry.name()))
                .toList();
    }

    @Override
    public Optional<CallToolResult> call(String name, ObjectNode arguments, Call call) {
        Optional<ToolEntry> found = find(name);
        found.ifPresent(entry -> call.require(List.of(entry.scope())));
        return found.map(entry -> tools.meter().measured(name, () -> result(entry, arguments, call)));
    }

    /// The visible tools that the scopes of a credential allow.
    List<ToolEntry> allowedTo(Principal principal) {
        return visible.values().stream()
                .filter(entry -> principal.allows(entry.scope()))
                .toList();
    }

    Optional<ToolEntry> find(String name) {
        return Optional.ofNullable(visible.get(name));
    }

    /// The result of a call, or of its refusal: the assistant can read both.
    private CallToolResult result(ToolEntry entry, ObjectNode given, Call call) {
        try {
            var arguments = Arguments.check(entry.definition().parameters(), given);
            MDC.put("tool", entry.name());
            call.run().ifPresent(run -> MDC.put("run", run));
            return named(entry.call().run(arguments, call, this::admits));
        } catch (ToolRefusal refusal) {
            return named(refusal.onDay(() -> tools.today().of(call, new OnBehalf(call, entry.name())))
                    .result());
        }
    }

    private CallToolResult named(CallToolResult result) {
        return binding.map(project -> ProjectMark.on(result, project)).orElse(result);
    }

    private static SequencedMap<String, ToolEntry> byName(List<ToolEntry> entries) {
        var byName = new LinkedHashMap<String, ToolEntry>();
        entries.forEach(entry -> byName.put(entry.name(), entry));
        return byName;
    }
}

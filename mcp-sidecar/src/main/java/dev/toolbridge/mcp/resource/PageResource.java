package dev.toolbridge.mcp.resource;

import dev.toolbridge.contract.scope.Scope;
import dev.toolbridge.mcp.offer.Call;
import dev.toolbridge.mcp.offer.ResourceSet;
import dev.toolbridge.mcp.offer.ToolSet;
import dev.toolbridge.mcp.tool.app.AppPage;
import dev.toolbridge.mcp.tool.app.AppTools;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// A page of tools, `ui://toolbridge/list` and so on: constant, without any domain and permission.
record PageResource(AppPage page) implements ResourceEntry {
    private static final List<String> DOMAINS =
            List.of("connectDomains", "resourceDomains", "frameDomains", "baseUriDomains");

    @Override
    public Optional<PageResource> narrowed(ToolSet tools) {
        return AppTools.names(page).stream().anyMatch(tools::offers) ? Optional.of(this) : Optional.empty();
    }

    @Override
    public Optional<Resource> resource() {
        return Optional.of(Resource.builder(page.uri(), page.wireName())
                .title(page.title())
                .description(page.description())
                .mimeType(ResourceSet.PAGE_TYPE)
                .build());
    }

    @Override
    public boolean holds(String uri) {
        return uri.equals(page.uri());
    }

    @Override
    public Optional<ReadResourceResult> read(String uri, Call call) {
        var contents = TextResourceContents.builder(uri, page.html())
                .mimeType(ResourceSet.PAGE_TYPE)
                .meta(Map.of("ui", Map.of("csp", noDomains(), "prefersBorder", true)))
                .build();
        return Optional.of(ReadResourceResult.builder(List.of(contents)).build());
    }

    private static Map<String, Object> noDomains() {
        var domains = new TreeMap<String, Object>();
        DOMAINS.forEach(kind -> domains.put(kind, List.of()));
        return domains;
    }

    @Override
    public String watchScope() {
        return Scope.ANY_READ;
    }

    @Override
    public boolean shows(String uri, Set<String> changed) {
        return false;
    }
}

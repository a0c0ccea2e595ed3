package dev.toolbridge.mcp.resource;

import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.UidForm;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.mcp.api.ApiRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address of an item as a resource.
record ItemAddress(EntityType type, String uid) {
    static final String SCHEME = "toolbridge://";

    /// The variable part of a template.
    static final String VARIABLE = "uid";

    private static final Pattern FORM = Pattern.compile(SCHEME + "([a-z_]{1,40})/(.+)");

    /// Reads an address; the uid in it may have any form.
    static Optional<ItemAddress> of(String uri, List<EntityType> types) {
        Matcher parts = FORM.matcher(uri);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return UidForm.read(parts.group(2)).flatMap(uid -> types.stream()
                .filter(type -> type.plural().equals(parts.group(1)))
                .map(type -> new ItemAddress(type, uid.toString()))
                .findFirst());
    }

    /// The address of an item as the API names it.
    static Optional<ItemAddress> ofItem(String typeName, String uid) {
        return Entities.find(typeName).map(type -> new ItemAddress(type, uid));
    }

    /// The address of the item that keeps the MCP configuration of a project.
    static String ofConfiguration(String project) {
        return new ItemAddress(Entities.named("mcp_configuration"), project).uri();
    }

    /// The template of the addresses of a type's items.
    static String template(EntityType type) {
        return SCHEME + type.plural() + "/{" + VARIABLE + "}";
    }

    String uri() {
        return SCHEME + type.plural() + "/" + uid;
    }

    /// The scope that reading the item needs.
    String scope() {
        return type.plural() + ":read";
    }

    ApiRequest request() {
        return ApiRequest.of("GET", "/v1/" + type.plural() + "/" + uid);
    }
}

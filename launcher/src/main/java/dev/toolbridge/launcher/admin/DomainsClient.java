package dev.toolbridge.launcher.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.Map;
import java.util.Optional;

/// Calls to a control plane about the domains that a tenant brings.
///
/// @param tenant its slug, id or reference
public record DomainsClient(ControlPlane controlPlane, String tenant) {

    /// All domains of the tenant.
    public JsonNode list() {
        return controlPlane.server().get(ControlPlane.domains(tenant));
    }

    /// Asks for a domain.
    ///
    /// @return the domain, with the records to set
    public JsonNode add(String name) {
        return post("", Optional.of(Json.object().put("name", name)));
    }

    /// Removes a domain with its certificate.
    public JsonNode remove(String name) {
        controlPlane.server().send("DELETE", path(name), Optional.empty(), Map.of());
        return Json.object().put("name", name).put("status", "removed");
    }

    /// Has a domain looked at now.
    public JsonNode check(String name) {
        return post("/" + ControlPlane.word(name) + "/check", Optional.empty());
    }

    /// Gives a domain a certificate.
    ///
    /// @param certificate the chain and its key, as the control plane reads them
    public JsonNode give(String name, ObjectNode certificate) {
        return post("/" + ControlPlane.word(name) + "/certificate", Optional.of(certificate));
    }

    private JsonNode post(String path, Optional<JsonNode> body) {
        return controlPlane.server().send("POST", ControlPlane.domains(tenant) + path, body, Map.of());
    }

    private String path(String name) {
        return ControlPlane.domains(tenant) + "/" + ControlPlane.word(name);
    }
}

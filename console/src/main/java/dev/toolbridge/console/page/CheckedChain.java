package dev.toolbridge.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.visit.Visit;
import dev.toolbridge.service.json.Json;
import java.util.Optional;

/// The check of a chain of entries, if a page was asked for it: from the beginning, or from where a part has ended.
final class CheckedChain {

    private CheckedChain() {}

    /// @param verify the request for the check
    static JsonNode of(Visit visit, ApiRequest verify) {
        return visit.asked("check")
                .map(place ->
                        visit.read(verify.with("cursor", Optional.of(place).filter(at -> !at.equals("0")))))
                .orElseGet(Json::object);
    }
}

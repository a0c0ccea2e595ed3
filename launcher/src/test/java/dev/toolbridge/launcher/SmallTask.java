package dev.toolbridge.launcher;

import dev.toolbridge.service.json.Json;
import java.util.List;
import java.util.Map;

/// A program that runs once: it prints its settings and arguments.
public final class SmallTask {

    private SmallTask() {}

    public static void main(String[] arguments) {
        System.out.println(Json.text(Map.of("arguments", List.of(arguments), "settings", System.getenv())));
    }
}

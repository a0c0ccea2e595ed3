package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.service.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The status of a task as clients of this interface name it.
enum TaskStatus {
    PENDING("open"),
    IN_PROGRESS("in_progress"),
    BLOCKED("open"),
    COMPLETED("completed");

    private static final String STATUS = "status";
    private static final String DONE = "done";
    private static final String TAGS = "tags";
    private static final String TAG = "blocked";

    private final String ours;

    TaskStatus(String ours) {
        this.ours = ours;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(TaskStatus::wireName).toList();
    }

    static Optional<TaskStatus> named(String name) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(name))
                .findFirst();
    }

    /// The status of a stored task.
    static TaskStatus of(ObjectNode task) {
        if (task.path(DONE).booleanValue()) {
            return COMPLETED;
        }
        if (isBlocked(task)) {
            return BLOCKED;
        }
        return task.path(STATUS).asText().equals(IN_PROGRESS.ours) ? IN_PROGRESS : PENDING;
    }

    /// The fields that a task gets with this status; a tag says that it is blocked.
    ObjectNode fields(ObjectNode task) {
        ObjectNode fields = Json.object().put(STATUS, ours).put(DONE, this == COMPLETED);
        if (isBlocked(task) != (this == BLOCKED)) {
            ArrayNode tags = fields.putArray(TAGS);
            task.path(TAGS)
                    .valueStream()
                    .filter(tag -> !tag.asText().equals(TAG))
                    .forEach(tags::add);
            if (this == BLOCKED) {
                tags.add(TAG);
            }
        }
        return fields;
    }

    private static boolean isBlocked(ObjectNode task) {
        return task.path(TAGS).valueStream().anyMatch(tag -> tag.asText().equals(TAG));
    }
}

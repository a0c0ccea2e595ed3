package dev.toolbridge.api.face;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.api.item.Item;
import dev.toolbridge.api.item.Times;
import dev.toolbridge.contract.ErrorCode;
import dev.toolbridge.service.error.Refusal;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The bodies of requests for tasks, and tasks as clients read them.
final class TaskBody {
    static final String ID = "task_id";
    static final String DESCRIPTION = "description";
    static final String DEPENDENCY = "dependency";
    static final String PRIORITY = "priority";
    static final String TAGS = "tags";
    static final String STATUS = "status";
    static final String NOTE = "synthesis_note";
    static final int ID_LENGTH_MAX = 200;
    static final int TEXT_LENGTH_MAX = 16_384;
    static final int WORD_LENGTH_MAX = 100;
    static final int TAGS_MAX = 50;
    static final String ID_FORM = "^[A-Za-z0-9._-]+$";

    /// The field that keeps the name of the task at its client.
    static final String OUR_ID = "taskId";

    private static final Pattern ID_GOOD = Pattern.compile("[A-Za-z0-9._-]{1," + ID_LENGTH_MAX + "}");

    private TaskBody() {}

    /// The progress of a task.
    record Progress(Optional<TaskStatus> status, Optional<String> note) {}

    /// The fields of a new task.
    static ObjectNode created(Request request) {
        BodyFields body = BodyFields.of(request, FaceSchemas.all().get(FaceSchemas.TASK_ORDER));
        String id = body.text(
                ID,
                text -> ID_GOOD.matcher(text).matches(),
                "letters, digits, dots, hyphens and _, up to " + ID_LENGTH_MAX);
        ObjectNode fields = Json.object()
                .put("title", id)
                .put(DESCRIPTION, text(body, DESCRIPTION, TEXT_LENGTH_MAX).orElseThrow(TaskBody::noDescription))
                .put(STATUS, "open")
                .put(OUR_ID, id);
        text(body, DEPENDENCY, WORD_LENGTH_MAX).ifPresent(text -> fields.put(DEPENDENCY, text));
        text(body, PRIORITY, WORD_LENGTH_MAX).ifPresent(text -> fields.put(PRIORITY, text));
        if (body.find(TAGS).isPresent()) {
            List<String> tags = body.texts(
                    TAGS,
                    TAGS_MAX,
                    tag -> isText(tag, WORD_LENGTH_MAX),
                    "up to " + TAGS_MAX + " texts of up to " + WORD_LENGTH_MAX + " characters");
            tags.forEach(fields.putArray(TAGS)::add);
        }
        return fields;
    }

    private static Refusal noDescription() {
        return BodyFields.invalid(DESCRIPTION, "a text of up to " + TEXT_LENGTH_MAX + " characters");
    }

    /// The progress that a request tells of.
    static Progress progress(Request request) {
        BodyFields body = BodyFields.of(request, FaceSchemas.taskChange());
        Optional<TaskStatus> status = body.findText(
                        STATUS, TaskStatus.names()::contains, "one of " + String.join(", ", TaskStatus.names()))
                .flatMap(TaskStatus::named);
        Optional<String> note = text(body, NOTE, TEXT_LENGTH_MAX);
        if (status.isEmpty() && note.isEmpty()) {
            throw Refusal.of(ErrorCode.INVALID_REQUEST, "a change has a status, a synthesis_note or both");
        }
        return new Progress(status, note);
    }

    /// A task as clients of this interface read it.
    static ObjectNode shown(Item task) {
        ObjectNode fields = task.payload().fields();
        ObjectNode json = Json.object();
        json.set(ID, orNull(fields, OUR_ID));
        List.of(DESCRIPTION, DEPENDENCY, PRIORITY).forEach(name -> json.set(name, orNull(fields, name)));
        fields.path(TAGS).valueStream().forEach(json.putArray(TAGS)::add);
        return json.put(STATUS, TaskStatus.of(fields).wireName())
                .put(SentMemory.VERSION, task.version())
                .put(FaceJson.UPDATED_AT, Times.rfc3339(task.updatedAtMs()));
    }

    private static JsonNode orNull(ObjectNode fields, String name) {
        return fields.hasNonNull(name) ? fields.get(name) : fields.nullNode();
    }

    private static Optional<String> text(BodyFields body, String name, int lengthMax) {
        return body.findText(name, text -> isText(text, lengthMax), "a text of up to " + lengthMax + " characters");
    }

    private static boolean isText(String text, int lengthMax) {
        return !text.isEmpty() && text.codePointCount(0, text.length()) <= lengthMax;
    }
}

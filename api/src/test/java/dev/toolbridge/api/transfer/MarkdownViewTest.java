package dev.toolbridge.api.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.api.RunningServer;
import dev.toolbridge.api.Workspace;
import dev.toolbridge.api.archive.ArchivedChildren;
import dev.toolbridge.api.archive.ArchivedItems.Question;
import dev.toolbridge.api.item.Space;
import dev.toolbridge.api.store.read.ArchiveStore;
import dev.toolbridge.api.store.read.ArchivedChildrenStore;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.moving.Readers;
import dev.toolbridge.moving.reader.ImportedItem;
import dev.toolbridge.moving.reader.ReadOptions;
import dev.toolbridge.moving.reader.ReportLine;
import dev.toolbridge.moving.reader.Sink;
import dev.toolbridge.moving.source.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A space as files of Markdown.
class MarkdownViewTest {
    private static final Workspace WORKSPACE = new Workspace();
    private static RunningServer server;

    @TempDir
    private Path folder;

    private final String token = RunningServer.ownersToken("user-" + UUID.randomUUID());

    @BeforeAll
    static void start() throws InterruptedException {
        server = RunningServer.alone(
                WORKSPACE, Map.of("RATE_LIMIT_PER_MINUTE", "1000000", "RATE_LIMIT_BURST", "1000000"));
    }

    @AfterAll
    static void close() {
        server.close();
        WORKSPACE.close();
    }

    @Test
    void hasAFileForEachThingThatStandsAlone() throws Exception {
        String note = created(
                "notes",
                "{'title':'Garden: plan','content':'# Garden\\n\\nBeans','tags':['a','b'],"
                        + "'odd \u202e':{'n':1.50},'yes':'no'}");
        created("notes", "{'title':'garden? plan','content':'another'}");
        created("comments", "{'content':'well\\nsaid','author':'ada','parentType':'note','parentUid':'" + note + "'}");
        String list = created("task_lists", "{'title':'Chores'}");
        String parent = created("tasks", "{'title':'Wash','taskListUid':'" + list + "'}");
        created("tasks", "{'title':'Dry','taskListUid':'" + list + "','parentUid':'" + parent + "','done':true}");
        created("comments", "{'content':'twice','parentType':'task','parentUid':'" + parent + "'}");
        created("tasks", "{'title':'Alone'}");
        String chat = created("chats", "{'title':'Talk'}");
        created("chat_messages", "{'chatUid':'" + chat + "','sender':'bob','content':'second','order':2}");
        created("chat_messages", "{'chatUid':'" + chat + "','sender':'ada','content':'first','order':1}");
        created("milestones", "{'title':'Launch','description':'soon'}");
        String gone = created("notes", "{'title':'gone'}");
        created("comments", "{'content':'left over','parentType':'note','parentUid':'" + gone + "'}");
        server.delete("/v1/notes/" + gone, token);

        Map<String, String> files = files(export());

        assertThat(files.keySet()).hasSize(7).contains("notes/Garden plan.md", "lists/Chores.md", "chats/Talk.md");
        assertThat(files.get("notes/Garden plan.md"))
                .contains(
                        "uid: " + note,
                        "title: \"Garden: plan\"",
                        "tags: [\"a\",\"b\"]",
                        "\"odd \\u202e\": {\"n\":1.50}")
                .contains("\n---\n# Garden\n\nBeans\n\n> **ada**, ")
                .endsWith(">\n> well\n> said\n");
        assertThat(files.get("lists/Chores.md")).contains("- [ ] Wash\n\n  > **–**, ", "  > twice\n  - [x] Dry\n");
        assertThat(files.get("lists/Tasks without a list.md")).isEqualTo("- [ ] Alone\n");
        assertThat(files.get("chats/Talk.md")).containsSubsequence("**ada**", "first", "**bob**", "second");
        assertThat(files.get("milestones/Launch.md")).contains("soon");
        assertThat(files.get("gone/Comments of what is gone.md")).contains("left over");
    }

    @Test
    void isReadAgain() throws Exception {
        created(
                "notes",
                "{'title':'Ünï: \\\"code\\\" #1','content':'---\\nnot: yaml\\n---\\r\\ntext','tags':['x y'],"
                        + "'count':3,'when':'12:30','list':[null,true,{'a':'b: c'}]}");

        ImportedItem note = read(export()).getFirst();

        assertThat(note.payload().path("title").asText()).isEqualTo("Ünï: \"code\" #1");
        assertThat(note.payload().path("content").asText()).isEqualTo("---\nnot: yaml\n---\r\ntext");
        assertThat(note.payload().path("tags").toString()).isEqualTo("[\"x y\"]");
        assertThat(note.payload().path("count").intValue()).isEqualTo(3);
        assertThat(note.payload().path("when").asText()).isEqualTo("12:30");
        assertThat(note.payload().path("list").toString()).isEqualTo("[null,true,{\"a\":\"b: c\"}]");
    }

    /// A task that moved to another list behind the head is still in the first.
    @Test
    void isOneState() throws IOException {
        String first = created("task_lists", "{'title':'one'}");
        String second = created("task_lists", "{'title':'two'}");
        String moved = created("tasks", "{'title':'moved','taskListUid':'" + first.toUpperCase(Locale.ROOT) + "'}");
        Space space = space();
        long head = new ArchiveStore(WORKSPACE.database()).head(space).seq();
        server.send(
                "PATCH /v1/tasks/" + moved,
                token,
                Optional.of("{\"title\":\"later\",\"taskListUid\":\"" + second + "\"}"));
        created("tasks", "{'title':'newer','taskListUid':'" + first + "'}");
        ArchivedChildren children = new ArchivedChildrenStore(WORKSPACE.database());
        var tasks = new Question(space, Entities.named("task"), head);
        var lists = new Question(space, Entities.named("task_list"), head);

        var ofFirst = children.children(tasks, UUID.fromString(first), Optional.empty())
                .entries();

        assertThat(ofFirst).hasSize(1);
        assertThat(new String(ofFirst.getFirst().item().payload().json(), StandardCharsets.UTF_8))
                .contains("moved");
        assertThat(children.children(tasks, UUID.fromString(second), Optional.empty())
                        .entries())
                .isEmpty();
        assertThat(children.withChildren(tasks, List.of(UUID.fromString(first))))
                .hasSize(1);
        assertThat(children.live(lists, List.of(UUID.fromString(first), UUID.randomUUID())))
                .hasSize(1);
        assertThat(children.count(space, List.of("task", "task_list"), 3)).isEqualTo(3);
        assertThat(children.count(space, List.of("task", "task_list"), 9)).isEqualTo(4);
    }

    @Test
    void hasNoHistory() {
        assertThat(server.get("/v1/export?format=markdown&history=all", token).body())
                .contains("invalid_parameter", "history");
        assertThat(server.get("/v1/export?format=html", token).statusCode()).isEqualTo(400);
    }

    private Space space() {
        JsonNode me = RunningServer.json(server.get("/v1/me", token));
        return new Space(
                RunningServer.DEFAULT_TENANT, UUID.fromString(me.path("user").asText()));
    }

    private String created(String plural, String body) {
        var answer = server.send("POST /v1/" + plural, token, Optional.of(body.replace('\'', '"')));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return RunningServer.json(answer).path("uid").asText();
    }

    private Path export() throws Exception {
        Path file = folder.resolve(UUID.randomUUID() + ".zip");
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/v1/export?format=markdown"))
                .header("Authorization", "Bearer " + token)
                .build();
        try (var client = HttpClient.newHttpClient();
                InputStream body =
                        client.send(request, BodyHandlers.ofInputStream()).body()) {
            Files.copy(body, file);
        }
        return file;
    }

    private static Map<String, String> files(Path zip) throws IOException {
        var files = new TreeMap<String, String>();
        try (var opened = new ZipFile(zip.toFile())) {
            for (var entry : opened.stream().toList()) {
                try (InputStream text = opened.getInputStream(entry)) {
                    files.put(entry.getName(), new String(text.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }

    private List<ImportedItem> read(Path zip) throws IOException {
        var items = new ArrayList<ImportedItem>();
        try (var source = Sources.open(zip, "view.zip", folder)) {
            Readers.choose("markdown", source).read(source, ReadOptions.NONE, new Sink() {
                @Override
                public void item(ImportedItem item) {
                    items.add(item);
                }

                @Override
                public void line(ReportLine line) {}
            });
        }
        return items;
    }
}

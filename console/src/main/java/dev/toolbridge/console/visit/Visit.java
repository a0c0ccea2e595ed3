package dev.toolbridge.console.visit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.toolbridge.console.access.ApiAnswer;
import dev.toolbridge.console.access.ApiCalls;
import dev.toolbridge.console.access.ApiRequest;
import dev.toolbridge.console.access.Person;
import dev.toolbridge.console.text.Moments;
import dev.toolbridge.console.text.PageWords;
import dev.toolbridge.contract.EntityType;
import dev.toolbridge.contract.WireHeader;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.html.FileForm;
import dev.toolbridge.service.html.FormText;
import dev.toolbridge.service.http.Answer;
import dev.toolbridge.service.http.Request;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// A request of a signed-in person for a page.
///
/// @param look the form in which the person wants to see it
/// @param me the person as the API knows it
public record Visit(Request request, Person person, PageLook look, Me me, Server server) {
    private static final int SEE_OTHER = 303;
    private static final String ROOT = "/console";
    private static final String CLIENT = "ToolBridge console";

    /// The server that shows the page.
    ///
    /// @param base the address under which browsers reach it
    public record Server(URI base, ApiCalls calls, Entrance entrance) {}

    /// The address under which browsers reach the server.
    public String base() {
        return server.base().toString();
    }

    public PageWords words() {
        return look.words();
    }

    /// The times of the page.
    public Moments moments() {
        return new Moments(me.zone(), words().locale());
    }

    /// The project that the page is about, as its address names it.
    public Optional<String> project() {
        return Optional.ofNullable(request.parameter("project"));
    }

    /// The address of a page, in the project that this page is about.
    public String at(String address) {
        return project()
                .map(name -> ROOT + "/projects/" + FormText.encoded(name) + address.substring(ROOT.length()))
                .orElse(address);
    }

    /// The answer of the API, which may be a refusal. Items and changes are those of the project of the page.
    public ApiAnswer send(ApiRequest asked) {
        ApiRequest placed = project()
                .filter(_ -> isOfSpace(asked.segments().get(1)))
                .map(name -> asked.header(WireHeader.SPACE, name))
                .orElse(asked);
        return server.calls().send(placed.header("X-TB-Client", CLIENT), person);
    }

    private static boolean isOfSpace(String part) {
        return List.of("changes", "export", "proposals").contains(part)
                || Entities.ALL.stream().map(EntityType::plural).anyMatch(part::equals);
    }

    /// The body of the API's answer.
    ///
    /// @throws PageProblem if the API refuses
    public JsonNode read(ApiRequest asked) {
        return good(send(asked));
    }

    /// The body of an answer.
    ///
    /// @throws PageProblem if it is a refusal
    public JsonNode good(ApiAnswer answer) {
        if (!answer.isGood()) {
            throw PageProblem.of(answer);
        }
        return answer.json();
    }

    /// A query value; an empty field of a form counts as none.
    public Optional<String> asked(String name) {
        return request.queryValue(name).filter(value -> !value.isBlank());
    }

    /// The form that was sent.
    public FormText form() {
        return FormText.parse(request.body());
    }

    /// The form with a file that was sent.
    public FileForm fileForm() {
        return FileForm.open(request);
    }

    /// The frame of a page.
    ///
    /// @param section the part of the navigation that it belongs to
    public Frame frame(String title, String section) {
        return new Frame(title, section, this);
    }

    /// Leads the browser to another page, which is asked for anew.
    public static Answer to(String address) {
        return Answer.empty(SEE_OTHER).header("Location", address).header("Cache-Control", "no-store");
    }
}

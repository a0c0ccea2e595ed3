package dev.toolbridge.api.project;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.toolbridge.contract.Field;
import dev.toolbridge.contract.entity.Entities;
import dev.toolbridge.service.http.Request;
import dev.toolbridge.service.json.Json;
import dev.toolbridge.service.route.BodyFields;
import java.util.List;
import java.util.Optional;

/// The bodies of requests for projects: what a project is to be, whole or in part.
final class ProjectBody {
    static final String NAME = "name";
    static final String SLUG = "slug";
    static final String DESCRIPTION = "description";
    static final String STAGE = "stage";
    static final String REPOSITORY = "repositoryUrl";
    static final int NAME_LENGTH_MAX = 200;
    static final int DESCRIPTION_LENGTH_MAX = 10_000;
    static final List<String> STAGES =
            Entities.named("project").field(STAGE).map(Field::choices).orElseThrow();

    /// The fields that a project may lack.
    private static final List<String> OPTIONAL = List.of(DESCRIPTION, STAGE, REPOSITORY);

    private ProjectBody() {}

    /// A new project; without a slug it gets one that its name gives.
    static ProjectDraft created(Request request) {
        BodyFields body = BodyFields.of(request, ProjectSchemas.all().get(ProjectSchemas.ORDER));
        String name = body.text(NAME, ProjectBody::isName, "a text of 1 to " + NAME_LENGTH_MAX + " characters");
        String slug = slug(body).or(() -> Slug.of(name)).orElseThrow(() -> BodyFields.invalid(SLUG, Slug.EXPECTED));
        var about = Json.object().put(NAME, name);
        read(body, about);
        return draft(slug, about);
    }

    /// A project after a change of some fields; null takes one away.
    static ProjectDraft changed(Request request, Project project) {
        BodyFields body = BodyFields.of(request, ProjectSchemas.all().get(ProjectSchemas.CHANGE));
        ObjectNode about = project.about().deepCopy();
        OPTIONAL.stream().filter(name -> body.object().has(name)).forEach(about::remove);
        body.findText(NAME, ProjectBody::isName, "a text of 1 to " + NAME_LENGTH_MAX + " characters")
                .ifPresent(name -> about.put(NAME, name));
        read(body, about);
        return draft(slug(body).orElse(project.slug()), about);
    }

    private static Optional<String> slug(BodyFields body) {
        return body.findText(SLUG, Slug::isGood, Slug.EXPECTED);
    }

    private static void read(BodyFields body, ObjectNode about) {
        body.findText(
                        DESCRIPTION,
                        text -> isText(text, DESCRIPTION_LENGTH_MAX),
                        "a text of up to " + DESCRIPTION_LENGTH_MAX + " characters")
                .ifPresent(text -> about.put(DESCRIPTION, text));
        body.findText(STAGE, STAGES::contains, "one of " + String.join(", ", STAGES))
                .ifPresent(text -> about.put(STAGE, text));
        body.findText(REPOSITORY, _ -> true, "a text").ifPresent(text -> about.put(REPOSITORY, text.strip()));
    }

    private static ProjectDraft draft(String slug, ObjectNode about) {
        Optional<RepositoryAddress> repository = Optional.ofNullable(about.get(REPOSITORY))
                .map(url -> RepositoryAddress.of(REPOSITORY, url.textValue()));
        return new ProjectDraft(slug, about, repository);
    }

    static boolean isName(String text) {
        return !text.isBlank() && isText(text, NAME_LENGTH_MAX) && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isText(String text, int lengthMax) {
        return text.length() <= lengthMax && text.indexOf('\0') < 0;
    }
}

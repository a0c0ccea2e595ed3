package dev.toolbridge.connect.environment;

import dev.toolbridge.connect.dotenv.EnvironmentFile;
import dev.toolbridge.connect.dotenv.EnvironmentValue;
import dev.toolbridge.connect.environment.ProjectEnvironment.Listed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The way from the list of an environment to a `.env`. Secrets whose values stand there already are not asked for:
/// the server writes each reveal to its audit log.
public final class EnvironmentPlan {
    private final EnvironmentFile file;
    private final List<Listed> listed;
    private final Map<String, Long> kept = new HashMap<>();
    private final Set<String> asked = new HashSet<>();

    /// @param isForced true if lines that the person changed are to be replaced
    public EnvironmentPlan(EnvironmentFile file, List<Listed> listed, boolean isForced) {
        this.file = file;
        this.listed = List.copyOf(listed);
        Set<String> present = Set.copyOf(isForced ? file.untouched() : file.present());
        Map<String, Long> versions = file.written().versions();
        listed.stream().filter(variable -> variable.value().isEmpty()).forEach(secret -> {
            boolean isThere =
                    present.contains(secret.key()) && versions.getOrDefault(secret.key(), -1L) == secret.version();
            if (isThere) {
                kept.put(secret.key(), secret.version());
            } else {
                asked.add(secret.key());
            }
        });
    }

    /// The update, with the secrets that it needs. The line of one that cannot be seen stays if it is of this
    /// environment: the value of another one would pass for its own.
    ///
    /// @param mayReveal false if the key is known to see no secrets
    public EnvironmentFile.Update update(ProjectEnvironment environment, String title, boolean mayReveal) {
        List<String> needed = asked.stream().sorted().toList();
        Optional<List<EnvironmentValue>> revealed = mayReveal ? environment.reveal(needed) : Optional.empty();
        List<String> hidden = revealed.isPresent() ? List.of() : needed;
        Map<String, Long> versions = file.written().versions();
        hidden.stream().filter(versions::containsKey).forEach(key -> kept.put(key, versions.get(key)));
        List<EnvironmentValue> variables =
                Stream.concat(plain(), revealed.stream().flatMap(List::stream)).toList();
        return new EnvironmentFile.Update(title, variables, kept, hidden);
    }

    private Stream<EnvironmentValue> plain() {
        return listed.stream()
                .flatMap(
                        variable -> variable
                                .value()
                                .map(value -> new EnvironmentValue(variable.key(), value, variable.version()))
                                .stream());
    }

    /// A line for each key that differs, without values: `+` comes, `-` goes, `~` has another value, `!` was changed in
    /// the file.
    public List<String> differences() {
        Set<String> present = Set.copyOf(file.present());
        Set<String> untouched = Set.copyOf(file.untouched());
        Map<String, Long> versions = file.written().versions();
        Stream<String> here = listed.stream().flatMap(variable -> {
            String key = variable.key();
            if (!present.contains(key)) {
                return Stream.of("+ " + key);
            }
            if (!untouched.contains(key)) {
                return Stream.of("! " + key);
            }
            return versions.getOrDefault(key, -1L) == variable.version() ? Stream.of() : Stream.of("~ " + key);
        });
        Set<String> known = Set.copyOf(listed.stream().map(Listed::key).toList());
        Stream<String> gone = present.stream()
                .filter(key -> !known.contains(key))
                .map(key -> (untouched.contains(key) ? "- " : "! ") + key);
        return Stream.concat(here, gone).sorted().toList();
    }
}

package dev.toolbridge.moving.markdown;

import dev.toolbridge.moving.source.SourceMember;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The paths of a source by their names, for links. It holds names only, never texts.
public final class LinkIndex {
    /// The files of one name among which a link without a folder chooses. Of more, it means only the one beside it: to
    /// compare all of them for each link would take the square of their number.
    public static final int SAME_NAME_MAX = 1_000;

    private final Map<String, String> exact = new HashMap<>();
    private final Map<String, List<String>> byName = new HashMap<>();

    public LinkIndex(List<SourceMember> members) {
        for (SourceMember member : members) {
            exact.put(form(member.path()), member.path());
            List<String> alike = byName.computeIfAbsent(key(nameOf(member.path())), _ -> new ArrayList<>(1));
            if (alike.size() <= SAME_NAME_MAX) {
                alike.add(member.path());
            }
        }
    }

    /// The path that a link means, seen from a folder.
    public Optional<String> resolve(Link link, String folder) {
        return link.wiki() ? wiki(link.target(), folder) : relative(decoded(link.target()), folder);
    }

    private Optional<String> relative(String target, String folder) {
        String path = target.startsWith("/") ? normal(target.substring(1)) : normal(folder + "/" + target);
        return path(path).or(() -> wiki(target, folder));
    }

    private Optional<String> wiki(String target, String folder) {
        String wanted = normal(target);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<String> alike = alike(wanted);
        if (alike.size() > SAME_NAME_MAX) {
            return path(wanted).or(() -> path(normal(folder + "/" + wanted)));
        }
        return path(wanted).or(() -> alike.stream()
                .filter(path -> endsWith(path, wanted))
                .min(Comparator.comparing((String path) -> !folderOf(path).equals(folder))
                        .thenComparing(path -> !form(nameOf(path)).startsWith(form(nameOf(wanted))))
                        .thenComparingInt(String::length)
                        .thenComparing(Comparator.naturalOrder())));
    }

    /// Tells if too many files have the name that a link means.
    public boolean isCrowded(Link link) {
        return alike(normal(link.wiki() ? link.target() : decoded(link.target())))
                        .size()
                > SAME_NAME_MAX;
    }

    private List<String> alike(String wanted) {
        return byName.getOrDefault(key(nameOf(wanted)), byName.getOrDefault(key(nameOf(wanted + ".md")), List.of()));
    }

    private Optional<String> path(String path) {
        return Optional.ofNullable(exact.getOrDefault(form(path), exact.get(form(path + ".md"))));
    }

    private static boolean endsWith(String path, String wanted) {
        String whole = "/" + key(path);
        return whole.endsWith("/" + key(wanted)) || whole.endsWith("/" + key(wanted) + ".md");
    }

    /// A target without its percent signs; one that is not encoded is as it was.
    public static String decoded(String target) {
        try {
            return URLDecoder.decode(target.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return target;
        }
    }

    /// A path without `.` and `..`.
    public static String normal(String path) {
        var parts = new ArrayDeque<String>();
        for (String part : path.replace('\\', '/').split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private static String key(String name) {
        return form(name).toLowerCase(Locale.ROOT);
    }

    private static String form(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String folderOf(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }
}

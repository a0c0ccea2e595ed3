package dev.toolbridge.tests.document;

import static dev.toolbridge.tests.document.MarkdownTable.cells;
import static dev.toolbridge.tests.document.MarkdownTable.code;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.toolbridge.tests.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// The settings of a program: those that its main class can reach, read from its compiled classes.
final class SettingTable {
    private static final String OURS = "dev.toolbridge.";
    private static final String SETTING = "dev.toolbridge.service.config.Setting";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importPaths(Checkout.modules().stream()
                    .map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList());

    private SettingTable() {}

    /// A row for each setting, in alphabetical order.
    static String of(String module, String mainClass) {
        return of(module, loader -> settings(mainClass).stream().map(field -> value(loader, field)));
    }

    /// The same for a program that lists its settings itself, as `SETTINGS`, since its classes can reach more.
    static String listed(String module, String mainClass) {
        return of(module, loader -> ((List<?>) value(loader, mainClass, "SETTINGS"))
                .stream().map(Object.class::cast));
    }

    private static String of(String module, Function<ClassLoader, Stream<Object>> settings) {
        try (var loader = loader(module)) {
            var rows = settings.apply(loader)
                    .distinct()
                    .sorted(Comparator.comparing(
                            (Object setting) -> part(setting, "key").toString()))
                    .map(SettingTable::row)
                    .toList();
            return MarkdownTable.of(cells("setting", "when it is not set", "meaning"), rows.stream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String[] row(Object setting) {
        var fallback = (Optional<?>) part(setting, "fallback");
        boolean isSecret = (Boolean) part(setting, "secret");
        return cells(
                code(part(setting, "key").toString()) + (isSecret ? " (secret)" : ""),
                fallback.map(text -> code(text.toString())).orElse("–"),
                part(setting, "meaning").toString());
    }

    /// Constants of the type `Setting` in all of our classes that the main class uses, directly or not.
    private static List<JavaField> settings(String mainClass) {
        return reachable(CLASSES.get(mainClass)).stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().getName().equals(SETTING))
                .toList();
    }

    private static Set<JavaClass> reachable(JavaClass start) {
        var found = new LinkedHashSet<JavaClass>();
        var waiting = new ArrayDeque<>(List.of(start));
        while (!waiting.isEmpty()) {
            JavaClass type = waiting.remove();
            if (type.getPackageName().startsWith(OURS.substring(0, OURS.length() - 1)) && found.add(type)) {
                type.getDirectDependenciesFromSelf()
                        .forEach(used -> waiting.add(used.getTargetClass().getBaseComponentType()));
            }
        }
        return found;
    }

    private static URLClassLoader loader(String module) throws IOException {
        Path target = Checkout.file(module).resolve("target");
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            URL[] path = Stream.concat(Stream.of(target.resolve("toolbridge-" + module + ".jar")), libraries)
                    .map(SettingTable::url)
                    .toArray(URL[]::new);
            return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Object value(ClassLoader loader, JavaField field) {
        return value(loader, field.getOwner().getName(), field.getName());
    }

    private static Object value(ClassLoader loader, String type, String name) {
        try {
            var constant = loader.loadClass(type).getDeclaredField(name);
            constant.setAccessible(true);
            return constant.get(null);
        } catch (ReflectiveOperationException failed) {
            throw new LinkageError("cannot read " + type + "." + name, failed);
        }
    }

    private static Object part(Object setting, String component) {
        try {
            return setting.getClass().getMethod(component).invoke(setting);
        } catch (ReflectiveOperationException failed) {
            throw new LinkageError("a setting has no " + component, failed);
        }
    }
}

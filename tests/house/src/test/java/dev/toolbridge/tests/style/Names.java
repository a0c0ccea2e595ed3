package dev.toolbridge.tests.style;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// The rules for names.
final class Names {
    private static final Set<String> EMPTY_WORDS = Set.of(
            "service",
            "services",
            "manager",
            "managers",
            "handler",
            "handlers",
            "impl",
            "dto",
            "dtos",
            "util",
            "utils",
            "helper",
            "helpers",
            "base",
            "abstract",
            "common",
            "shared",
            "misc",
            "core");
    private static final Set<String> SHORT_WORDS = Set.of(
            "chk", "req", "resp", "cfg", "ctx", "mgr", "msg", "msgs", "tmp", "cnt", "idx", "btn", "str", "num", "buf",
            "val", "vals", "obj", "objs", "conn", "stmt", "arr", "elem", "param", "params", "attr", "attrs", "addr",
            "prev", "desc", "pos", "sz");
    private static final Set<String> LIMIT_WORDS = Set.of("max", "min");
    private static final String SERVICE_MODULE = "dev.toolbridge.service";

    private Names() {}

    static Stream<Remark> types(Source source) {
        return source.all(ClassTree.class)
                .map(path -> (ClassTree) path.getLeaf())
                .filter(type -> Words.of(type.getSimpleName()).stream().anyMatch(EMPTY_WORDS::contains))
                .map(type -> new Remark(source.firstLine(type), type.getSimpleName() + " says nothing of what it is"));
    }

    /// The module `service` has its name from the architecture; no other package may use the word.
    static Stream<Remark> packages(Source source) {
        String name = source.packageName().replaceFirst("^" + SERVICE_MODULE + "\\b", "");
        return Stream.of(name.split("\\."))
                .filter(EMPTY_WORDS::contains)
                .map(word -> new Remark(1, "a package called " + word + " holds anything"));
    }

    static Stream<Remark> shortWords(Source source) {
        return declared(source)
                .filter(path -> Words.of(name(path)).stream().anyMatch(SHORT_WORDS::contains))
                .map(path -> new Remark(source.firstLine(path.getLeaf()), name(path) + " is not made of whole words"));
    }

    /// Requires units and limits last, except in record components, which may be names of the wire.
    static Stream<Remark> limitsFirst(Source source) {
        return source.all(VariableTree.class)
                .filter(path -> !isComponent(path))
                .filter(path -> startsWithLimit(Words.of(name(path))))
                .map(path -> new Remark(source.firstLine(path.getLeaf()), name(path) + " has its limit in front"));
    }

    static Stream<Remark> getters(Source source) {
        return source.all(MethodTree.class)
                .filter(path -> ((MethodTree) path.getLeaf()).getParameters().isEmpty())
                .filter(path -> name(path).matches("get[A-Z].*") && !Annotations.has(path, "Override"))
                .map(path -> new Remark(source.firstLine(path.getLeaf()), name(path) + " is an accessor with get"));
    }

    private static Stream<TreePath> declared(Source source) {
        return Stream.of(ClassTree.class, MethodTree.class, VariableTree.class).flatMap(source::all);
    }

    private static String name(TreePath declaration) {
        return switch (declaration.getLeaf()) {
            case ClassTree type -> type.getSimpleName().toString();
            case MethodTree method -> method.getName().toString();
            case VariableTree variable -> variable.getName().toString();
            default -> "";
        };
    }

    private static boolean startsWithLimit(List<String> words) {
        return words.size() > 1 && LIMIT_WORDS.contains(words.getFirst());
    }

    /// True for a component of a record, and for the parameter of the record's constructor with its value.
    private static boolean isComponent(TreePath variable) {
        TreePath owner = variable.getParentPath();
        TreePath type = owner.getLeaf() instanceof MethodTree method && method.getReturnType() == null
                ? owner.getParentPath()
                : owner;
        return type.getLeaf().getKind() == Tree.Kind.RECORD
                && !((VariableTree) variable.getLeaf())
                        .getModifiers()
                        .getFlags()
                        .contains(Modifier.STATIC);
    }
}

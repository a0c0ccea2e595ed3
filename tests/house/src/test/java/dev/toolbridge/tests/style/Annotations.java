package dev.toolbridge.tests.style;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;

/// The annotations of a declaration, by simple name.
final class Annotations {

    private Annotations() {}

    static boolean has(TreePath declaration, String name) {
        return modifiers(declaration).getAnnotations().stream()
                .map(Annotations::simpleName)
                .anyMatch(name::equals);
    }

    static String simpleName(AnnotationTree annotation) {
        String name = annotation.getAnnotationType().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static ModifiersTree modifiers(TreePath declaration) {
        return switch (declaration.getLeaf()) {
            case ClassTree type -> type.getModifiers();
            case MethodTree method -> method.getModifiers();
            case VariableTree variable -> variable.getModifiers();
            default ->
                throw new IllegalArgumentException(
                        "not a declaration: " + declaration.getLeaf().getKind());
        };
    }
}

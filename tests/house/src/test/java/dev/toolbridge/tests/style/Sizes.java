package dev.toolbridge.tests.style;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/// The limits of lengths.
final class Sizes {
    private static final int METHOD_LINES_MAX = 40;
    private static final int FILE_LINES_MAX = 300;
    private static final int PARAMETERS_MAX = 4;
    private static final int LINE_LENGTH_MAX = 120;

    private Sizes() {}

    static Stream<Remark> methods(Source source) {
        return source.all(MethodTree.class)
                .map(path -> (MethodTree) path.getLeaf())
                .filter(method -> lines(source, method) > METHOD_LINES_MAX)
                .map(method -> new Remark(
                        source.firstLine(method), method.getName() + " has " + lines(source, method) + " lines"));
    }

    static Stream<Remark> files(Source source) {
        int lines = source.lines().size();
        return lines > FILE_LINES_MAX ? Stream.of(new Remark(lines, "the file has " + lines + " lines")) : Stream.of();
    }

    static Stream<Remark> lines(Source source) {
        return IntStream.rangeClosed(1, source.lines().size())
                .filter(number -> source.line(number)
                                .codePointCount(0, source.line(number).length())
                        > LINE_LENGTH_MAX)
                .mapToObj(number -> new Remark(number, "the line is longer than " + LINE_LENGTH_MAX));
    }

    static Stream<Remark> parameters(Source source) {
        return source.all(MethodTree.class)
                .filter(path -> ((MethodTree) path.getLeaf()).getParameters().size() > PARAMETERS_MAX)
                .filter(path -> !isValueConstructor(path) && !Annotations.has(path, "Override"))
                .map(path -> (MethodTree) path.getLeaf())
                .map(method -> new Remark(
                        source.firstLine(method),
                        method.getName() + " has " + method.getParameters().size() + " parameters"));
    }

    /// The lines of a method from its first annotation or modifier to its closing brace.
    static int lines(Source source, MethodTree method) {
        return source.lastLine(method) - source.firstLine(method) + 1;
    }

    /// A record's constructor takes as many values as the record has; so does the private constructor
    /// that only the class itself calls. An overriding method gets its parameters from its supertype.
    private static boolean isValueConstructor(TreePath path) {
        var method = (MethodTree) path.getLeaf();
        var owner = (ClassTree) path.getParentPath().getLeaf();
        return method.getName().contentEquals("<init>")
                && (owner.getKind() == Tree.Kind.RECORD
                        || method.getModifiers().getFlags().contains(Modifier.PRIVATE));
    }
}

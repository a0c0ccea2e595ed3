package dev.toolbridge.tests.style;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Modifier;
import javax.lang.model.util.Elements.DocCommentKind;

/// The rules for comments: their content and their form.
final class Comments {
    private static final Pattern MARKDOWN = Pattern.compile("\\s*///.*");
    private static final Pattern PLAIN = Pattern.compile("\\s*//(?!/).*");

    /// The brackets keep the pattern from finding itself.
    private static final Pattern UNFINISHED = Pattern.compile("\\b(T[O]DO|F[I]XME|X{3}|H[A]CK)\\b");

    private Comments() {}

    static Stream<Remark> publicTypes(Source source) {
        return source.all(ClassTree.class)
                .filter(Comments::isPublic)
                .filter(path -> !isDescribed(source, path))
                .map(path -> new Remark(
                        source.firstLine(path.getLeaf()),
                        ((ClassTree) path.getLeaf()).getSimpleName() + " is public and has no /// line"));
    }

    static Stream<Remark> packages(Source source) {
        return source.isPackageInfo()
                        && !isDescribed(
                                source,
                                TreePath.getPath(source.unit(), source.unit().getPackage()))
                ? Stream.of(new Remark(1, "the package is not described by a /// line"))
                : Stream.of();
    }

    /// Finds a line that a formatter broke: the rest has lost its third slash and its place in the comment.
    static Stream<Remark> torn(Source source) {
        return lines(
                        source,
                        number -> number > 1
                                && MARKDOWN.matcher(source.line(number - 1)).matches()
                                && PLAIN.matcher(source.line(number)).matches())
                .mapToObj(number -> new Remark(number, "a /// comment goes on with //"));
    }

    static Stream<Remark> unfinished(Source source) {
        return lines(source, number -> UNFINISHED.matcher(source.line(number)).find())
                .mapToObj(number -> new Remark(
                        number,
                        "something is left to do: " + source.line(number).strip()));
    }

    /// Requires a reason for a silenced warning, on the same line or the one before.
    static Stream<Remark> silencedWarnings(Source source) {
        return source.all(AnnotationTree.class)
                .map(path -> (AnnotationTree) path.getLeaf())
                .filter(annotation -> Annotations.simpleName(annotation).equals("SuppressWarnings"))
                .map(source::firstLine)
                .filter(number -> !source.line(number).contains("//")
                        && !PLAIN.matcher(source.line(number - 1)).matches())
                .map(number -> new Remark(number, "a warning is silenced without a reason"));
    }

    private static IntStream lines(Source source, IntPredicate condition) {
        return IntStream.rangeClosed(1, source.lines().size()).filter(condition);
    }

    private static boolean isDescribed(Source source, TreePath declaration) {
        return source.trees().getDocCommentKind(declaration) == DocCommentKind.END_OF_LINE;
    }

    /// True if every level is public; a member of an interface is public without the modifier.
    private static boolean isPublic(TreePath path) {
        return types(path).allMatch(Comments::isPublicMember);
    }

    private static Stream<TreePath> types(TreePath path) {
        return StreamSupport.stream(path.spliterator(), false)
                .filter(node -> node instanceof ClassTree)
                .map(node -> TreePath.getPath(path.getCompilationUnit(), node));
    }

    private static boolean isPublicMember(TreePath path) {
        return ((ClassTree) path.getLeaf()).getModifiers().getFlags().contains(Modifier.PUBLIC)
                || Optional.of(path.getParentPath().getLeaf())
                        .filter(owner -> owner.getKind() == Tree.Kind.INTERFACE)
                        .isPresent();
    }
}

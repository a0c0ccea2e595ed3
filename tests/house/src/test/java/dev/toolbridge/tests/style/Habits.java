package dev.toolbridge.tests.style;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The habits that the code avoids.
final class Habits {
    private static final Pattern MOCKS = Pattern.compile(".*\\b(mockito|easymock|powermock|jmockit)\\b.*");
    private static final Set<String> TEST_MARKS = Set.of("Test", "ParameterizedTest", "TestFactory", "RepeatedTest");
    private static final Set<String> PAUSES = Set.of("sleep", "parkNanos");
    private static final Set<String> EVASIONS = Set.of("Disabled", "TestMethodOrder", "Order");

    private Habits() {}

    static Stream<Remark> sleeps(Source source) {
        return source.isTest()
                ? remarks(source, Tree.class, Habits::isPause, "a test sleeps instead of awaiting a condition")
                : Stream.of();
    }

    static Stream<Remark> mocks(Source source) {
        return remarks(
                source,
                ImportTree.class,
                node -> MOCKS.matcher(
                                ((ImportTree) node).getQualifiedIdentifier().toString())
                        .matches(),
                "a mock stands in for the real thing");
    }

    static Stream<Remark> evasions(Source source) {
        return remarks(
                source,
                AnnotationTree.class,
                node -> EVASIONS.contains(Annotations.simpleName((AnnotationTree) node)),
                "a test is switched off, or leans on the order of tests");
    }

    /// Finds tests in classes whose names do not end in `Test`, since the build never runs them.
    static Stream<Remark> unseenTests(Source source) {
        return source.all(MethodTree.class)
                .filter(path -> TEST_MARKS.stream().anyMatch(mark -> Annotations.has(path, mark)))
                .map(TreePath::getParentPath)
                .filter(owner -> !((ClassTree) owner.getLeaf())
                        .getSimpleName()
                        .toString()
                        .endsWith("Test"))
                .map(TreePath::getLeaf)
                .distinct()
                .map(owner ->
                        new Remark(source.firstLine(owner), "a class with tests whose name does not end in Test"));
    }

    static Stream<Remark> swallowedErrors(Source source) {
        return remarks(
                source,
                CatchTree.class,
                node -> ((CatchTree) node).getBlock().getStatements().isEmpty(),
                "an error is swallowed");
    }

    static Stream<Remark> returnedNulls(Source source) {
        return remarks(
                source,
                ReturnTree.class,
                node -> ((ReturnTree) node).getExpression() instanceof LiteralTree literal
                        && literal.getKind() == Tree.Kind.NULL_LITERAL,
                "absence is a value, not null");
    }

    private static boolean isPause(Tree node) {
        return switch (node) {
            case MemberSelectTree call -> PAUSES.contains(call.getIdentifier().toString());
            case MemberReferenceTree call -> PAUSES.contains(call.getName().toString());
            default -> false;
        };
    }

    private static Stream<Remark> remarks(
            Source source, Class<? extends Tree> kind, Predicate<Tree> isWrong, String text) {
        return source.all(kind)
                .map(TreePath::getLeaf)
                .filter(isWrong)
                .map(node -> new Remark(source.firstLine(node), text));
    }
}

package dev.toolbridge.tests.style;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// One source file as the compiler reads it.
///
/// @param place the file's path as findings show it
/// @param isTest true if it belongs to tests
/// @param trees the compiler's knowledge of positions and comments
record Source(Path place, boolean isTest, CompilationUnitTree unit, List<String> lines, DocTrees trees) {

    Source {
        lines = List.copyOf(lines);
    }

    String packageName() {
        return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
    }

    boolean isPackageInfo() {
        return place.endsWith("package-info.java");
    }

    /// Every node of one kind, with its path.
    Stream<TreePath> all(Class<? extends Tree> kind) {
        var found = new ArrayList<TreePath>();
        new TreePathScanner<Void, List<TreePath>>() {
            @Override
            public Void scan(Tree node, List<TreePath> collected) {
                if (kind.isInstance(node)) {
                    collected.add(new TreePath(getCurrentPath(), node));
                }
                return super.scan(node, collected);
            }
        }.scan(new TreePath(unit), found);
        return found.stream();
    }

    int firstLine(Tree node) {
        return line(trees.getSourcePositions().getStartPosition(unit, node));
    }

    int lastLine(Tree node) {
        return line(trees.getSourcePositions().getEndPosition(unit, node));
    }

    /// The text of a line; lines count from 1.
    String line(int number) {
        return lines.get(number - 1);
    }

    @Override
    public String toString() {
        return place.toString();
    }

    private int line(long position) {
        return (int) unit.getLineMap().getLineNumber(position);
    }
}

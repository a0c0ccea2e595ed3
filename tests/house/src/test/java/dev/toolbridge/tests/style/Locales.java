package dev.toolbridge.tests.style;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Output that is the same on every machine: it never depends on the machine's language, digits or zone.
final class Locales {
    private static final Set<String> LETTER_CASES = Set.of("toLowerCase", "toUpperCase");
    private static final Set<String> FORMATTERS = Set.of("format", "printf");
    private static final Set<String> CLASSES =
            Set.of("DecimalFormat", "SimpleDateFormat", "MessageFormat", "ChoiceFormat", "Scanner", "Formatter");
    private static final Set<String> FACTORIES =
            Set.of("NumberFormat", "DateFormat", "Collator", "BreakIterator", "DecimalFormatSymbols");
    private static final Set<String> CLOCKS =
            Set.of("LocalDate", "LocalTime", "LocalDateTime", "ZonedDateTime", "OffsetDateTime", "OffsetTime", "Year");
    private static final Set<String> DEFAULTS =
            Set.of("Locale.getDefault", "TimeZone.getDefault", "ZoneId.systemDefault");

    private static final Pattern LOCALE = Pattern.compile("(?:java\\.util\\.)?Locale\\.[A-Z]+|locale");

    /// Conversions that depend on no locale: plain text, and hexadecimal digits.
    private static final Pattern WITHOUT_LOCALE =
            Pattern.compile("(?:[^%]|%(?:\\d+\\$)?[-0-9.]*[sxn%])*", Pattern.DOTALL);

    private Locales() {}

    static Stream<Remark> defaults(Source source) {
        return source.all(Tree.class)
                .map(TreePath::getLeaf)
                .filter(Locales::isDefault)
                .map(node -> new Remark(source.firstLine(node), "leans on the language or zone of the machine"));
    }

    private static boolean isDefault(Tree node) {
        return switch (node) {
            case MethodInvocationTree call ->
                call.getMethodSelect() instanceof MemberSelectTree method && isDefault(method, call.getArguments());
            case MemberReferenceTree reference ->
                LETTER_CASES.contains(reference.getName().toString())
                        || reference.getName().contentEquals("formatted");
            case NewClassTree made ->
                CLASSES.contains(made.getIdentifier().toString())
                        && made.getArguments().stream().noneMatch(Locales::isLocale);
            default -> false;
        };
    }

    private static boolean isDefault(MemberSelectTree method, List<? extends ExpressionTree> arguments) {
        String name = method.getIdentifier().toString();
        String owner = method.getExpression().toString();
        if (name.equals("formatted")) {
            return !text(method.getExpression())
                    .map(WITHOUT_LOCALE::matcher)
                    .map(text -> text.matches())
                    .orElse(false);
        }
        if (name.equals("printf")
                || (FORMATTERS.contains(name) && (owner.equals("String") || owner.endsWith(".out")))) {
            return arguments.stream().limit(1).noneMatch(Locales::isLocale);
        }
        return DEFAULTS.contains(owner + "." + name)
                || (LETTER_CASES.contains(name) && arguments.isEmpty())
                || (CLOCKS.contains(owner) && name.equals("now") && arguments.isEmpty())
                || name.startsWith("ofLocalized")
                || (isFactory(owner, name) && arguments.stream().noneMatch(Locales::isLocale));
    }

    private static boolean isFactory(String owner, String name) {
        return (FACTORIES.contains(owner) && name.startsWith("get"))
                || (name.equals("ofPattern") && owner.equals("DateTimeFormatter"))
                || name.equals("toFormatter")
                || (owner.equals("MessageFormat") && name.equals("format"));
    }

    private static boolean isLocale(ExpressionTree argument) {
        return LOCALE.matcher(argument.toString()).matches();
    }

    /// The text of a literal, or of several that are joined.
    private static Optional<String> text(ExpressionTree expression) {
        return switch (expression) {
            case LiteralTree literal -> Optional.of(String.valueOf(literal.getValue()));
            case ParenthesizedTree inner -> text(inner.getExpression());
            case BinaryTree joined ->
                text(joined.getLeftOperand())
                        .flatMap(left -> text(joined.getRightOperand()).map(right -> left + right));
            default -> Optional.empty();
        };
    }
}

package dev.toolbridge.connect.dotenv;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/// Files and values as people have them, made by chance from a seed.
final class GeneratedFiles {
    private static final String[] PIECES = {
        "a",
        "Z9",
        " ",
        "'",
        "\"",
        "$HOME",
        "${X}",
        "#",
        " # no comment",
        "\n",
        "\\",
        "\\n",
        "`date`",
        "!",
        "=",
        "ä€😀",
        "%",
        "\t",
        "&&",
        "*",
        "~",
        ";",
        "$(x)",
        "\\'",
        "KEY=1\n",
        "export "
    };
    private static final String[] LINES = {
        "# a comment with 'two quotes' and $",
        "",
        "PLAIN=value",
        "export EXPORTED=value",
        "QUOTED='two words # no comment $HOME'",
        "DOUBLE=\"two words\" # a comment",
        "SEVERAL='first\n  second # still\n# third\nV0=inside\n'",
        "LINES=\"one\ntwo\"",
        "EMPTY=",
        "  INDENTED=1"
    };

    private final Random random;

    GeneratedFiles(long seed) {
        this.random = new Random(seed);
    }

    /// A file of some lines, which may end with CR LF and may lack the last line end.
    String file() {
        var text = new StringBuilder();
        int count = random.nextInt(8);
        for (int index = 0; index < count; index++) {
            text.append(LINES[random.nextInt(LINES.length)]).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        return random.nextInt(4) == 0 ? text.toString().stripTrailing() : text.toString();
    }

    /// Variables `V0` and on, whose values may be anything.
    List<EnvironmentValue> variables(int count) {
        var variables = new ArrayList<EnvironmentValue>();
        for (int index = 0; index < count; index++) {
            variables.add(new EnvironmentValue("V" + index, value(), 1));
        }
        return variables;
    }

    private String value() {
        var value = new StringBuilder();
        IntStream.range(0, random.nextInt(6)).forEach(_ -> value.append(PIECES[random.nextInt(PIECES.length)]));
        return value.toString();
    }
}
